using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Model;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using Microsoft.EntityFrameworkCore.Migrations.Operations;
using Npgsql;

namespace GutCms.Web.Storage.Backup;

/// <summary>Which tables of a PostgreSQL database are the site's, and in which order they can be filled.</summary>
internal static class PostgreSqlTables
{
    /// <summary>The table in which migrations are noted.</summary>
    public const string History = "__EFMigrationsHistory";

    private const string All =
        "SELECT c.relname FROM pg_class c WHERE c.relkind IN ('r', 'p') AND c.relnamespace = current_schema()::regnamespace "
        + "AND NOT EXISTS (SELECT 1 FROM pg_depend d WHERE d.objid = c.oid AND d.deptype = 'e') ORDER BY c.relname";

    private const string References =
        "SELECT f.relname, t.relname FROM pg_constraint k JOIN pg_class f ON f.oid = k.conrelid JOIN pg_class t ON t.oid = k.confrelid "
        + "WHERE k.contype = 'f' AND k.connamespace = current_schema()::regnamespace AND k.conrelid <> k.confrelid";

    // What is computed by the database is not copied.
    private const string Columns =
        "SELECT a.attname FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid "
        + "WHERE c.relname = $1 AND c.relnamespace = current_schema()::regnamespace AND a.attnum > 0 AND NOT a.attisdropped AND a.attgenerated = '' ORDER BY a.attnum";

    /// <summary>Names of all tables that any migration has made, whatever stands in the database.</summary>
    public static HashSet<string> Own(GutCmsDbContext context)
    {
        var migrations = context.GetService<IMigrationsAssembly>();
        return migrations.Migrations.Values
            .SelectMany(migration => migrations.CreateMigration(migration, context.Database.ProviderName!).UpOperations)
            .Select(operation => operation switch { CreateTableOperation made => made.Name, RenameTableOperation renamed => renamed.NewName, _ => null })
            .OfType<string>().Concat([SearchTable.Delivery.Name, SearchTable.Editorial.Name, History]).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>The tables that stand in the database: the site's, each after those that it refers to, and all others.</summary>
    public static async Task<(IReadOnlyList<string> Own, IReadOnlyList<string> Others)> ListAsync(NpgsqlConnection connection, HashSet<string> own, CancellationToken cancellationToken)
    {
        using var session = new SqlSession(connection);
        var all = await session.QueryAsync(All, reader => reader.GetString(0), cancellationToken);
        var references = (await session.QueryAsync(References, reader => (From: reader.GetString(0), To: reader.GetString(1)), cancellationToken))
            .ToLookup(reference => reference.From, reference => reference.To, StringComparer.Ordinal);
        var ordered = new List<string>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        foreach (var table in all.Where(own.Contains))
        {
            Visit(table);
        }

        return (ordered, all.Where(table => !own.Contains(table)).ToList());

        void Visit(string table)
        {
            if (own.Contains(table) && seen.Add(table))
            {
                foreach (var referred in references[table].Order(StringComparer.Ordinal))
                {
                    Visit(referred);
                }

                ordered.Add(table);
            }
        }
    }

    /// <summary>The columns of a table that are written to it.</summary>
    public static async Task<IReadOnlyList<string>> ColumnsAsync(NpgsqlConnection connection, string table, CancellationToken cancellationToken)
    {
        await using var command = new NpgsqlCommand(Columns, connection) { Parameters = { new() { Value = table } } };
        await using var reader = await command.ExecuteReaderAsync(cancellationToken);
        var columns = new List<string>();
        while (await reader.ReadAsync(cancellationToken))
        {
            columns.Add(reader.GetString(0));
        }

        return columns;
    }

    /// <summary>A name in SQL.</summary>
    public static string Quote(string name) => $"\"{name.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
}
