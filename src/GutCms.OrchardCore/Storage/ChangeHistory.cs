using System.Text.Json;

namespace GutCms.OrchardCore.Storage;

/// <summary>Which numbers the changes of a tenant have: those of one database, from its first change on. One record.</summary>
/// <param name="Id">Its name.</param>
internal sealed record ChangeHistory(string Id)
{
    /// <summary>Kind of the record.</summary>
    public const string Kind = "change-history";

    /// <summary>Key of the record.</summary>
    public const string Key = "delivery";

    /// <summary>Table with the number of the last change of which it is not known any more what it was, without the tenant's prefix.</summary>
    public const string LostTable = "GutCmsDeliveryLost";

    /// <summary>The name on a record; of a tenant in which nothing has changed yet: a name that no other has.</summary>
    public static string IdOf(GutCmsRecord? record) => record is null ? "none" : JsonSerializer.Deserialize<ChangeHistory>(record.Json)!.Id;
}
