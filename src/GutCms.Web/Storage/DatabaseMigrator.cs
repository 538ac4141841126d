using GutCms.Web.Storage.Databases;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Storage;

/// <summary>Creates the database or brings it to this version's schema.</summary>
public sealed class DatabaseMigrator
{
    private readonly Database _database;

    internal DatabaseMigrator(Database database) => _database = database;

    /// <summary>Where the database is, in one phrase for people, for example <c>the SQLite database /srv/gutcms/gutcms.db</c>. Holds no secret.</summary>
    public string Description => _database.Description;

    /// <summary>Full path of the database file; null on PostgreSQL.</summary>
    public string? FilePath => _database.FilePath;

    /// <summary>Creates the database where it is missing and applies what is pending. Safe when several processes start at once.</summary>
    /// <exception cref="DatabaseIsNewerException">A newer version of GutCms has migrated it; nothing was changed.</exception>
    /// <exception cref="DatabaseNotWritableException">The file or its folder cannot be written.</exception>
    /// <exception cref="DatabaseBusyException">Another process is migrating it and does not finish.</exception>
    /// <exception cref="StorageException">It is no usable database.</exception>
    public Task MigrateAsync(CancellationToken cancellationToken) => _database.MigrateAsync(
        async (context, token) =>
        {
            var unknown = (await context.Database.GetAppliedMigrationsAsync(token)).Except(context.Database.GetMigrations()).ToList();
            if (unknown.Count > 0)
            {
                throw new DatabaseIsNewerException(
                    $"A newer version of GutCms has changed {_database.Description} (unknown migrations: {string.Join(", ", unknown)}). Start that version or a later one, or restore a backup from before.");
            }

            await context.Database.MigrateAsync(token);
        },
        cancellationToken);

    /// <summary>Whether the database exists and lacks nothing; does not change it.</summary>
    public async Task<bool> IsUpToDateAsync(CancellationToken cancellationToken)
    {
        if (FilePath is { } path && !File.Exists(path))
        {
            return false;
        }

        await using var context = _database.CreateContext();
        return await context.Database.CanConnectAsync(cancellationToken) && !(await context.Database.GetPendingMigrationsAsync(cancellationToken)).Any();
    }
}
