using YesSql;

namespace GutCms.OrchardCore.Storage;

/// <summary>
/// A number of the tenant's database that rises with every transaction that changes what is delivered: by it every node knows whether what it has in memory is what is there. Changes are numbered by it as well.
/// </summary>
internal static class DeliveryGeneration
{
    /// <summary>Name of the table, without the tenant's prefix; one row.</summary>
    public const string Table = "GutCmsDeliveryState";

    /// <summary>Raises it as a part of the session's transaction.</summary>
    public static Task RaiseAsync(ISession session) => CounterTable.RaiseAsync(session, Table, by: 1);

    /// <summary>Takes the next numbers for changes of the session's transaction.</summary>
    /// <returns>The number before the first one.</returns>
    public static async Task<long> TakeAsync(ISession session, int count) => await CounterTable.RaiseAsync(session, Table, count) - count;

    /// <summary>What it is, by what is committed.</summary>
    public static Task<long> ReadAsync(IStore store, CancellationToken cancellationToken) => CounterTable.ReadAsync(store, Table, cancellationToken);
}
