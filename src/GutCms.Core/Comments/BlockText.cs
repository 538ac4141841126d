using System.Text.Json.Nodes;
using GutCms.Core.Content.Html;
using GutCms.Core.Content.Items;

namespace GutCms.Core.Comments;

/// <summary>Finds the text that comments are anchored to.</summary>
public static class BlockText
{
    /// <summary>Plain text of a nested item's HTML, or of a place outside of blocks; null when there is no such item, or it has none.</summary>
    /// <param name="item">The version.</param>
    /// <param name="blockId">ContentItemId of the nested item, or one of <see cref="FieldPlaces"/>.</param>
    public static string? Find(ContentItem item, string blockId) => FieldPlaces.IsOne(blockId) ? FieldPlaces.Find(item, blockId) : FindHtml(item.Parts, blockId) is { } html ? ContentHtml.ToText(html) : null;

    /// <summary>There is such a nested item, with a text or without. A place outside of blocks is in every item.</summary>
    public static bool Exists(ContentItem item, string blockId) => FieldPlaces.IsOne(blockId) ? FieldPlaces.All.Contains(blockId) : Exists(item.Parts, blockId);

    private static bool Exists(JsonNode? node, string blockId) => node switch
    {
        JsonObject block => Text(block["ContentItemId"]) == blockId || block.Any(member => Exists(member.Value, blockId)),
        JsonArray elements => elements.Any(element => Exists(element, blockId)),
        _ => false,
    };

    private static string? FindHtml(JsonNode? node, string blockId) => node switch
    {
        JsonObject block when Text(block["ContentItemId"]) == blockId => Text((block["HtmlBodyPart"] as JsonObject)?["Html"]),
        JsonObject members => members.Select(member => FindHtml(member.Value, blockId)).FirstOrDefault(html => html is not null),
        JsonArray elements => elements.Select(element => FindHtml(element, blockId)).FirstOrDefault(html => html is not null),
        _ => null,
    };

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue<string>(out var text) ? text : null;
}
