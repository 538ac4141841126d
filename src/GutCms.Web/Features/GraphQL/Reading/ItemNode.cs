using System.Text.Json;
using GutCms.Core.Content.Items;
using GutCms.Core.Storage;

namespace GutCms.Web.Features.GraphQL.Reading;

/// <summary>An item that a query holds: its document, read once for the request.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Json">The document, as delivery has it on file; of a version that is not live as it would be.</param>
/// <param name="IsLive">It is what readers get.</param>
/// <param name="State">Of a version that is not live: how it stands in review, null when that is not known.</param>
internal sealed record ItemNode(DeliveryKind Kind, JsonElement Json, bool IsLive, string? State)
{
    /// <summary>Type of the item.</summary>
    public string ContentType => Kind == DeliveryKind.Item ? DocumentJson.Text(Json, "type")! : ItemMeaning.Delivered[(int)Kind];
}

/// <summary>An item that stands within another one: a block of a body, a question, a source.</summary>
/// <param name="ContentType">Its type.</param>
/// <param name="Json">What is delivered of it.</param>
internal sealed record PartNode(string ContentType, JsonElement Json)
{
    /// <summary>Its picture as the document has it beside the text, with addresses and size; null: it has none.</summary>
    public JsonElement? Picture { get; init; }
}

/// <summary>Items that another one names.</summary>
/// <param name="Ids">In their order, delivered or not.</param>
internal sealed record Picks(IReadOnlyList<string> Ids);

/// <summary>A bag of items that stand within another one.</summary>
/// <param name="Items">In their order.</param>
internal sealed record Bag(IReadOnlyList<PartNode> Items);

/// <summary>A page of a connection.</summary>
/// <param name="Edges">Items with their cursors.</param>
/// <param name="HasMore">Whether there are items after them.</param>
/// <param name="IsStart">It begins where the list does.</param>
/// <param name="Count">Counts the items over all pages.</param>
internal sealed record Connection(IReadOnlyList<Edge> Edges, bool HasMore, bool IsStart, Func<CancellationToken, Task<int>> Count);

/// <summary>An item of a connection.</summary>
/// <param name="Cursor">Continues after it.</param>
/// <param name="Node">The item.</param>
internal sealed record Edge(string Cursor, ItemNode Node);
