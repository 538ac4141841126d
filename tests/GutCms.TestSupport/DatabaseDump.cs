using System.Data.Common;
using System.Globalization;
using System.Text;
using Microsoft.Data.Sqlite;
using Npgsql;

namespace GutCms.TestSupport;

/// <summary>Looks into a site's database past the program, to compare what it holds before and after.</summary>
public static class DatabaseDump
{
    /// <summary>Path of the SQLite file of a site.</summary>
    public static string SqliteFile(TestSite site) => Path.Combine(site.DataDirectory, "gutcms.db");

    /// <summary>Every row of every table as text, in an order that depends on the content only. The record of the check of itself, which a site writes when it likes, is left out.</summary>
    public static async Task<string> ReadAsync(TestSite site)
    {
        await using var connection = await OpenAsync(site);
        var text = new StringBuilder();
        foreach (var table in await TablesAsync(connection))
        {
            var rows = new List<string>();
            await foreach (var row in RowsAsync(connection, $"SELECT * FROM \"{table}\"{(table == "Documents" ? " WHERE \"Kind\" <> 'self-check'" : "")}"))
            {
                rows.Add(row);
            }

            rows.Sort(StringComparer.Ordinal);
            text.AppendLine(CultureInfo.InvariantCulture, $"== {table}").AppendJoin('\n', rows).AppendLine();
        }

        return text.ToString();
    }

    /// <summary>Number of rows by table.</summary>
    public static async Task<IReadOnlyDictionary<string, long>> CountAsync(TestSite site)
    {
        await using var connection = await OpenAsync(site);
        var counts = new SortedDictionary<string, long>(StringComparer.Ordinal);
        foreach (var table in await TablesAsync(connection))
        {
            await using var command = connection.CreateCommand();
            command.CommandText = $"SELECT COUNT(*) FROM \"{table}\"{(table == "Documents" ? " WHERE \"Kind\" <> 'self-check'" : "")}";
            counts[table] = Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
        }

        return counts;
    }

    /// <summary>Carries out one statement.</summary>
    public static async Task ExecuteAsync(TestSite site, string sql)
    {
        await using var connection = await OpenAsync(site);
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Rows of a query, columns separated by bars.</summary>
    public static async Task<IReadOnlyList<string>> QueryAsync(TestSite site, string sql)
    {
        await using var connection = await OpenAsync(site);
        var rows = new List<string>();
        await foreach (var row in RowsAsync(connection, sql))
        {
            rows.Add(row);
        }

        return rows;
    }

    private static async Task<DbConnection> OpenAsync(TestSite site)
    {
        DbConnection connection = site.ConnectionString is { } postgres
            ? new NpgsqlConnection(new NpgsqlConnectionStringBuilder(postgres) { Pooling = false }.ConnectionString)
            : new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = SqliteFile(site), Mode = SqliteOpenMode.ReadWrite, Pooling = false }.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }

    private static async Task<List<string>> TablesAsync(DbConnection connection)
    {
        // Shadow tables of the full-text index and the lock that migrations take are no content.
        var sql = connection is NpgsqlConnection
            ? "SELECT table_name FROM information_schema.tables WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY table_name"
            : "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type IN ('table', 'virtual') AND name NOT LIKE 'sqlite_%' AND name <> '__EFMigrationsLock' ORDER BY name";
        var tables = new List<string>();
        await foreach (var name in RowsAsync(connection, sql))
        {
            tables.Add(name);
        }

        return tables;
    }

    private static async IAsyncEnumerable<string> RowsAsync(DbConnection connection, string sql)
    {
        await using var command = connection.CreateCommand();
        command.CommandText = sql;
        await using var reader = await command.ExecuteReaderAsync();
        while (await reader.ReadAsync())
        {
            yield return string.Join('|', Enumerable.Range(0, reader.FieldCount).Select(column => Text(reader.GetValue(column))));
        }
    }

    private static string Text(object value) => value switch
    {
        byte[] bytes => Convert.ToHexString(bytes),
        DateTime instant => instant.ToString("O", CultureInfo.InvariantCulture),
        Array array => string.Join(',', array.Cast<object>().Select(Text)),
        _ => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "",
    };
}
