using System.Buffers;
using System.Collections.Frozen;

namespace GutCms.Core.Content.Html;

/// <summary>Recognises, without parsing, simple HTML that sanitising would return unchanged. Says no when in doubt.</summary>
/// <remarks>
/// Simple is: headings, paragraphs, lists, quotations, emphasis and plain links, nested as the standard has them, so that a parser rearranges
/// nothing. Far faster than parsing, which counts when a hundred thousand articles are imported.
/// </remarks>
internal static class CanonicalHtml
{
    private const int MaxDepth = 16;

    private enum Content { Flow, Phrasing, List }

    private sealed record Element(string Name, Content Inside);

    private static readonly FrozenDictionary<string, Element> Elements = new Element[]
    {
        new("p", Content.Phrasing), new("h2", Content.Phrasing), new("h3", Content.Phrasing), new("h4", Content.Phrasing), new("h5", Content.Phrasing),
        new("h6", Content.Phrasing), new("blockquote", Content.Flow), new("ul", Content.List), new("ol", Content.List), new("li", Content.Flow),
        new("a", Content.Phrasing), new("b", Content.Phrasing), new("cite", Content.Phrasing), new("code", Content.Phrasing), new("em", Content.Phrasing),
        new("i", Content.Phrasing), new("s", Content.Phrasing), new("small", Content.Phrasing), new("strong", Content.Phrasing), new("sub", Content.Phrasing),
        new("sup", Content.Phrasing), new("u", Content.Phrasing),
    }.ToFrozenDictionary(element => element.Name, StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, Element>.AlternateLookup<ReadOnlySpan<char>> ByName = Elements.GetAlternateLookup<ReadOnlySpan<char>>();

    // What does not read back as itself, or needs a closer look: markup, control characters, no-break space, surrogates, the specials.
    private static readonly SearchValues<char> NotPlain = SearchValues.Create(string.Concat(Enumerable.Range(0, 0x10000).Select(code => (char)code).Where(character =>
        character is '<' or '>' or '&' or '\u00A0' or '\uFEFF' or >= '\uFFF0' or (< ' ' and not ('\n' or '\t')) or (>= '\u007F' and <= '\u009F') || char.IsSurrogate(character))));

    private static readonly SearchValues<char> PlainAddress =
        SearchValues.Create("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~/?#:@!$&()*+,;=%");

    public static bool IsCanonical(string html)
    {
        if (html.Length == 0)
        {
            return true;
        }

        if (IsSpace(html[0]) || IsSpace(html[^1]))
        {
            return false;
        }

        var open = new Stack<Element>(MaxDepth);
        var rest = html.AsSpan();
        while (!rest.IsEmpty)
        {
            var content = open.TryPeek(out var current) ? current.Inside : Content.Flow;
            var length = rest[0] == '<' ? MarkupLength(rest, content, open) : TextLength(rest, content);
            if (length == 0)
            {
                return false;
            }

            rest = rest[length..];
        }

        return open.Count == 0;
    }

    // Length of the tag at the beginning, 0 when it is not simple or may not stand here.
    private static int MarkupLength(ReadOnlySpan<char> rest, Content content, Stack<Element> open)
    {
        var close = rest.IndexOf('>');
        if (close < 0)
        {
            return 0;
        }

        var tag = rest[1..close];
        var isSimple = tag switch
        {
            "br" => content != Content.List,
            ['/', .. var name] => open.TryPop(out var element) && name.SequenceEqual(element.Name),
            _ => TryOpen(tag, content, open),
        };
        return isSimple ? close + 1 : 0;
    }

    private static bool TryOpen(ReadOnlySpan<char> tag, Content content, Stack<Element> open)
    {
        var isLink = tag.StartsWith("a ");
        if (!ByName.TryGetValue(isLink ? "a" : tag, out var element) || open.Count == MaxDepth || !MayStandIn(element, content))
        {
            return false;
        }

        if (element.Name == "a" && (!isLink || open.Contains(element) || !IsPlainLink(tag)))
        {
            return false;
        }

        open.Push(element);
        return true;
    }

    private static bool MayStandIn(Element element, Content content) => content switch
    {
        Content.List => element.Name == "li",
        Content.Phrasing => element.Inside == Content.Phrasing && HtmlProfile.Inline.Contains(element.Name),
        _ => element.Name != "li",
    };

    private static bool IsPlainLink(ReadOnlySpan<char> tag)
    {
        const string Start = "a href=\"";
        if (!tag.StartsWith(Start) || tag.Length == Start.Length || tag[^1] != '"')
        {
            return false;
        }

        var written = tag[Start.Length..^1];
        var address = written.ToString().Replace("&amp;", "&", StringComparison.Ordinal);
        return !address.AsSpan().ContainsAnyExcept(PlainAddress)
            && written.SequenceEqual(address.Replace("&", "&amp;", StringComparison.Ordinal))
            && HtmlAttributes.IsSafeLink(address);
    }

    // Length of the text at the beginning, up to the next character to look at; 0 when it is not canonical or may not stand here.
    private static int TextLength(ReadOnlySpan<char> rest, Content content)
    {
        if (content == Content.List)
        {
            return rest[0] is ' ' or '\n' ? 1 : 0;
        }

        var plain = rest.IndexOfAny(NotPlain);
        if (plain != 0)
        {
            return plain < 0 ? rest.Length : plain;
        }

        return rest switch
        {
            ['&', 'a', 'm', 'p', ';', ..] => 5,
            ['&', 'l', 't', ';', ..] or ['&', 'g', 't', ';', ..] => 4,
            ['&', 'n', 'b', 's', 'p', ';', ..] => 6,
            [>= '\uD800' and <= '\uDBFF', >= '\uDC00' and <= '\uDFFF', ..] => 2,
            _ => 0,
        };
    }

    private static bool IsSpace(char character) => character is ' ' or '\t' or '\n' or '\f' or '\r';
}
