using System.Net;
using System.Text;

namespace GutCms.Core.Content.Html;

/// <summary>Takes the text out of canonical HTML.</summary>
internal static class HtmlText
{
    private const string NoBreakSpace = "&nbsp;";

    /// <summary>Whether there is anything to read: markup, white space and no-break spaces alone are nothing.</summary>
    public static bool IsEmpty(string canonical)
    {
        for (var rest = canonical.AsSpan(); !rest.IsEmpty;)
        {
            if (rest[0] == '<')
            {
                var close = rest.IndexOf('>');
                rest = close < 0 ? [] : rest[(close + 1)..];
            }
            else if (rest.StartsWith(NoBreakSpace))
            {
                rest = rest[NoBreakSpace.Length..];
            }
            else if (char.IsWhiteSpace(rest[0]))
            {
                rest = rest[1..];
            }
            else
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The text: one line per block and line break that holds any, white space collapsed.</summary>
    public static string Of(string canonical)
    {
        var lines = new StringBuilder(canonical.Length);
        var rest = canonical.AsSpan();
        while (!rest.IsEmpty)
        {
            var open = rest.IndexOf('<');
            if (open < 0)
            {
                lines.Append(rest);
                break;
            }

            lines.Append(rest[..open]);
            rest = rest[open..];
            var close = rest.IndexOf('>');
            if (close < 0)
            {
                break;
            }

            AppendBreak(lines, rest[1..close]);
            rest = rest[(close + 1)..];
        }

        return Tidy(WebUtility.HtmlDecode(lines.ToString()));
    }

    // The form feed stands for "new line here": it cannot be told from white space in the text, where it means no more than a blank.
    private static void AppendBreak(StringBuilder lines, ReadOnlySpan<char> tag)
    {
        var name = tag.TrimStart('/');
        var end = name.IndexOf(' ');
        name = end < 0 ? name : name[..end];
        if (name is "td" or "th" || HtmlFormula.IsToken(name))
        {
            lines.Append(' ');
        }
        else if (name is "br" || HtmlProfile.Blocks.GetAlternateLookup<ReadOnlySpan<char>>().Contains(name))
        {
            lines.Append('\f');
        }
    }

    // Word by word into one text: an article has some hundred words, and an import some thousand articles.
    private static string Tidy(string text)
    {
        var tidy = new StringBuilder(text.Length);
        var between = '\0';
        foreach (var character in text)
        {
            switch (character)
            {
                case '\f':
                    between = '\n';
                    break;
                case ' ' or '\t' or '\n' or '\r':
                    between = between == '\n' ? '\n' : ' ';
                    break;
                default:
                    if (between != '\0' && tidy.Length > 0)
                    {
                        tidy.Append(between);
                    }

                    between = '\0';
                    tidy.Append(character);
                    break;
            }
        }

        return tidy.ToString();
    }
}
