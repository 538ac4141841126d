using GutCms.Core.Content.Items;

namespace GutCms.Core.Comments;

/// <summary>How a place was found again.</summary>
public enum AnchorState
{
    /// <summary>The words are unchanged, wherever they stand now.</summary>
    Exact,

    /// <summary>The words were edited; the place is where they stood.</summary>
    Edited,

    /// <summary>The text is gone, or cannot be told from others.</summary>
    Orphaned,
}

/// <summary>Where a comment stands in the present text.</summary>
/// <param name="State">How it was found.</param>
/// <param name="Start">0-based position in the block's plain text, in UTF-16 characters; 0 when orphaned.</param>
/// <param name="Length">Number of UTF-16 characters; 0 when orphaned.</param>
public sealed record AnchorResolution(AnchorState State, int Start, int Length)
{
    /// <summary>The text is gone.</summary>
    public static AnchorResolution Orphaned { get; } = new(AnchorState.Orphaned, 0, 0);
}

/// <summary>Finds the place of a comment in a later version of a block.</summary>
public static class AnchorResolver
{
    // Words of a sentence rarely agree with unrelated ones by more than a third, so half is a sign that it is the same place.
    private const double NeededContext = 0.5;
    private const double LargestDistance = 0.4;

    // A quote of this length occurs once, wherever it was moved to.
    private const int DistinctiveLength = 24;

    // A short quote may stand in a long text very often: of its places those are looked at that are nearest to where it stood.
    private const int MostPlaces = 200;

    // Characters of the pattern times those of the text in which an edited quote is looked for, around where it stood: some hundredths of a second.
    private const int MostSteps = 20_000_000;

    // A side of the context that is shorter says nothing by itself.
    private const int DistinctiveSide = 8;

    /// <summary>Finds the place in a version. A comment on a block as a whole stands wherever that block does.</summary>
    public static AnchorResolution Resolve(CommentAnchor anchor, ContentItem item) =>
        anchor.IsWhole ? BlockText.Exists(item, anchor.BlockId) ? new(AnchorState.Exact, 0, 0) : AnchorResolution.Orphaned : Resolve(anchor, BlockText.Find(item, anchor.BlockId));

    /// <summary>Finds the place. What happens in other blocks does not matter; an edit elsewhere in the block moves it.</summary>
    /// <param name="anchor">The anchor.</param>
    /// <param name="newBlockText">Plain text of the block of the same id in the later version; null when there is no such block any more.</param>
    public static AnchorResolution Resolve(CommentAnchor anchor, string? newBlockText)
    {
        if (string.IsNullOrEmpty(newBlockText) || anchor.Quote.Length == 0)
        {
            return AnchorResolution.Orphaned;
        }

        return FindExact(anchor, newBlockText) is { } start
            ? new(AnchorState.Exact, start, anchor.Length)
            : FindBetween(anchor, newBlockText) ?? FindEdited(anchor, newBlockText) ?? AnchorResolution.Orphaned;
    }

    private static int? FindExact(CommentAnchor anchor, string text)
    {
        (double Context, int Distance, int Start)? best = null;
        foreach (var at in Places(anchor, text))
        {
            var candidate = (Context: Context(anchor, text, at), Distance: Math.Abs(at - anchor.Start), Start: at);
            if (best is null || candidate.Context > best.Value.Context || (candidate.Context == best.Value.Context && candidate.Distance < best.Value.Distance))
            {
                best = candidate;
            }
        }

        return best is { } found && (found.Context >= NeededContext || anchor.Length >= DistinctiveLength) ? found.Start : null;
    }

    private static IEnumerable<int> Places(CommentAnchor anchor, string text)
    {
        var places = new List<int>();
        for (var at = text.IndexOf(anchor.Quote, StringComparison.Ordinal); at >= 0; at = text.IndexOf(anchor.Quote, at + 1, StringComparison.Ordinal))
        {
            places.Add(at);
        }

        return places.Count <= MostPlaces ? places : places.OrderBy(at => Math.Abs(at - anchor.Start)).Take(MostPlaces).Order();
    }

