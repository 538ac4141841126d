using System.Data.Common;
using System.Globalization;
using GutCms.Web.Storage.Content;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Migrations;
using GutCms.Web.Storage.UnitOfWork;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Storage;

/// <summary>Creates the database or brings it to this version's schema.</summary>
public sealed class DatabaseMigrator
{
    /// <summary>How the name of a migration ends after which the version before cannot work on the database any more. Every other one only adds.</summary>
    internal const string ContractSuffix = "Contract";

    private readonly Database _database;

    internal DatabaseMigrator(Database database) => _database = database;

    /// <summary>Where the database is, in one phrase for people, for example <c>the SQLite database /srv/gutcms/gutcms.db</c>. Holds no secret.</summary>
    public string Description => _database.Description;

    /// <summary>Full path of the database file; null on PostgreSQL.</summary>
    public string? FilePath => _database.FilePath;

    /// <summary>Finds out whether what is stored can be read, where that is soon done.</summary>
    /// <exception cref="StorageException">It is damaged.</exception>
    public Task CheckAsync(CancellationToken cancellationToken) => _database.CheckAsync(cancellationToken);

    /// <summary>Writes something that changes nothing and waits until it is kept. While somebody else writes there is no need to.</summary>
    public Task ProbeWriteAsync(CancellationToken cancellationToken) => _database.ProbeWriteAsync(cancellationToken);

    /// <summary>Creates the database where it is missing and applies what is pending. Safe when several processes start at once.</summary>
    /// <exception cref="DatabaseIsNewerException">A newer version of GutCms has migrated it; nothing was changed.</exception>
    /// <exception cref="DatabaseNotWritableException">The file or its folder cannot be written.</exception>
    /// <exception cref="DatabaseBusyException">Another process is migrating it and does not finish.</exception>
    /// <exception cref="StorageException">It is no usable database.</exception>
    public async Task MigrateAsync(CancellationToken cancellationToken)
    {
        await MigrateSchemaAsync(cancellationToken);
        await using (var connection = await _database.OpenAsync(cancellationToken))
        {
            if (await IsFilledAsync(connection, cancellationToken))
            {
                return;
            }
        }

        // States and words are told by the program, so a migration alone cannot write them. Should this be cut short, the next start is not up to date and does the rest.
        await using var context = _database.CreateContext();
        await _database.BeginWriteAsync(context, cancellationToken);
        using (var session = SqlSession.Of(context))
        {
            await new SearchTables(_database, session).RenewAsync(cancellationToken);
        }

        await using var work = new EfUnitOfWork(_database, context);
        await work.FillStatesAsync(cancellationToken);
    }

    private Task MigrateSchemaAsync(CancellationToken cancellationToken) => _database.MigrateAsync(
        async (context, token) =>
        {
            var applied = (await context.Database.GetAppliedMigrationsAsync(token)).ToList();
            var unknown = applied.Except(KnownMigrations.Of(_database.ContextType)).ToList();
            if (unknown.Count > 0)
            {
                throw new DatabaseIsNewerException(
                    $"A newer version of GutCms has changed {_database.Description} (unknown migrations: {string.Join(", ", unknown)}). Start that version or a later one, or restore a backup from before.");
            }

            await context.Database.MigrateAsync(token);
        },
        cancellationToken);

    /// <summary>Whether the database exists and has exactly this version's schema; does not change it.</summary>
    public async Task<bool> IsUpToDateAsync(CancellationToken cancellationToken) => await StandingAsync(cancellationToken) == SchemaStanding.UpToDate;

    /// <summary>How the schema of the database stands to this version's; does not change it.</summary>
    /// <remarks>Asks without EF's model, which takes longer to build than all the rest of a start.</remarks>
    internal async Task<SchemaStanding> StandingAsync(CancellationToken cancellationToken)
    {
        if (FilePath is { } path && !File.Exists(path))
        {
            return SchemaStanding.Other;
        }

        try
        {
            await using var connection = await _database.OpenAsync(cancellationToken);
            await using var command = connection.CreateCommand();
            command.CommandText = "SELECT \"MigrationId\" FROM \"__EFMigrationsHistory\"";
            var applied = new HashSet<string>(StringComparer.Ordinal);
            await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
            {
                while (await reader.ReadAsync(cancellationToken))
                {
                    applied.Add(reader.GetString(0));
                }
            }

            var known = KnownMigrations.Of(_database.ContextType);
            return !applied.IsSupersetOf(known) ? SchemaStanding.Other
                : applied.Count == known.Count ? await IsFilledAsync(connection, cancellationToken) ? SchemaStanding.UpToDate : SchemaStanding.Other
                : applied.Except(known).Any(later => later.EndsWith(ContractSuffix, StringComparison.Ordinal)) ? SchemaStanding.Other
                : SchemaStanding.Expanded;
        }
        catch (DbException)
        {
            // Unreachable, empty or no database: what is wrong with it, MigrateAsync says.
            return SchemaStanding.Other;
        }
    }

    /// <summary>Whether nothing has ever been set up in it: it holds no definitions, settings or other documents.</summary>
    public async Task<bool> IsEmptyAsync(CancellationToken cancellationToken)
    {
        await using var connection = await _database.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = "SELECT COUNT(*) FROM \"Documents\"";
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture) == 0;
    }

    /// <summary>Whether states and words of everything are written, by this version's rules.</summary>
    private async Task<bool> IsFilledAsync(DbConnection connection, CancellationToken cancellationToken)
    {
        using var session = new SqlSession(connection);
        return await session.NumberAsync($"SELECT COUNT(*) FROM (SELECT 1 FROM {StateColumns.Missing} LIMIT 1) m", cancellationToken) == 0
            && await new SearchTables(_database, session).AreCurrentAsync(cancellationToken);
    }
}

/// <summary>How the schema of a database stands to that of a version.</summary>
internal enum SchemaStanding
{
    /// <summary>The version cannot work on it as it is, or it cannot be reached.</summary>
    Other,

    /// <summary>A later version has added to it; this one can go on reading and writing.</summary>
    Expanded,

    /// <summary>It is this version's.</summary>
    UpToDate,
}
