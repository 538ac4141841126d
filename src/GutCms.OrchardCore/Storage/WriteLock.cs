using YesSql;

namespace GutCms.OrchardCore.Storage;

/// <summary>One writer at a time: the row of a table of its own, which a transaction that changed it keeps until its end, on every database.</summary>
internal static class WriteLock
{
    /// <summary>Name of the table, without the tenant's prefix.</summary>
    public const string Table = "GutCmsLock";

    /// <summary>Begins the session's transaction, if there is none, and waits for the lock. Taking it twice is taking it once.</summary>
    public static async Task TakeAsync(ISession session, CancellationToken cancellationToken)
    {
        var transaction = await session.BeginTransactionAsync();
        var (table, column) = CounterTable.Names(session.Store.Configuration, Table);
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"UPDATE {table} SET {column} = {column} + 1";
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
