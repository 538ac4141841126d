using System.Data;
using System.Globalization;
using GutCms.Core.Audit;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Delivery;
using GutCms.Web.Storage.Model;
using GutCms.Web.Storage.Reviews;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Npgsql;

namespace GutCms.Web.Storage.Backup;

/// <summary>
/// A PostgreSQL database. Each table is copied by <c>COPY … (FORMAT BINARY)</c>, all in one transaction that sees one moment, so that no client tools are needed. Restoring makes the tables by the
/// migrations that the backup names, fills them, and goes on to this version's, in one transaction as well.
/// </summary>
internal sealed class PostgreSqlBackup(PostgreSqlDatabase database) : DatabaseBackup
{
    /// <summary>Name of this kind.</summary>
    public const string KindName = "postgresql";

    /// <inheritdoc/>
    public override string Kind => KindName;

    /// <inheritdoc/>
    public override string Description => database.Description;

    /// <inheritdoc/>
    protected override Type ContextType => database.ContextType;

    /// <inheritdoc/>
    public override async Task<DatabaseState> WriteAsync(BackupWriter to, string scratch, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenPatientAsync(cancellationToken);
        await using var moment = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellationToken);
        using var session = new SqlSession(connection, moment);
        await session.ExecuteAsync("SET TRANSACTION READ ONLY", cancellationToken);
        var (own, others) = await PostgreSqlTables.ListAsync(connection, OwnTables(), cancellationToken);
        if (!own.Contains(PostgreSqlTables.History))
        {
            throw new BackupException($"There is no site to back up in {database.Description}.");
        }

        var migrations = await session.QueryAsync($"SELECT \"MigrationId\" FROM \"{PostgreSqlTables.History}\" ORDER BY \"MigrationId\" COLLATE \"C\"", reader => reader.GetString(0), cancellationToken);
        CheckMigrations(migrations);
        var last = await session.QueryAsync(
            "SELECT \"Sequence\", \"Hash\" FROM \"AuditEntries\" ORDER BY \"Sequence\" DESC LIMIT 1", reader => (Sequence: reader.GetInt64(0), Hash: reader.GetString(1)), cancellationToken);
        var tables = new List<CopiedTable>();
        foreach (var name in own)
        {
            tables.Add(await WriteTableAsync(connection, session, name, to, cancellationToken));
        }

