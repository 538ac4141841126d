using System.Data;
using System.Data.Common;
using System.Globalization;
using GutCms.Core.Searching;
using GutCms.Web.Storage.Model;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Storage;
using Npgsql;
using NpgsqlTypes;

namespace GutCms.Web.Storage.Databases;

/// <summary>The database on a PostgreSQL server, shared by any number of processes.</summary>
/// <remarks>
/// One writer at a time by an advisory lock that ends with the transaction. Serialisable transactions would let writers run side by side and
/// fail at the end of an import; and READ COMMITTED under the lock sees everything that was committed before.
/// </remarks>
internal sealed class PostgreSqlDatabase : Database, IAsyncDisposable
{
    /// <summary>Channel on which the generation of the delivery documents is announced.</summary>
    public const string Channel = "gutcms_delivery";

    private const long WriterLock = 0x4775_7443_6d73_0001;
    private const long MigrationLock = 0x4775_7443_6d73_0002;
    private const long ServingLock = 0x4775_7443_6d73_0003;

    private const int ProbeSeconds = 5;

    // A node whose network or machine is gone leaves its transaction open, and the lock with it: the server asks after the machine when it has heard nothing for ten seconds, and
    // ends what a machine that answers does nothing with. For this transaction only, as whatever is between may hand the connection to somebody else.
    private const string Bounds =
        "SELECT set_config('lock_timeout', @busy, true), set_config('idle_in_transaction_session_timeout', @idle, true), "
        + "set_config('tcp_keepalives_idle', '10', true), set_config('tcp_keepalives_interval', '5', true), set_config('tcp_keepalives_count', '3', true); ";

    // Lists are long statements, whose planning costs as much as carrying them out; a page of the admin sends about thirty.
    private const int MostPrepared = 100;

    private readonly int _busyTimeoutSeconds;
    private readonly int _idleWriterSeconds;

    public PostgreSqlDatabase(string connectionString, int busyTimeoutSeconds, int idleWriterSeconds = StorageOptions.DefaultIdleWriterSeconds)
    {
        ConnectionString = connectionString;
        (_busyTimeoutSeconds, _idleWriterSeconds) = (busyTimeoutSeconds, idleWriterSeconds);
        DataSource = NpgsqlDataSource.Create(Preparing(connectionString));
        var parts = new NpgsqlConnectionStringBuilder(connectionString);
        Description = $"the PostgreSQL database {parts.Database} on {parts.Host}:{parts.Port}";
    }

    /// <summary>As it was given.</summary>
    public string ConnectionString { get; }

    public NpgsqlDataSource DataSource { get; }

    public override string Description { get; }

    public override Type ContextType => typeof(PostgreSqlGutCmsDbContext);

    public override bool WritesBeside => true;

    // By connection: whoever is given a source of its own compiles model and queries for it again, which several sites in a process then all do.
    public override GutCmsDbContext CreateContext() =>
        new PostgreSqlGutCmsDbContext(new DbContextOptionsBuilder<PostgreSqlGutCmsDbContext>().UseNpgsql(DataSource.CreateConnection(), contextOwnsConnection: true).Options);

    public override async ValueTask<DbConnection> OpenAsync(CancellationToken cancellationToken) =>
        await DataSource.OpenConnectionAsync(cancellationToken);

    public override async Task BeginWriteAsync(GutCmsDbContext context, CancellationToken cancellationToken)
    {
        await context.Database.OpenConnectionAsync(cancellationToken);
        await context.Database.BeginTransactionAsync(IsolationLevel.ReadCommitted, cancellationToken);
        try
        {
            await using var command = (NpgsqlCommand)context.Database.GetDbConnection().CreateCommand();
            command.CommandText = Bounds + "SELECT pg_advisory_xact_lock(@lock)";
            command.Parameters.AddWithValue("@busy", Seconds(_busyTimeoutSeconds));
            command.Parameters.AddWithValue("@idle", Seconds(_idleWriterSeconds));
            command.Parameters.AddWithValue("@lock", WriterLock);
            command.CommandTimeout = _busyTimeoutSeconds + 10;
            await command.ExecuteNonQueryAsync(cancellationToken);
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.LockNotAvailable)
        {
            throw new DatabaseBusyException(
                $"Another process has been writing to {Description} for more than {_busyTimeoutSeconds} seconds. Try again when it has finished.", exception);
        }
    }

