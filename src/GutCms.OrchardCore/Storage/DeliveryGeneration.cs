using System.Globalization;
using YesSql;

namespace GutCms.OrchardCore.Storage;

/// <summary>A number of the tenant's database that rises with every transaction that changes delivery documents: by it every node knows whether what it has in memory is what is there.</summary>
internal static class DeliveryGeneration
{
    /// <summary>Name of the table, without the tenant's prefix; one row.</summary>
    public const string Table = "GutCmsDeliveryState";

    /// <summary>Raises it as a part of the session's transaction.</summary>
    public static async Task RaiseAsync(ISession session)
    {
        var transaction = await session.BeginTransactionAsync();
        var (table, column) = CounterTable.Names(session.Store.Configuration, Table);
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"UPDATE {table} SET {column} = {column} + 1";
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>What it is, by what is committed.</summary>
    public static async Task<long> ReadAsync(IStore store, CancellationToken cancellationToken)
    {
        var (table, column) = CounterTable.Names(store.Configuration, Table);
        await using var connection = store.Configuration.ConnectionFactory.CreateConnection();
        await connection.OpenAsync(cancellationToken);
        await using var command = connection.CreateCommand();
        command.CommandText = $"SELECT {column} FROM {table}";
        return Convert.ToInt64(await command.ExecuteScalarAsync(cancellationToken), CultureInfo.InvariantCulture);
    }
}
