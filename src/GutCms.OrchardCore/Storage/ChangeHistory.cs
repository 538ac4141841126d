using System.Text.Json;
using YesSql;

namespace GutCms.OrchardCore.Storage;

/// <summary>Which numbers the changes of a tenant have: those of one database, from its first change on. One record.</summary>
/// <param name="Id">Its name.</param>
internal sealed record ChangeHistory(string Id)
{
    /// <summary>All that readers get is written down: also what they got before changes were.</summary>
    public bool IsWhole { get; init; }

    /// <summary>Kind of the record.</summary>
    public const string Kind = "change-history";

    /// <summary>Key of the record.</summary>
    public const string Key = "delivery";

    /// <summary>Table with the number of the last change of which it is not known any more what it was, without the tenant's prefix.</summary>
    public const string LostTable = "GutCmsDeliveryLost";

    /// <summary>What is committed; null: nothing has changed yet.</summary>
    public static async Task<ChangeHistory?> ReadAsync(ISession session)
    {
        var record = await session.Query<GutCmsRecord, GutCmsRecordIndex>(index => index.Kind == Kind && index.Key == Key, GutCmsRecord.Collection).FirstOrDefaultAsync();
        return record is null ? null : JsonSerializer.Deserialize<ChangeHistory>(record.Json);
    }
}