    public override async Task BeginReadAsync(GutCmsDbContext context, CancellationToken cancellationToken)
    {
        await context.Database.OpenConnectionAsync(cancellationToken);
        await context.Database.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        await context.Database.ExecuteSqlRawAsync("SET TRANSACTION READ ONLY", cancellationToken);
    }

    public override async Task MigrateAsync(Func<GutCmsDbContext, CancellationToken, Task> migrate, CancellationToken cancellationToken)
    {
        await using var context = CreateContext();
        await WithMigrationLockAsync(_ => migrate(context, cancellationToken), cancellationToken);
    }

    /// <summary>Says on a connection, until it is closed, that a site serves from the database. Waits while it is being replaced.</summary>
    public static async Task ServeAsync(NpgsqlConnection connection, CancellationToken cancellationToken)
    {
        await using var share = new NpgsqlCommand($"SELECT pg_advisory_lock_shared({ServingLock})", connection);
        await share.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <summary>Creates the database where it is missing, and does something on a connection while no other process migrates and no site serves from it.</summary>
    /// <returns>False: a site serves, and nothing was done.</returns>
    public async Task<bool> ReplaceAsync(Func<NpgsqlConnection, Task> replace, CancellationToken cancellationToken)
    {
        var alone = false;
        await WithMigrationLockAsync(
            async connection =>
            {
                await using var take = new NpgsqlCommand($"SELECT pg_try_advisory_lock({ServingLock})", connection);
                alone = (bool)(await take.ExecuteScalarAsync(cancellationToken))!;
                if (alone)
                {
                    await replace(connection);
                }
            },
            cancellationToken);
        return alone;
    }

    /// <summary>A connection of its own without a limit to its commands: a large table takes as long as it takes.</summary>
    public async Task<NpgsqlConnection> OpenPatientAsync(CancellationToken cancellationToken)
    {
        var connection = new NpgsqlConnection(new NpgsqlConnectionStringBuilder(ConnectionString) { Pooling = false, CommandTimeout = 0 }.ToString());
        try
        {
            await connection.OpenAsync(cancellationToken);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>Whether the server has the database.</summary>
    public async Task<bool> ExistsAsync(CancellationToken cancellationToken)
    {
        await using var context = CreateContext();
        return await context.GetService<IRelationalDatabaseCreator>().ExistsAsync(cancellationToken);
    }

    /// <summary>Removes the database from the server, where it is there.</summary>
    public async Task DropAsync(CancellationToken cancellationToken)
    {
        await using var context = CreateContext();
        await context.Database.EnsureDeletedAsync(cancellationToken);
    }

    private async Task WithMigrationLockAsync(Func<NpgsqlConnection, Task> act, CancellationToken cancellationToken)
    {
        await CreateIfMissingAsync(cancellationToken);
        await using var connection = await OpenPatientAsync(cancellationToken);
        await using (var take = new NpgsqlCommand($"SET tcp_keepalives_idle = 10; SET tcp_keepalives_interval = 5; SET tcp_keepalives_count = 3; SELECT pg_advisory_lock({MigrationLock})", connection))
        {
            await take.ExecuteNonQueryAsync(cancellationToken);
        }

        // Both locks end with the connection.
        await act(connection);
    }

    /// <inheritdoc/>
    /// <remarks>A number of a transaction is written to the log of the server, and a server that only reads gives none.</remarks>
    public override async Task ProbeWriteAsync(CancellationToken cancellationToken)
    {
        await using var connection = await DataSource.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand("SET LOCAL synchronous_commit = on; SELECT txid_current(), current_setting('transaction_read_only')", connection) { CommandTimeout = ProbeSeconds };
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        command.Transaction = transaction;
        await using (var reader = await command.ExecuteReaderAsync(cancellationToken))
        {
            if (await reader.ReadAsync(cancellationToken) && reader.GetString(1) == "on")
            {
                throw new DatabaseNotWritableException($"{Description} takes no changes.");
            }
        }

        await transaction.CommitAsync(cancellationToken);
    }

    public override string AmongIds(string column, string parameter) => $"{column} = ANY({parameter})";

    public override object IdList(IReadOnlyCollection<string> ids) => ids as string[] ?? [.. ids];

    public override string JsonText(string column, string part, string member) => $"({column}::jsonb #>> '{{{part},{member}}}')";

    /// <inheritdoc/>
    /// <remarks>A connection keeps the plans of its statements, and those that were made while a table was empty read all of it each time: statistics in between have them made anew.</remarks>
    protected override async Task InsertAsync(SqlSession session, BulkTable table, IReadOnlyList<object?[]> rows, CancellationToken cancellationToken)
    {
        await CopyAsync(session, table, rows, cancellationToken);
        if (session.HasGrown(table.Name, rows.Count))
        {
            await session.ExecuteAsync($"ANALYZE \"{table.Name}\"", cancellationToken);
        }
    }

    private static async Task CopyAsync(SqlSession session, BulkTable table, IReadOnlyList<object?[]> rows, CancellationToken cancellationToken)
    {
        var columns = string.Join(',', table.Columns.Select(column => $"\"{column}\""));
        await using var import = await ((NpgsqlConnection)session.Connection)
            .BeginBinaryImportAsync($"COPY \"{table.Name}\" ({columns}) FROM STDIN (FORMAT BINARY)", cancellationToken);
        foreach (var row in rows)
        {
            await import.StartRowAsync(cancellationToken);
            foreach (var value in row)
            {
                await WriteAsync(import, value, cancellationToken);
            }
        }

        await import.CompleteAsync(cancellationToken);
    }

    public override bool IsConflict(DbException exception) => exception is PostgresException { SqlState: PostgresErrorCodes.UniqueViolation };

    // Plus nothing: else the planner likes to walk the documents by id and to unpack the vector of each.
    public override SearchSql SearchSql(SearchTable table) => new("s.\"Vector\" @@ @search::tsquery", "s.\"Id\"", "(s.\"Id\" + 0)");

    public override Task AddSearchAsync(SqlSession session, SearchTable table, IReadOnlyList<SearchEntry> entries, CancellationToken cancellationToken) =>
        session.ExecuteAsync(
            $"INSERT INTO \"{table.Name}\" (\"Id\", \"Vector\") SELECT id, array_to_tsvector(string_to_array(rtrim(words), ' ')) FROM unnest(@ids, @words) AS entry(id, words)",
            cancellationToken,
            ("@ids", entries.Select(entry => entry.Id).ToArray()),
            ("@words", entries.Select(entry => entry.Lexemes).ToArray()));

    public override Task RemoveSearchAsync(SqlSession session, SearchTable table, IReadOnlyList<long> ids, CancellationToken cancellationToken) =>
        session.ExecuteAsync($"DELETE FROM \"{table.Name}\" WHERE \"Id\" = ANY(@ids)", cancellationToken, ("@ids", ids.ToArray()));

    public override Task ClearSearchAsync(SqlSession session, SearchTable table, CancellationToken cancellationToken) =>
        session.ExecuteAsync($"DELETE FROM \"{table.Name}\"", cancellationToken);

    public override SearchSyntax SearchSyntax => SearchSyntax.TsQuery;

    public override string KnownWords(SearchTable table) =>
        $"SELECT word FROM unnest(@words) w(word) WHERE EXISTS (SELECT 1 FROM \"{table.Name}\" s WHERE s.\"Vector\" @@ quote_literal(word)::tsquery)";

    /// <summary>The planner does not reckon with the cost of unpacking vectors, so it likes to test every row for words that many articles have.</summary>
    public override Task PrepareSearchAsync(SqlSession session, CancellationToken cancellationToken) =>
        session.ExecuteAsync("SET enable_seqscan = off", cancellationToken);

    public override Task AnnounceAsync(SqlSession session, long generation, CancellationToken cancellationToken) =>
        session.ExecuteAsync($"SELECT pg_notify('{Channel}', @generation::text)", cancellationToken, ("@generation", generation));

    /// <summary>Statistics for the planner, and the full-text entries that are still waiting to be merged into their index.</summary>
    public override async Task AfterBulkAsync(CancellationToken cancellationToken)
    {
        await using var connection = await DataSource.OpenConnectionAsync(cancellationToken);
        await using var command = new NpgsqlCommand(
            "SELECT gin_clean_pending_list('\"IX_DeliverySearch_Vector\"'::regclass); SELECT gin_clean_pending_list('\"IX_EditorialSearch_Vector\"'::regclass); "
            + "ANALYZE \"ContentItems\", \"ContentVersions\", \"ContentReferences\", \"ContentPaths\", \"DeliveryDocuments\", \"DeliverySearch\", \"EditorialSearch\"", connection)
        {
            CommandTimeout = 0,
        };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    /// <inheritdoc />
    public ValueTask DisposeAsync() => DataSource.DisposeAsync();

    private async Task CreateIfMissingAsync(CancellationToken cancellationToken)
    {
        await using var context = CreateContext();
        var creator = context.GetService<IRelationalDatabaseCreator>();
        if (!await creator.ExistsAsync(cancellationToken))
        {
            try
            {
                await creator.CreateAsync(cancellationToken);
            }
            catch (PostgresException exception) when (exception.SqlState is PostgresErrorCodes.DuplicateDatabase or PostgresErrorCodes.UniqueViolation)
            {
                // Another node that starts at the same time was faster.
            }
        }
    }

    private static string Seconds(int number) => string.Create(CultureInfo.InvariantCulture, $"{number}s");

    private static Task WriteAsync(NpgsqlBinaryImporter import, object? value, CancellationToken cancellationToken) => value switch
    {
        null => import.WriteNullAsync(cancellationToken),
        string text => import.WriteAsync(text, NpgsqlDbType.Text, cancellationToken),
        int number => import.WriteAsync(number, NpgsqlDbType.Integer, cancellationToken),
        long number => import.WriteAsync(number, NpgsqlDbType.Bigint, cancellationToken),
        bool flag => import.WriteAsync(flag, NpgsqlDbType.Boolean, cancellationToken),
        double number => import.WriteAsync(number, NpgsqlDbType.Double, cancellationToken),
        decimal number => import.WriteAsync(number, NpgsqlDbType.Numeric, cancellationToken),
        byte[] bytes => import.WriteAsync(bytes, NpgsqlDbType.Bytea, cancellationToken),
        _ => throw new InvalidOperationException($"No column holds a {value.GetType().Name}."),
    };

    /// <summary>The string, so that each connection keeps the plans of what it is asked again and again; unless it says itself how many.</summary>
    private static string Preparing(string connectionString)
    {
        var given = new DbConnectionStringBuilder { ConnectionString = connectionString };
        var parts = new NpgsqlConnectionStringBuilder(connectionString);
        if (!given.ContainsKey("Max Auto Prepare") && !given.ContainsKey("MaxAutoPrepare"))
        {
            parts.MaxAutoPrepare = MostPrepared;
        }

        return parts.ConnectionString;
    }
}
