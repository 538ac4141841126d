using YesSql;
using YesSql.Sql;

namespace GutCms.OrchardCore.Storage;

/// <summary>A table of one row with one number, which begins at 0.</summary>
internal static class CounterTable
{
    /// <summary>Name of the column.</summary>
    public const string Column = "Number";

    /// <summary>Makes the table and its row.</summary>
    /// <param name="schema">The migration under way.</param>
    /// <param name="store">The database.</param>
    /// <param name="table">Name of the table, without the tenant's prefix.</param>
    public static async Task CreateAsync(ISchemaBuilder schema, IStore store, string table)
    {
        await schema.CreateTableAsync(table, columns => columns.Column<long>(Column));
        var (quoted, column) = Names(store.Configuration, table);
        await using var command = schema.Connection.CreateCommand();
        command.Transaction = schema.Transaction;
        command.CommandText = $"INSERT INTO {quoted} ({column}) VALUES (0)";
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Table and column as SQL writes them.</summary>
    public static (string Table, string Column) Names(IConfiguration configuration, string table) =>
        (configuration.SqlDialect.QuoteForTableName(configuration.TablePrefix + table, configuration.Schema), configuration.SqlDialect.QuoteForColumnName(Column));
}
