using System.Text.RegularExpressions;
using GutCms.Core.Content.Items;

namespace GutCms.Core.Comments;

/// <summary>Anchors words that somebody selected on a page, where white space may stand differently than in the text.</summary>
public static class QuoteFinder
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    /// <summary>The place of a quote wherever it stands in an item, if it stands there once; null otherwise.</summary>
    /// <param name="item">The version.</param>
    /// <param name="quote">The words as selected.</param>
    public static CommentAnchor? FindAnywhere(ContentItem item, string quote)
    {
        var places = FieldPlaces.All.Concat(NestedItems.IdsIn(item.Parts)).Distinct(StringComparer.Ordinal);
        var found = places.Select(place => (First: Find(item, place, quote, 0), Last: Find(item, place, quote, int.MaxValue))).Where(hit => hit.First is not null).Take(2).ToList();
        return found is [var only] && only.First == only.Last ? only.First : null;
    }

    /// <summary>The place of a quote in a block; null when the block has no such words, or the quote is empty or too long.</summary>
    /// <param name="item">The version.</param>
    /// <param name="blockId">ContentItemId of the nested item.</param>
    /// <param name="quote">The words as selected.</param>
    /// <param name="near">Of several places the one nearest to this 0-based position is taken.</param>
    public static CommentAnchor? Find(ContentItem item, string blockId, string quote, int near)
    {
        var words = quote.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);
        if (words.Length == 0 || quote.Length > CommentAnchor.MaxQuoteLength || BlockText.Find(item, blockId) is not { } text)
        {
            return null;
        }

        var pattern = string.Join(@"\s+", words.Select(Regex.Escape));
        var found = Regex.Matches(text, pattern, RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, Patience).MinBy(match => Math.Abs(match.Index - near));
        return found is { Length: > 0 and <= CommentAnchor.MaxQuoteLength } ? CommentAnchor.Create(blockId, text, found.Index, found.Length) : null;
    }
}
