using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Unicode;

namespace GutCms.Api.Delivery;

/// <summary>Turns a plain-text snippet, with matches between U+0002 and U+0003, into HTML that marks them.</summary>
internal static class Snippets
{
    private const char Start = '\u0002';
    private const char End = '\u0003';
    private static readonly HtmlEncoder Encoder = HtmlEncoder.Create(UnicodeRanges.All);

    // An encoder would write a line end as a character reference.
    private static readonly SearchValues<char> White = SearchValues.Create("\t\n\v\f\r\u0085\u2028\u2029");

    /// <summary>HTML whose only elements are <c>mark</c>, always balanced; everything else is escaped.</summary>
    public static string ToHtml(string snippet)
    {
        var html = new StringBuilder(snippet.Length + 32);
        var marked = false;
        foreach (var run in Runs(InOneLine(snippet)))
        {
            if (run is [Start] or [End])
            {
                if (marked != (run[0] == Start))
                {
                    marked = !marked;
                    html.Append(marked ? "<mark>" : "</mark>");
                }
            }
            else
            {
                html.Append(Encoder.Encode(run));
            }
        }

        return html.Append(marked ? "</mark>" : "").ToString();
    }

    /// <summary>White space at the end of a line and around it is one space.</summary>
    private static string InOneLine(string snippet) =>
        snippet.AsSpan().ContainsAny(White) ? string.Join(' ', snippet.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)) : snippet;

    private static IEnumerable<string> Runs(string snippet)
    {
        var from = 0;
        for (var i = 0; i < snippet.Length; i++)
        {
            if (snippet[i] is not (Start or End))
            {
                continue;
            }

            if (i > from)
            {
                yield return snippet[from..i];
            }

            yield return snippet[i].ToString();
            from = i + 1;
        }

        if (from < snippet.Length)
        {
            yield return snippet[from..];
        }
    }
}
