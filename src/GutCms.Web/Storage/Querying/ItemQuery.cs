using System.Text.Json;
using System.Text.Json.Serialization;
using GutCms.Core.Content.Items;
using GutCms.Core.Paging;
using GutCms.Core.Storage;

namespace GutCms.Web.Storage.Querying;

/// <summary>Which versions of items are asked for.</summary>
internal enum ItemStatus
{
    /// <summary>What is delivered.</summary>
    Published,

    /// <summary>The latest version of items where that is not live.</summary>
    Draft,

    /// <summary>The latest version of each item.</summary>
    Latest,

    /// <summary>The latest version of each item, and the live one where that is another.</summary>
    All,
}

/// <summary>A page of items that is asked for.</summary>
/// <param name="Kind">What they are.</param>
/// <param name="Status">Which versions.</param>
/// <param name="Where">Which items; null: all.</param>
/// <param name="Order">Keys of the order; ties are broken by id.</param>
/// <param name="After">Cursor of an earlier page; null: from the start.</param>
/// <param name="First">Page size.</param>
internal sealed record ItemQuery(
    DeliveryKind Kind, ItemStatus Status, [property: JsonIgnore] ItemCondition? Where, [property: JsonIgnore] IReadOnlyList<ItemOrder> Order, string? After, int First)
    : ListQuery(After, First)
{
    /// <summary>Type of the items; given where their kind does not say it.</summary>
    public string ContentType { get; init; } = Kind == DeliveryKind.Item ? "" : ItemMeaning.Delivered[(int)Kind];

    /// <summary>Only what is in this language, a tag in lower case; null: in any. Of what is delivered.</summary>
    public string? Language { get; init; }

    /// <summary>Rows that are passed over.</summary>
    [JsonIgnore]
    public int Skip { get; init; }

    /// <summary>Of versions that are not live only those that this user owns; null: all.</summary>
    public string? OwnerId { get; init; }

    /// <summary>Condition and order in words, to which a cursor is bound.</summary>
    public string Asks { get; init; } = "";

    /// <summary>The same with its condition and its order in words.</summary>
    public ItemQuery InWords() => this with { Asks = $"{Words(Where)}|{string.Join(',', Order)}" };

    private static string Words(ItemCondition? condition) => condition switch
    {
        null => "",
        ItemCondition.Among among => $"{among.Column} {JsonSerializer.Serialize(among.Values)}",
        ItemCondition.Both both => $"({string.Join('&', both.Parts.Select(Words))})",
        ItemCondition.Either either => $"({string.Join('/', either.Parts.Select(Words))})",
        ItemCondition.Not not => $"!{Words(not.Part)}",
        _ => condition.ToString(),
    };
}

/// <summary>A version that is listed.</summary>
/// <param name="ContentItemId">The item.</param>
/// <param name="VersionId">The version.</param>
/// <param name="IsLive">It is live: what is delivered of the item shows it.</param>
/// <param name="State">State of the item's latest version, by name; null: it has none.</param>
internal sealed record ListedVersion(string ContentItemId, string VersionId, bool IsLive, string? State);

/// <summary>A page.</summary>
/// <param name="Rows">What is on it, each with the cursor that continues after it.</param>
/// <param name="HasMore">Whether there are rows after it.</param>
internal sealed record ItemPage<T>(IReadOnlyList<(T Row, string Cursor)> Rows, bool HasMore);
