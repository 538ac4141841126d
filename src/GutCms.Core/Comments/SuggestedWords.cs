using System.Text.Json.Nodes;
using GutCms.Core.Content.Html;
using GutCms.Core.Content.Items;
using GutCms.Core.Json;

namespace GutCms.Core.Comments;

/// <summary>Puts words that somebody suggested in the place of those that they are suggested for.</summary>
public static class SuggestedWords
{
    /// <summary>Longest suggestion, in characters.</summary>
    public const int MaxLength = 4000;

    /// <summary>An item with other words at a place.</summary>
    /// <param name="item">The item as JSON. It stays as it is.</param>
    /// <param name="anchor">The place, with the words that stand there.</param>
    /// <param name="words">Plain text in one line; empty: nothing.</param>
    /// <returns>Null when the words do not stand there as they were any more, or stand in several paragraphs, in a formula, or where no words can be replaced.</returns>
    public static JsonObject? Apply(JsonObject item, CommentAnchor anchor, string words)
    {
        var place = AnchorResolver.Resolve(anchor, ContentItemJson.Read(item));
        if (place is not { State: AnchorState.Exact, Length: > 0 })
        {
            return null;
        }

        var changed = item.DeepClone().AsObject();
        if (FieldPlaces.FindText(changed, anchor.BlockId) is { } plain)
        {
            var (holder, member) = plain;
            holder[member] = holder.Text(member)!.Remove(place.Start, place.Length).Insert(place.Start, words);
            return changed;
        }

        if (HtmlOf(changed, anchor.BlockId) is not { } html || HtmlTextEdit.Replace(html.Text("Html") ?? "", place.Start, place.Length, words) is not { } replaced)
        {
            return null;
        }

        html["Html"] = replaced;
        return changed;
    }

    private static JsonObject? HtmlOf(JsonObject item, string blockId) => FieldPlaces.IsOne(blockId) ? FieldPlaces.FindHtml(item, blockId) : Find(item, blockId);

    private static JsonObject? Find(JsonNode? node, string blockId) => node switch
    {
        JsonObject block when block.Text("ContentItemId") == blockId && block.Object("HtmlBodyPart") is { } html => html,
        JsonObject members => members.Select(member => Find(member.Value, blockId)).FirstOrDefault(found => found is not null),
        JsonArray elements => elements.Select(element => Find(element, blockId)).FirstOrDefault(found => found is not null),
        _ => null,
    };
}
