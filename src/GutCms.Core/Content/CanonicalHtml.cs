namespace GutCms.Core.Content;

/// <summary>Recognises, without parsing, simple HTML that sanitising would return unchanged. Says no when in doubt.</summary>
internal static class CanonicalHtml
{
    private enum Inside { Flow, Phrasing, List }

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

        Span<(int Start, int Length, Inside Content)> open = stackalloc (int, int, Inside)[16];
        var depth = 0;
        var content = Inside.Flow;
        for (var i = 0; i < html.Length;)
        {
            switch (html[i])
            {
                case '<':
                    var close = html.AsSpan(i).IndexOf('>');
                    if (close < 0)
                    {
                        return false;
                    }

                    var tag = html.AsSpan(i + 1, close - 1);
                    if (tag is ['/', .. var ended])
                    {
                        if (depth == 0 || !ended.SequenceEqual(html.AsSpan(open[depth - 1].Start, open[depth - 1].Length)))
                        {
                            return false;
                        }

                        depth--;
                        content = depth == 0 ? Inside.Flow : open[depth - 1].Content;
                    }
                    else if (tag is not "br" || content == Inside.List)
                    {
                        if (depth == open.Length || Opened(tag, content) is not { } inner || (tag is "a"))
                        {
                            return false;
                        }

                        open[depth++] = (i + 1, tag.Length, inner);
                        content = inner;
                    }

                    i += close + 1;
                    break;
                case '&':
                    var rest = html.AsSpan(i);
                    if (!rest.StartsWith("&amp;") && !rest.StartsWith("&lt;") && !rest.StartsWith("&gt;") && !rest.StartsWith("&nbsp;"))
                    {
                        return false;
                    }

                    if (content == Inside.List)
                    {
                        return false;
                    }

                    i++;
                    break;
                case var character:
                    if (content == Inside.List ? character is not (' ' or '\n') : !IsPlain(character))
                    {
                        return false;
                    }

                    i++;
                    break;
            }
        }

        return depth == 0;
    }

    // What may stand inside the element that the tag opens; null when the tag is not simple or may not stand here.
    private static Inside? Opened(ReadOnlySpan<char> tag, Inside content) => content switch
    {
        Inside.List => tag is "li" ? Inside.Flow : null,
        _ => tag switch
        {
            "b" or "em" or "i" or "s" or "small" or "strong" or "sub" or "sup" or "u" or "code" or "cite" => Inside.Phrasing,
            _ when content == Inside.Phrasing => null,
            "p" or "h2" or "h3" or "h4" or "h5" or "h6" => Inside.Phrasing,
            "ul" or "ol" => Inside.List,
            "blockquote" => Inside.Flow,
            _ => null,
        },
    };

    private static bool IsSpace(char character) => character is ' ' or '\t' or '\n' or '\f' or '\r';

    // Everything that reads back as itself: no control characters but tab and newline, no surrogates (left to the slow path), no no-break space.
    private static bool IsPlain(char character) => character switch
    {
        '>' or '\u00A0' or '\uFEFF' => false,
        < ' ' => character is '\n' or '\t',
        >= '\u007F' and <= '\u009F' => false,
        >= '\uD800' and <= '\uDFFF' => false,
        >= '\uFFF0' => false,
        _ => true,
    };
}
