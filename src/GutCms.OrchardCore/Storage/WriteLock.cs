using YesSql;

namespace GutCms.OrchardCore.Storage;

/// <summary>One writer at a time: the row of a table of its own, which a transaction that changed it keeps until its end, on every database.</summary>
internal static class WriteLock
{
    /// <summary>Name of the table, without the tenant's prefix.</summary>
    public const string Table = "GutCmsLock";

    // The server asks after the machine of whoever has the lock: one that is cut off leaves its transaction open, and the lock with it. For this transaction only.
    private const string Watched =
        "SELECT set_config('tcp_keepalives_idle', '10', true), set_config('tcp_keepalives_interval', '5', true), set_config('tcp_keepalives_count', '3', true); ";

    /// <summary>Begins the session's transaction, if there is none, and waits for the lock. Taking it twice is taking it once.</summary>
    public static async Task TakeAsync(ISession session, CancellationToken cancellationToken)
    {
        var transaction = await session.BeginTransactionAsync();
        var (table, column) = CounterTable.Names(session.Store.Configuration, Table);
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"{(session.Store.Configuration.SqlDialect.Name == "PostgreSql" ? Watched : "")}UPDATE {table} SET {column} = {column} + 1";
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
