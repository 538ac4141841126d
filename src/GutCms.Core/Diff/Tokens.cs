using System.Net;
using System.Text.RegularExpressions;
using GutCms.Core.Content.Html;

namespace GutCms.Core.Diff;

/// <summary>The smallest piece that is compared: a word, a number, white space, a sign, or a tag.</summary>
/// <param name="Text">Plain text; a line feed for a tag behind text that begins a block or breaks a line; empty for other tags; the characters of a formula.</param>
/// <param name="Markup">The tag, or the whole formula, as written; null for text.</param>
internal readonly record struct Token(string Text, string? Markup)
{
    public bool IsSpace => Markup is null && string.IsNullOrWhiteSpace(Text);

    /// <summary>A whole formula.</summary>
    public bool IsFormula => Markup?.StartsWith("<math", StringComparison.Ordinal) ?? false;

    /// <summary>Tag of emphasis, a link and the like: does not separate words.</summary>
    public bool IsInlineMarkup => Markup is not null && Text.Length == 0;
}

/// <summary>Cuts text and canonical HTML into tokens. Nothing is lost: the texts, joined, are the text again, and tags with escaped texts the HTML.</summary>
internal static partial class Tokens
{
    /// <summary>Tokens of plain text.</summary>
    public static IEnumerable<Token> OfText(string text)
    {
        for (var match = Piece().Match(text); match.Success; match = match.NextMatch())
        {
            yield return new(match.Value, null);
        }
    }

    /// <summary>Tokens of HTML in the form that <see cref="ContentHtml.Sanitize"/> writes, in which every other angle bracket is escaped.</summary>
    public static IEnumerable<Token> OfHtml(string html)
    {
        var atLineStart = true;
        for (var at = 0; at < html.Length;)
        {
            var open = html.IndexOf('<', at);
            var close = open < 0 ? -1 : html.IndexOf('>', open);
            if (close < 0)
            {
                open = html.Length;
            }

            if (open > at)
            {
                var raw = html[at..open];
                if (string.IsNullOrWhiteSpace(raw) && raw.Contains('\n', StringComparison.Ordinal))
                {
                    // Line breaks between blocks, which no reader sees.
                    yield return new("", raw);
                }
                else
                {
                    foreach (var token in OfText(WebUtility.HtmlDecode(raw)))
                    {
                        yield return token;
                    }

                    atLineStart = false;
                }
            }

            if (close < 0)
            {
                yield break;
            }

            if (EndOfFormula(html, open) is { } end)
            {
                // One piece: nothing of a formula can be read without the rest of it.
                yield return new(HtmlText.Of(html[open..end]), html[open..end]);
                atLineStart = false;
                at = end;
                continue;
            }

            var tag = html[open..(close + 1)];
            var breaks = BeginsLine(tag);
            yield return new(breaks && !atLineStart ? "\n" : "", tag);
            atLineStart |= breaks;
            at = close + 1;
        }
    }

    /// <summary>Whether a text holds a tag of the profile.</summary>
    public static bool HasMarkup(string text)
    {
        foreach (var tag in Tag().EnumerateMatches(text))
        {
            if (IsKnown(TagName(text.AsSpan(tag.Index, tag.Length))))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Name of a tag, without slash and attributes.</summary>
    public static ReadOnlySpan<char> TagName(ReadOnlySpan<char> tag)
    {
        var name = tag.TrimStart("</");
        var end = name.IndexOfAny(' ', '>', '/');
        return end < 0 ? name : name[..end];
    }

    private static int? EndOfFormula(string html, int open)
    {
        const string Close = "</math>";
        return !html.AsSpan(open).StartsWith("<math") || html.IndexOf(Close, open, StringComparison.Ordinal) is not (>= 0 and var close) ? null : close + Close.Length;
    }

    private static bool IsKnown(ReadOnlySpan<char> name) =>
        name is "math" || HtmlProfile.Blocks.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name) || HtmlProfile.Inline.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name);

    private static bool BeginsLine(ReadOnlySpan<char> tag)
    {
        var name = TagName(tag);
        return tag[1] != '/' && (name is "br" || HtmlProfile.Blocks.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name));
    }

    // In this order: white space; a number with sign, decimals, thousands, fraction, and further ones joined by a dash, slash, colon or times sign (ranges,
    // blood pressures, ratios); a comparison sign; degrees; the prefix non-; a word with apostrophes and hyphens; one of anything else.
    [GeneratedRegex(
        """
        \s+
        | (?: (?<![\p{L}\p{N}\)\]]) [-−+] (?=[.]?\p{N}) )?
          (?: \p{Nd}+ (?:[.,]\p{Nd}+)* | (?<!\p{N})[.]\p{Nd}+ | \p{No} )
          (?: (?: \s?[-–—]\s? | [/:×^] ) (?=\p{N}) (?: \p{Nd}+ (?:[.,]\p{Nd}+)* | \p{No} ) | \p{No} )*
        | [<>≤≥≈~±]=?
        | °[CF]\b
        | (?i:non)[-‐‑](?=\p{L})
        | \p{L}[\p{L}\p{M}\p{N}]* (?: ['’]\p{L}+ | [-‐‑](?=[\p{L}\p{N}])[\p{L}\p{M}\p{N}]+ )*
        | [\uD800-\uDBFF][\uDC00-\uDFFF]
        | .
        """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.Singleline | RegexOptions.CultureInvariant)]
    private static partial Regex Piece();

    [GeneratedRegex("</?[a-z][a-z0-9]*(?: [^<>]*)?>", RegexOptions.CultureInvariant)]
    private static partial Regex Tag();
}
