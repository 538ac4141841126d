using System.Globalization;
using GutCms.Core.Audit;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Delivery;
using GutCms.Web.Storage.Reviews;
using Microsoft.Data.Sqlite;

namespace GutCms.Web.Storage.Backup;

/// <summary>The database file. It is copied by SQLite's own online backup: one moment of it, while others read and write.</summary>
internal sealed class SqliteBackup(SqliteDatabase database, int busyTimeoutSeconds, TimeProvider time) : DatabaseBackup
{
    /// <summary>Name of this kind.</summary>
    public const string KindName = "sqlite";

    private const string Part = "database/gutcms.db";

    // What lies beside a database file and belongs to it.
    private static readonly string[] Companions = ["-wal", "-shm", "-journal", ".migration-lock"];

    /// <inheritdoc/>
    public override string Kind => KindName;

    /// <inheritdoc/>
    public override string Description => database.Description;

    /// <inheritdoc/>
    protected override Type ContextType => database.ContextType;

    /// <summary>Copies a database as it is at one moment, with what its log holds, into a file that does not exist yet.</summary>
    public static void Copy(string from, string to)
    {
        using var source = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = from, Mode = SqliteOpenMode.ReadOnly, Pooling = false }.ToString());
        using var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = to, Pooling = false }.ToString());
        source.Open();
        target.Open();
        source.BackupDatabase(target);
    }

    /// <inheritdoc/>
    public override async Task<DatabaseState> WriteAsync(BackupWriter to, string scratch, CancellationToken cancellationToken)
    {
        if (!File.Exists(database.FilePath))
        {
            throw new BackupException($"There is no site to back up: {database.Description} does not exist.");
        }

        var copy = Path.Combine(scratch, $".gutcms-{Guid.NewGuid():N}.db");
        try
        {
            DatabaseState state;
            try
            {
                await Task.Run(() => Copy(database.FilePath, copy), cancellationToken);
                state = await LookAsync(copy, cancellationToken);
            }
            catch (SqliteException fault) when (fault.SqliteErrorCode is 1 or 11 or 26)
            {
                throw new BackupException($"{database.Description} is damaged or holds no site, so it was not backed up: {fault.Message}", fault);
            }
            catch (SqliteException fault) when (fault.SqliteErrorCode is 8 or 10 or 13 or 14)
            {
                throw new BackupException($"{database.Description} could not be copied to {scratch}: {fault.Message}", fault);
            }

            CheckMigrations(state.Migrations);
            await to.AddFileAsync(Part, copy, cancellationToken);
            return state;
        }
        finally
        {
            Delete(copy);
        }
    }

    /// <inheritdoc/>
    public override Task<bool> IsFreeAsync(CancellationToken cancellationToken) => Task.FromResult(!File.Exists(database.FilePath) && !File.Exists(database.FilePath + "-wal"));

    /// <inheritdoc/>
    public override async Task<string?> RestoreAsync(BackupReader from, AuditDraft? note, CancellationToken cancellationToken)
    {
        Check(from.Manifest.Database);
        var staged = Path.Combine(Path.GetDirectoryName(database.FilePath)!, ".restored.db");
        Delete(staged);
        try
        {
            await from.ExtractAsync(Part, staged, cancellationToken);
            var state = await LookAsync(staged, cancellationToken);
            if (state.LastHash != from.Manifest.Database.LastHash || !state.Migrations.SequenceEqual(from.Manifest.Database.Migrations))
            {
                throw new BackupException($"{from.FullPath} is damaged: its database is not the one that its manifest describes.");
            }

            await PrepareAsync(staged, note, cancellationToken);
            return await SwapAsync(staged);
        }
        finally
        {
            Delete(staged);
        }
    }

    /// <summary>Makes sure that a copy can be read to its last page and lies in one file, and says what it holds.</summary>
    private static async Task<DatabaseState> LookAsync(string path, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
        await connection.OpenAsync(cancellationToken);
        using var session = new SqlSession(connection);
        await session.ExecuteAsync("PRAGMA journal_mode=DELETE", cancellationToken);
        if (await session.QueryAsync("PRAGMA quick_check(1)", reader => reader.GetString(0), cancellationToken) is not ["ok"] and var faults)
        {
            throw new BackupException($"The database is damaged ({string.Join(" ", faults).ReplaceLineEndings(" ")}).");
        }

        var last = await session.QueryAsync(
            "SELECT \"Sequence\", \"Hash\" FROM \"AuditEntries\" ORDER BY \"Sequence\" DESC LIMIT 1", reader => (Sequence: reader.GetInt64(0), Hash: reader.GetString(1)), cancellationToken);
        return new DatabaseState
        {
            Kind = KindName,
            Migrations = await session.QueryAsync("SELECT \"MigrationId\" FROM \"__EFMigrationsHistory\" ORDER BY \"MigrationId\"", reader => reader.GetString(0), cancellationToken),
            LastEntry = last.Count == 0 ? 0 : last[0].Sequence,
            LastHash = last.Count == 0 ? null : last[0].Hash,
        };
    }

    /// <summary>Brings a copy to this version's tables, and its log to say where it comes from.</summary>
    private async Task PrepareAsync(string staged, AuditDraft? note, CancellationToken cancellationToken)
    {
        var copy = new SqliteDatabase(staged, busyTimeoutSeconds);
        try
        {
            await new DatabaseMigrator(copy).MigrateAsync(cancellationToken);
            if (note is not null)
            {
                await using var context = copy.CreateContext();
                await copy.BeginWriteAsync(context, cancellationToken);
                await new EfAuditLog(context).AppendAsync(note, cancellationToken);
                await ChangeHistory.BeginAnewAsync(context, cancellationToken);
                await context.Database.CommitTransactionAsync(cancellationToken);
            }
        }
        finally
        {
            using var pooled = new SqliteConnection(copy.ConnectionString);
            SqliteConnection.ClearPool(pooled);
        }

        await EmptyLogAsync(staged, cancellationToken);
    }

    /// <summary>Takes the place of the file that is there, which is kept.</summary>
    private async Task<string?> SwapAsync(string staged)
    {
        var path = database.FilePath;
        var former = $"{path}.before-{time.GetUtcNow().UtcDateTime.ToString("yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture)}";
        try
        {
            await EmptyLogAsync(path, CancellationToken.None);
        }
        catch (SqliteException)
        {
            // It is damaged, which is why it is replaced; its log goes with it.
        }

        // Never the new file beside a former log, which SQLite would read into it.
        foreach (var companion in Companions.Where(companion => File.Exists(path + companion)))
        {
            File.Move(path + companion, former + companion);
        }

        if (!File.Exists(path))
        {
            File.Move(staged, path);
            return null;
        }

        File.Replace(staged, path, former);
        return former;
    }

    /// <summary>Writes what the write-ahead log holds into the file.</summary>
    private static async Task EmptyLogAsync(string path, CancellationToken cancellationToken)
    {
        await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
        await connection.OpenAsync(cancellationToken);
        await SqlitePragmas.ApplyAsync(connection, "PRAGMA wal_checkpoint(TRUNCATE)", cancellationToken);
    }

    private static void Delete(string path)
    {
        foreach (var companion in Companions.Prepend("").Where(companion => File.Exists(path + companion)))
        {
            File.Delete(path + companion);
        }
    }
}
