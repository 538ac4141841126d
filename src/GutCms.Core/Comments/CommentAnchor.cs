using System.Text.Json;
using System.Text.Json.Nodes;

namespace GutCms.Core.Comments;

/// <summary>
/// A place in the text of a block, described so that it is found again after edits: by the words themselves, the words around them, and the position.
/// </summary>
/// <remarks>After the TextQuoteSelector and TextPositionSelector of the W3C Web Annotation Data Model.</remarks>
/// <param name="BlockId">ContentItemId of the nested item whose text it is, 1 to 100 characters, which stays the same over versions; or one of <see cref="FieldPlaces"/>.</param>
/// <param name="Quote">The text that was selected, 1 to <see cref="MaxQuoteLength"/> characters; empty, with empty context: the block as a whole.</param>
/// <param name="Prefix">Up to <see cref="ContextLength"/> characters before it.</param>
/// <param name="Suffix">Up to <see cref="ContextLength"/> characters behind it.</param>
/// <param name="Start">0-based position in the block's plain text, in UTF-16 characters.</param>
public sealed record CommentAnchor(string BlockId, string Quote, string Prefix, string Suffix, int Start)
{
    /// <summary>Characters that are kept before and behind the quote.</summary>
    public const int ContextLength = 32;

    /// <summary>Longest quote.</summary>
    public const int MaxQuoteLength = 4000;

    /// <summary>Length of the quote, in UTF-16 characters.</summary>
    public int Length => Quote.Length;

    /// <summary>Anchors a selection. A selection or context that would cut a character in two (a surrogate pair) is made larger or smaller by its half.</summary>
    /// <param name="blockId">ContentItemId of the nested item.</param>
    /// <param name="blockText">Plain text of its HTML, from <see cref="GutCms.Core.Content.Html.ContentHtml.ToText"/>.</param>
    /// <param name="start">0-based position in it.</param>
    /// <param name="length">Number of UTF-16 characters, at least 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The selection is empty, too long or not within the text.</exception>
    public static CommentAnchor Create(string blockId, string blockText, int start, int length)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(start);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(length);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, MaxQuoteLength);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(length, blockText.Length - start);

        var from = IsInsidePair(blockText, start) ? start - 1 : start;
        var to = IsInsidePair(blockText, start + length) ? start + length + 1 : start + length;
        var before = Math.Max(0, from - ContextLength);
        var behind = Math.Min(blockText.Length, to + ContextLength);
        before = IsInsidePair(blockText, before) ? before + 1 : before;
        behind = IsInsidePair(blockText, behind) ? behind - 1 : behind;
        return new(blockId, blockText[from..to], blockText[before..from], blockText[to..behind], from);
    }

    /// <summary>Anchors a comment to a block as a whole, whatever its text is.</summary>
    public static CommentAnchor Whole(string blockId) => new(blockId, "", "", "", 0);

    /// <summary>The block as a whole.</summary>
    public bool IsWhole => Quote.Length == 0;

    /// <summary>The anchor as JSON: <c>blockId</c>, <c>quote</c>, <c>prefix</c>, <c>suffix</c>, <c>start</c>, <c>length</c>.</summary>
    public JsonObject ToJson() => new()
    {
        ["blockId"] = BlockId,
        ["quote"] = Quote,
        ["prefix"] = Prefix,
        ["suffix"] = Suffix,
        ["start"] = Start,
        ["length"] = Length,
    };

    /// <summary>Reads what <see cref="ToJson"/> wrote.</summary>
    /// <exception cref="FormatException">A member is missing, unknown, of the wrong type or out of bounds.</exception>
    public static CommentAnchor FromJson(JsonObject json)
    {
        var anchor = new CommentAnchor(Text(json, "blockId"), Text(json, "quote"), Text(json, "prefix"), Text(json, "suffix"), Number(json, "start"));
        if (json.Count != 6 || Number(json, "length") != anchor.Length || anchor.Start < 0)
        {
            throw new FormatException("An anchor has the members blockId, quote, prefix, suffix, start (from 0) and length (of the quote).");
        }

        return anchor.BlockId.Length is > 0 and <= 100
            && (!FieldPlaces.IsOne(anchor.BlockId) || FieldPlaces.All.Contains(anchor.BlockId))
            && (anchor == Whole(anchor.BlockId) || anchor.Length is > 0 and <= MaxQuoteLength + 2)
            && Math.Max(anchor.Prefix.Length, anchor.Suffix.Length) <= ContextLength
            ? anchor
            : throw new FormatException("An anchor has a blockId (the id of a block, or #title, #subtitle, #excerpt, #text, #order, #disclaimer), a quote that is not too long, and a short context; without a quote it has no context and starts at 0.");
    }

    private static string Text(JsonObject json, string name) => json[name] is JsonValue value && value.GetValueKind() == JsonValueKind.String
        ? value.GetValue<string>()
        : throw new FormatException($"The anchor's {name} is no string.");

    private static int Number(JsonObject json, string name) => json[name] is JsonValue value && value.GetValueKind() == JsonValueKind.Number && value.TryGetValue(out int number)
        ? number
        : throw new FormatException($"The anchor's {name} is no integer.");

    private static bool IsInsidePair(string text, int at) => at > 0 && at < text.Length && char.IsSurrogatePair(text[at - 1], text[at]);
}
