using System.Collections.Frozen;

namespace GutCms.Core.Content.Html;

/// <summary>Keeps parsers from HTML that is nested so deeply that only an attacker writes it: parsing takes time that grows with the square of the depth.</summary>
internal static class HtmlDepth
{
    private const int Limit = 400;

    // Elements that need no end tag. Old hands leave it out, a hundred times in one text.
    private static readonly FrozenSet<string> EndedByOthers = new[]
    {
        "area", "base", "br", "col", "dd", "dt", "embed", "hr", "img", "input", "li", "link", "meta", "option", "p", "param", "source", "tbody",
        "td", "tfoot", "th", "thead", "tr", "track", "wbr",
    }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether more than 400 elements are open at once, counted without parsing.</summary>
    public static bool IsExcessive(string html)
    {
        var ended = EndedByOthers.GetAlternateLookup<ReadOnlySpan<char>>();
        var open = 0;
        for (var rest = html.AsSpan(); rest.IndexOf('<') is >= 0 and var at;)
        {
            rest = rest[(at + 1)..];
            var isEnd = rest is ['/', ..];
            var name = NameOf(isEnd ? rest[1..] : rest);
            if (name.IsEmpty || ended.Contains(name))
            {
                continue;
            }

            open = isEnd ? Math.Max(0, open - 1) : open + 1;
            if (open > Limit)
            {
                return true;
            }
        }

        return false;
    }

    private static ReadOnlySpan<char> NameOf(ReadOnlySpan<char> text)
    {
        var end = 0;
        while (end < text.Length && (char.IsAsciiLetterOrDigit(text[end]) || text[end] == '-'))
        {
            end++;
        }

        return text[..end];
    }
}
