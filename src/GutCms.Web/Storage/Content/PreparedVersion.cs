using GutCms.Core.Content.Items;
using GutCms.Web.Storage.Model;

namespace GutCms.Web.Storage.Content;

/// <summary>A version with everything that the store derives from it; costs time, so batches are prepared on all cores.</summary>
/// <param name="Item">The version.</param>
/// <param name="Json">Its parts as stored.</param>
/// <param name="Path">Its path as written.</param>
/// <param name="ContentHash">Hash of its medical content.</param>
/// <param name="References">What it points to.</param>
internal sealed record PreparedVersion(ContentItem Item, string Json, string? Path, string ContentHash, IReadOnlyList<ContentReference> References)
{
    /// <summary>Derives it.</summary>
    public static PreparedVersion Create(ContentItem item, IReadOnlyList<ContentReference> references, string contentHash) =>
        new(item, StoredJson.Write(item.Parts), ItemMeaning.PathOf(item), contentHash, references);

    /// <summary>The row of <c>ContentVersions</c>.</summary>
    public object?[] ToRow(long sequence, int versionNumber, string? origin) =>
    [
        sequence, Item.ContentItemId, Item.ContentItemVersionId, Item.ContentType, versionNumber, Item.DisplayText, Item.Latest, Item.Published,
        UtcTicksConverter.ToTicks(Item.ModifiedUtc), UtcTicksConverter.ToTicks(Item.PublishedUtc), UtcTicksConverter.ToTicks(Item.CreatedUtc),
        Item.Owner, Item.Author, origin, ContentHash, Path, ItemMeaning.PositionOf(Item), Json, StoredJson.IsUncited(Item),
    ];
}