        // A sequence is in no transaction. Read last, it is never behind what was copied.
        var sequences = await session.QueryAsync(
            "SELECT sequencename, last_value FROM pg_sequences WHERE schemaname = current_schema() AND last_value IS NOT NULL ORDER BY sequencename",
            reader => (Name: reader.GetString(0), Last: reader.GetInt64(1)), cancellationToken);
        return new DatabaseState
        {
            Kind = KindName,
            Migrations = migrations,
            LastEntry = last.Count == 0 ? 0 : last[0].Sequence,
            LastHash = last.Count == 0 ? null : last[0].Hash,
            Tables = tables,
            Sequences = sequences.ToDictionary(sequence => sequence.Name, sequence => sequence.Last, StringComparer.Ordinal),
            LeftOut = others.Count == 0 ? null : others,
        };
    }

    /// <inheritdoc/>
    public override async Task<bool> IsFreeAsync(CancellationToken cancellationToken)
    {
        if (!await database.ExistsAsync(cancellationToken))
        {
            return true;
        }

        await using var connection = await database.OpenPatientAsync(cancellationToken);
        return (await PostgreSqlTables.ListAsync(connection, OwnTables(), cancellationToken)).Own.Count == 0;
    }

    /// <inheritdoc/>
    public override async Task<string?> RestoreAsync(BackupReader from, AuditDraft? note, CancellationToken cancellationToken)
    {
        Check(from.Manifest.Database);
        if (!await database.ReplaceAsync(connection => FillAsync(connection, from, note, cancellationToken), cancellationToken))
        {
            throw new BackupException($"A site serves from {database.Description}. Stop all its nodes first.");
        }

        return null;
    }

    private async Task FillAsync(NpgsqlConnection connection, BackupReader from, AuditDraft? note, CancellationToken cancellationToken)
    {
        var state = from.Manifest.Database;
        var (tables, last) = (state.Tables ?? [], state.Migrations[^1]);
        await using var context = new PostgreSqlGutCmsDbContext(new DbContextOptionsBuilder<PostgreSqlGutCmsDbContext>().UseNpgsql(connection).Options);
        context.Database.SetCommandTimeout(0);
        await using var transaction = await connection.BeginTransactionAsync(cancellationToken);
        await context.Database.UseTransactionAsync(transaction, cancellationToken);
        await RemoveFormerAsync(connection, context, cancellationToken);
        await RunAsync(connection, Script(context, Migration.InitialDatabase, last), cancellationToken);
        await CheckTablesAsync(connection, context, tables, from, cancellationToken);

        // Records refuse to be changed and to be filled in another order than they came about.
        var names = tables.Select(table => PostgreSqlTables.Quote(table.Name)).ToList();
        await RunAsync(connection, string.Concat(names.Select(name => $"ALTER TABLE {name} DISABLE TRIGGER USER;")) + $"TRUNCATE {string.Join(", ", names)}", cancellationToken);
        foreach (var table in tables)
        {
            await using var into = await connection.BeginRawBinaryCopyAsync($"COPY {PostgreSqlTables.Quote(table.Name)} ({Columns(table.Columns)}) FROM STDIN (FORMAT BINARY)", cancellationToken);
            await from.CopyAsync(table.Part, into, cancellationToken);
        }

        var numbers = (state.Sequences ?? new Dictionary<string, long>()).Select(sequence =>
            string.Create(CultureInfo.InvariantCulture, $"SELECT setval('{PostgreSqlTables.Quote(sequence.Key).Replace("'", "''", StringComparison.Ordinal)}'::regclass, {sequence.Value});"));
        await RunAsync(connection, string.Concat(names.Select(name => $"ALTER TABLE {name} ENABLE TRIGGER USER;")) + string.Concat(numbers), cancellationToken);
        if (last != Known[^1])
        {
            await RunAsync(connection, Script(context, last, Known[^1]), cancellationToken);
        }

        if (note is not null)
        {
            await new EfAuditLog(context).AppendAsync(note, cancellationToken);
            await ChangeHistory.BeginAnewAsync(context, cancellationToken);
        }

        await transaction.CommitAsync(cancellationToken);
        await RunAsync(connection, "ANALYZE", cancellationToken);
    }

    /// <summary>Takes away what stands there of a site.</summary>
    private static async Task RemoveFormerAsync(NpgsqlConnection connection, GutCmsDbContext context, CancellationToken cancellationToken)
    {
        var (own, _) = await PostgreSqlTables.ListAsync(connection, PostgreSqlTables.Own(context), cancellationToken);
        if (own.Count > 0)
        {
            await RunAsync(connection, $"DROP TABLE {string.Join(", ", own.Select(PostgreSqlTables.Quote))} CASCADE", cancellationToken);
        }

        using var session = new SqlSession(connection);
        var functions = await session.QueryAsync(
            "SELECT p.oid::regprocedure::text FROM pg_proc p WHERE p.pronamespace = current_schema()::regnamespace AND starts_with(p.proname, 'gutcms_')",
            reader => reader.GetString(0), cancellationToken);
        foreach (var function in functions)
        {
            await RunAsync(connection, $"DROP FUNCTION {function}", cancellationToken);
        }
    }

    private static async Task CheckTablesAsync(NpgsqlConnection connection, GutCmsDbContext context, IReadOnlyList<CopiedTable> tables, BackupReader from, CancellationToken cancellationToken)
    {
        var (own, _) = await PostgreSqlTables.ListAsync(connection, PostgreSqlTables.Own(context), cancellationToken);
        var differing = own.Except(tables.Select(table => table.Name)).Concat(tables.Select(table => table.Name).Except(own)).FirstOrDefault();
        foreach (var table in differing is null ? tables : [])
        {
            var columns = await PostgreSqlTables.ColumnsAsync(connection, table.Name, cancellationToken);
            differing ??= columns.Order(StringComparer.Ordinal).SequenceEqual(table.Columns.Order(StringComparer.Ordinal)) ? null : table.Name;
        }

        if (differing is not null)
        {
            throw new BackupException($"{from.FullPath} does not fit the tables that its migrations make ({differing}).");
        }
    }

    private static async Task<CopiedTable> WriteTableAsync(NpgsqlConnection connection, SqlSession session, string name, BackupWriter to, CancellationToken cancellationToken)
    {
        var table = new CopiedTable(
            name,
            await PostgreSqlTables.ColumnsAsync(connection, name, cancellationToken),
            await session.NumberAsync($"SELECT COUNT(*) FROM {PostgreSqlTables.Quote(name)}", cancellationToken));
        await to.AddAsync(
            table.Part,
            async part =>
            {
                await using var copy = await connection.BeginRawBinaryCopyAsync($"COPY {PostgreSqlTables.Quote(name)} ({Columns(table.Columns)}) TO STDOUT (FORMAT BINARY)", cancellationToken);
                await copy.CopyToAsync(part, cancellationToken);
            },
            cancellationToken);
        return table;
    }

    private static string Columns(IEnumerable<string> names) => string.Join(", ", names.Select(PostgreSqlTables.Quote));

    private static string Script(GutCmsDbContext context, string from, string to) =>
        context.GetService<IMigrator>().GenerateScript(from, to, MigrationsSqlGenerationOptions.NoTransactions);

    private static async Task RunAsync(NpgsqlConnection connection, string sql, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        await command.ExecuteNonQueryAsync(cancellationToken);
    }

    private HashSet<string> OwnTables()
    {
        using var context = database.CreateContext();
        return PostgreSqlTables.Own(context);
    }
}