    /// <summary>
    /// Share of the context that is still there, 0 to 1: of both sides together, or of one that counts alone, because it is long enough or reaches to the
    /// beginning or end of the block as it did. 1 when the quote had none.
    /// </summary>
    private static double Context(CommentAnchor anchor, string text, int at)
    {
        var (prefix, suffix) = (anchor.Prefix.Length, anchor.Suffix.Length);
        if (prefix + suffix == 0)
        {
            return 1;
        }

        var end = at + anchor.Length;
        var before = prefix - Alignment.Distance(anchor.Prefix, text.AsSpan(Math.Max(0, at - prefix), Math.Min(at, prefix)));
        var behind = suffix - Alignment.Distance(anchor.Suffix, text.AsSpan(end, Math.Min(text.Length - end, suffix)));
        var both = (double)(before + behind) / (prefix + suffix);
        return Math.Max(both, Math.Max(
            Alone(before, prefix, prefix < CommentAnchor.ContextLength && at == prefix),
            Alone(behind, suffix, suffix < CommentAnchor.ContextLength && text.Length - end == suffix)));
    }

    // An edit right beside the quote replaces one side as a whole.
    private static double Alone(int kept, int length, bool reachesEdge) =>
        reachesEdge && kept == length ? 0.9
        : length >= DistinctiveSide ? 0.9 * kept / length
        : 0;

    /// <summary>Where everything around the quote is unchanged, the place is what stands in between, however the words themselves may be aligned.</summary>
    private static AnchorResolution? FindBetween(CommentAnchor anchor, string text)
    {
        // A context that is shorter than it could be reached the beginning or the end of the block, and has to be there still.
        var before = anchor.Prefix.Length < CommentAnchor.ContextLength
            ? text.StartsWith(anchor.Prefix, StringComparison.Ordinal) ? 0 : -1
            : text.IndexOf(anchor.Prefix, StringComparison.Ordinal);
        var start = before + anchor.Prefix.Length;
        if (before < 0)
        {
            return null;
        }

        var end = anchor.Suffix.Length < CommentAnchor.ContextLength
            ? text.EndsWith(anchor.Suffix, StringComparison.Ordinal) ? text.Length - anchor.Suffix.Length : -1
            : text.IndexOf(anchor.Suffix, start, StringComparison.Ordinal);
        return end > start ? Accept(anchor, text, start, end) : null;
    }

    private static AnchorResolution? FindEdited(CommentAnchor anchor, string text)
    {
        var pattern = anchor.Prefix + anchor.Quote + anchor.Suffix;
        var expected = anchor.Start - anchor.Prefix.Length;
        var length = Math.Min(text.Length, Math.Max(2 * pattern.Length, MostSteps / pattern.Length));
        var from = Math.Clamp(expected - ((length - pattern.Length) / 2), 0, text.Length - length);
        var window = Alignment.FindWindow(pattern, text.Substring(from, length), expected - from);
        window = window with { Start = window.Start + from };
        if (window.Distance > pattern.Length * LargestDistance)
        {
            return null;
        }

        var (start, end) = Alignment.Map(pattern, text.AsSpan(window.Start, window.Length), anchor.Prefix.Length, anchor.Prefix.Length + anchor.Length);
        return end > start ? Accept(anchor, text, window.Start + start, window.Start + end) : null;
    }

    /// <summary>The range, provided that at least half of the quote is in it.</summary>
    private static AnchorResolution? Accept(CommentAnchor anchor, string text, int start, int end)
    {
        if (Math.Abs(end - start - anchor.Length) * 2 > anchor.Length)
        {
            return null;
        }

        var distance = Alignment.Distance(anchor.Quote, text.AsSpan(start, end - start));
        return distance * 2 <= anchor.Length ? new(distance == 0 ? AnchorState.Exact : AnchorState.Edited, start, end - start) : null;
    }
}
