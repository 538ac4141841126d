using System.Data.Common;
using System.Globalization;
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

    /// <summary>Raises the number as a part of the session's transaction, which keeps the row until its end.</summary>
    /// <returns>What it was raised to.</returns>
    public static async Task<long> RaiseAsync(ISession session, string table, int by)
    {
        var (quoted, column) = Names(session.Store.Configuration, table);
        var transaction = await session.BeginTransactionAsync();
        await ExecuteAsync(transaction, $"UPDATE {quoted} SET {column} = {column} + @Value", by);
        await using var command = transaction.Connection!.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, $"SELECT {column} FROM {quoted}");
        return Convert.ToInt64(await command.ExecuteScalarAsync(), CultureInfo.InvariantCulture);
    }

    /// <summary>Raises the number to another one, unless it is there already, as a part of the session's transaction.</summary>
    public static async Task RaiseToAsync(ISession session, string table, long number)
    {
        var (quoted, column) = Names(session.Store.Configuration, table);
        await ExecuteAsync(await session.BeginTransactionAsync(), $"UPDATE {quoted} SET {column} = @Value WHERE {column} < @Value", number);
    }

    /// <summary>What the number is, by what is committed.</summary>
    public static async Task<long> ReadAsync(IStore store, string table, CancellationToken cancellationToken)
    {
        var (quoted, column) = Names(store.Configuration, table);
        await using var connection = store.Configuration.ConnectionFactory.CreateConnection();
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {column} FROM {quoted}";
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }

    /// <summary>Table and column as SQL writes them.</summary>
    public static (string Table, string Column) Names(IConfiguration configuration, string table) =>
        (configuration.SqlDialect.QuoteForTableName(configuration.TablePrefix + table, configuration.Schema), configuration.SqlDialect.QuoteForColumnName(Column));

    private static async Task ExecuteAsync(DbTransaction transaction, string sql, long value)
    {
        await using var command = transaction.Connection!.CreateCommand();
        (command.Transaction, command.CommandText) = (transaction, sql);
        var parameter = command.CreateParameter();
        (parameter.ParameterName, parameter.Value) = ("@Value", value);
        command.Parameters.Add(parameter);
        await command.ExecuteNonQueryAsync();
    }
}
