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
        var configuration = session.Store.Configuration;
        var table = configuration.SqlDialect.QuoteForTableName(configuration.TablePrefix + Table, configuration.Schema);
        await using var command = transaction.Connection!.CreateCommand();
        command.Transaction = transaction;
        command.CommandText = $"UPDATE {table} SET {configuration.SqlDialect.QuoteForColumnName("Number")} = {configuration.SqlDialect.QuoteForColumnName("Number")} + 1";
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
