using System.Data.Common;
using System.Text.Json;
using GutCms.Core.Searching;
using GutCms.Web.Storage.Model;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Storage.Databases;

/// <summary>The database as one SQLite file.</summary>
/// <remarks>
/// WAL, so that readers never wait; <c>synchronous=FULL</c>, because a publication that was confirmed must survive a power failure
/// (NORMAL may lose the last commits in WAL mode); foreign keys on, which is a setting of each connection.
/// </remarks>
internal sealed class SqliteDatabase : Database
{
    /// <summary>Pages that a writer may keep changed in memory, KiB; a large import would otherwise write its indexes over and over.</summary>
    private const int WriterCacheKibibytes = 64 * 1024;

    /// <summary>A file is read from its first page to its last in a moment up to here; a start does not wait for a larger one, of which damage shows when it is met.</summary>
    private const long LargestCheckedAtStart = 64 * 1024 * 1024;

    private const string ConnectionPragmas =
        "PRAGMA busy_timeout=1000; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON; PRAGMA journal_size_limit=67108864; PRAGMA cache_size=-4096; PRAGMA query_only=OFF;";

    private readonly DbContextOptions<SqliteGutCmsDbContext> _options;
    private readonly int _busyTimeoutSeconds;

    public SqliteDatabase(string filePath, int busyTimeoutSeconds)
    {
        FilePath = Path.GetFullPath(filePath);
        _busyTimeoutSeconds = busyTimeoutSeconds;
        ConnectionString = new SqliteConnectionStringBuilder { DataSource = FilePath, DefaultTimeout = busyTimeoutSeconds }.ToString();
        _options = new DbContextOptionsBuilder<SqliteGutCmsDbContext>()
            .UseSqlite(ConnectionString)
            .AddInterceptors(new SqlitePragmas(ConnectionPragmas))
            .Options;
    }

    public string ConnectionString { get; }

    public override string FilePath { get; }

    /// <summary>Every opening sets the pragmas and compiles the statement.</summary>
    public override bool OpensSlowly => true;

    public override string Description => $"the SQLite database {FilePath}";

    public override Type ContextType => typeof(SqliteGutCmsDbContext);

    public override GutCmsDbContext CreateContext() => new SqliteGutCmsDbContext(_options);

