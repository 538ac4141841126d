using GutCms.Core.Audit;
using GutCms.Core.Keys;
using GutCms.Core.Verification;
using GutCms.Web.Cli.Outcomes;
using GutCms.Web.Features.Backups;
using GutCms.Web.Features.Setup;
using GutCms.Web.Storage.Backup;
using GutCms.Web.Storage.Databases;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace GutCms.Web.Cli;

/// <summary>The site of a backup in a place of its own, which is removed again: a folder for temporary files and, where it is on PostgreSQL, another database on the configured server.</summary>
internal sealed class RestoredSite : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly AsyncServiceScope _scope;
    private readonly string _folder;
    private readonly PostgreSqlDatabase? _database;

    private RestoredSite(WebApplication app, string folder, PostgreSqlDatabase? database) => (_app, _scope, _folder, _database) = (app, app.Services.CreateAsyncScope(), folder, database);

    /// <summary>Its services.</summary>
    public IServiceProvider Services => _scope.ServiceProvider;

    /// <summary>Restores it.</summary>
    /// <exception cref="CommandFailedException">There is no place for it.</exception>
    public static async Task<RestoredSite> OpenAsync(Site site, BackupReader backup, CancellationToken cancellation)
    {
        await using var own = site.Build();
        var database = backup.Manifest.Database.Kind == PostgreSqlBackup.KindName ? Beside(own) : null;
        var folder = Directory.CreateTempSubdirectory("gutcms-verify-").FullName;
        var restored = new RestoredSite(
            site.Build(
            [
                new("GutCms:DataDirectory", folder), new("GutCms:SelfCheck:CheckpointFolder", "checkpoints"), new("GutCms:Media:Folder", "media"), new("GutCms:Media:S3:Bucket", ""),
                new("ConnectionStrings:GutCms", database?.ConnectionString ?? ""),
            ]),
            folder,
            database);
        try
        {
            await restored.Services.GetRequiredService<RestoreBackup>().UnrecordedAsync(backup.FullPath, cancellation);
            await restored.Services.GetRequiredService<PrepareSite>().WithoutAccountsAsync(cancellation);
            await AddKeptAsync(own, restored.Services, backup.Manifest.Database.LastEntry, cancellation);
            return restored;
        }
        catch (PostgresException fault) when (fault.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            await restored.DisposeAsync();
            throw new CommandFailedException(
                $"The parts were compared; the site in it was not, because the user of ConnectionStrings:GutCms may not create a database for that ({fault.MessageText}). Grant CREATEDB, or name another server there.",
                ExitCode.Environment,
                fault);
        }
        catch
        {
            await restored.DisposeAsync();
            throw;
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _scope.DisposeAsync();
        await _app.DisposeAsync();
        SqliteConnection.ClearAllPools();
        Directory.Delete(_folder, recursive: true);
        if (_database is not null)
        {
            await _database.DropAsync(CancellationToken.None);
            await _database.DisposeAsync();
        }
    }

    private static PostgreSqlDatabase Beside(WebApplication own) => own.Services.GetRequiredService<Database>() is PostgreSqlDatabase server
        ? new PostgreSqlDatabase(new NpgsqlConnectionStringBuilder(server.ConnectionString) { Database = $"gutcms_verify_{Guid.NewGuid():N}" }.ToString(), busyTimeoutSeconds: 30)
        : throw new CommandFailedException(
            "The parts were compared; the site in it was not, because it is on PostgreSQL. Name a server on which a database can be created for that in ConnectionStrings:GutCms.", ExitCode.Environment);

    /// <summary>What was kept elsewhere of the same log counts as well.</summary>
    private static async Task AddKeptAsync(WebApplication own, IServiceProvider restored, long lastEntry, CancellationToken cancellation)
    {
        var jwks = Jwks.Build(await restored.GetRequiredService<ISigningKeys>().GetAllAsync(cancellation));
        var keeper = restored.GetRequiredService<ICheckpointKeeper>();
        foreach (var kept in (await own.Services.GetRequiredService<ICheckpointKeeper>().ListAsync(cancellation)).Where(kept => SiteFiles.IsUpTo(kept.Name, lastEntry)))
        {
            if ((await AuditCheckpoint.ReadAsync(kept.Jws, jwks)).Checkpoint is not null)
            {
                await keeper.KeepAsync(kept.Name, kept.Jws, cancellation);
            }
        }
    }
}