    public override async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken)
    {
        var connection = new SqliteConnection(ConnectionString);
        await connection.OpenAsync(cancellationToken);
        await SqlitePragmas.ApplyAsync(connection, ConnectionPragmas, cancellationToken);
        return connection;
    }

    public override async Task BeginWriteAsync(GutCmsDbContext context, CancellationToken cancellationToken)
    {
        try
        {
            await context.Database.OpenConnectionAsync(cancellationToken);
            await context.Database.ExecuteSqlRawAsync($"PRAGMA cache_size=-{WriterCacheKibibytes}", cancellationToken);

            // Not deferred: BEGIN IMMEDIATE.
            var connection = (SqliteConnection)context.Database.GetDbConnection();
            await context.Database.UseTransactionAsync(connection.BeginTransaction(deferred: false), cancellationToken);
        }
        catch (SqliteException exception) when (exception.SqliteErrorCode is 5 or 6)
        {
            throw new DatabaseBusyException(
                $"Another process has been writing to {Description} for more than {_busyTimeoutSeconds} seconds. Try again when it has finished.", exception);
        }
    }

    public override async Task BeginReadAsync(GutCmsDbContext context, CancellationToken cancellationToken)
    {
        await context.Database.OpenConnectionAsync(cancellationToken);
        await context.Database.ExecuteSqlRawAsync("PRAGMA query_only=ON", cancellationToken);
        var connection = (SqliteConnection)context.Database.GetDbConnection();
        await context.Database.UseTransactionAsync(connection.BeginTransaction(deferred: true), cancellationToken);
    }

    public override Task MigrateAsync(Func<GutCmsDbContext, CancellationToken, Task> migrate, CancellationToken cancellationToken) =>
        new SqliteMigration(this, _busyTimeoutSeconds).RunAsync(migrate, cancellationToken);

    /// <inheritdoc/>
    public override async Task CheckAsync(CancellationToken cancellationToken)
    {
        if (new FileInfo(FilePath) is not { Exists: true, Length: > 0 and <= LargestCheckedAtStart })
        {
            return;
        }

        try
        {
            await using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = FilePath, Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ToString());
            await connection.OpenAsync(cancellationToken);
            using var session = new SqlSession(connection);
            if (await session.QueryAsync("PRAGMA quick_check(1)", reader => reader.GetString(0), cancellationToken) is not ["ok"] and var faults)
            {
                throw Damaged(string.Join(" ", faults).ReplaceLineEndings(" "));
            }
        }
        catch (SqliteException fault) when (fault.SqliteErrorCode is 11 or 26)
        {
            throw Damaged(fault.Message);
        }

        StorageException Damaged(string why) => new($"{FilePath} is not a usable SQLite database: {why} Move it away or restore a backup (gutcms backup restore).");
    }

    /// <inheritdoc/>
    public override async Task ProbeWriteAsync(CancellationToken cancellationToken)
    {
        await using var connection = await OpenAsync(cancellationToken);
        try
        {
            await using var command = connection.CreateCommand();
            command.CommandTimeout = 1;
            command.CommandText = "UPDATE \"DeliveryState\" SET \"Generation\" = \"Generation\" WHERE \"Id\" = 1";
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (SqliteException busy) when (busy.SqliteErrorCode is 5 or 6)
        {
            // Somebody writes.
        }
    }

    public override string AmongIds(string column, string parameter) => $"{column} IN (SELECT value FROM json_each({parameter}))";

    public override object IdList(IReadOnlyCollection<string> ids) => JsonSerializer.Serialize(ids);

    public override string JsonText(string column, string part, string member) => $"json_extract({column}, '$.{part}.{member}')";

    protected override Task InsertAsync(SqlSession session, BulkTable table, IReadOnlyList<object?[]> rows, CancellationToken cancellationToken)
    {
        var command = session.Kept(table.Name, () => InsertCommand(session, table));
        foreach (var row in rows)
        {
            cancellationToken.ThrowIfCancellationRequested();
            for (var i = 0; i < row.Length; i++)
            {
                command.Parameters[i].Value = row[i] ?? DBNull.Value;
            }

            command.ExecuteNonQuery();
        }

        return Task.CompletedTask;
    }

    public override bool IsConflict(DbException exception) =>
        exception is SqliteException { SqliteExtendedErrorCode: 2067 or 1555 or 2579 }
        || (exception is SqliteException { SqliteExtendedErrorCode: 1811 } && exception.Message.Contains("gutcms-taken", StringComparison.Ordinal));

    public override SearchSql SearchSql(SearchTable table) => new($"\"{table.Name}\" MATCH @search", "s.rowid", "s.rowid");

    public override Task AddSearchAsync(SqlSession session, SearchTable table, IReadOnlyList<SearchEntry> entries, CancellationToken cancellationToken)
    {
        var command = session.Kept(table.Name + "-add", () => Prepared(session.Command(
            $"INSERT INTO \"{table.Name}\"(rowid, words) VALUES (@id, @words)", ("@id", null), ("@words", null))));
        foreach (var entry in entries)
        {
            cancellationToken.ThrowIfCancellationRequested();
            command.Parameters[0].Value = entry.Id;
            command.Parameters[1].Value = entry.Lexemes;
            command.ExecuteNonQuery();
        }

        return Task.CompletedTask;
    }

    public override Task RemoveSearchAsync(SqlSession session, SearchTable table, IReadOnlyList<long> ids, CancellationToken cancellationToken)
    {
        var command = session.Kept(table.Name + "-remove", () => Prepared(session.Command($"DELETE FROM \"{table.Name}\" WHERE rowid = @id", ("@id", null))));
        foreach (var id in ids)
        {
            command.Parameters[0].Value = id;
            command.ExecuteNonQuery();
        }

        return Task.CompletedTask;
    }

    /// <summary>Without deleting row by row, which a table that keeps no text does slowly.</summary>
    public override Task ClearSearchAsync(SqlSession session, SearchTable table, CancellationToken cancellationToken) =>
        session.ExecuteAsync($"INSERT INTO \"{table.Name}\"(\"{table.Name}\") VALUES ('delete-all')", cancellationToken);

    public override SearchSyntax SearchSyntax => SearchSyntax.Fts5;

    public override string KnownWords(SearchTable table) =>
        $"SELECT w.value FROM json_each(@words) w WHERE EXISTS (SELECT 1 FROM \"{table.Name}\" WHERE \"{table.Name}\" MATCH '\"' || w.value || '\"')";

    /// <summary>Nothing to send: other processes look at <c>PRAGMA data_version</c>.</summary>
    public override Task AnnounceAsync(SqlSession session, long generation, CancellationToken cancellationToken) => Task.CompletedTask;

    public override Task AfterBulkAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private static DbCommand InsertCommand(SqlSession session, BulkTable table)
    {
        var columns = string.Join(',', table.Columns.Select(column => $"\"{column}\""));
        var values = string.Join(',', table.Columns.Select(column => $"@{column}"));
        var command = session.Command($"INSERT INTO \"{table.Name}\" ({columns}) VALUES ({values})");
        foreach (var name in table.Columns)
        {
            command.Parameters.Add(new SqliteParameter($"@{name}", null));
        }

        return Prepared(command);
    }

    private static DbCommand Prepared(DbCommand command)
    {
        command.Prepare();
        return command;
    }
}
