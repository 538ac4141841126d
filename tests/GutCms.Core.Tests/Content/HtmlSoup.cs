using CsCheck;

namespace GutCms.Core.Tests.Content;

/// <summary>Generates HTML: well written, and as nobody should write it.</summary>
internal static class HtmlSoup
{
    private static readonly string[] Tags =
    [
        "p", "h1", "h2", "h6", "ul", "ol", "li", "a", "strong", "em", "b", "i", "sub", "br", "hr", "blockquote", "table", "caption", "tbody", "tr", "td", "th",
        "div", "span", "font", "section", "pre", "dl", "dt", "dd", "button", "form", "marquee", "nobr", "ruby", "rt", "center", "u", "s", "code", "q",
        "script", "style", "svg", "math", "mtext", "mglyph", "mi", "annotation-xml", "foreignObject", "desc", "title", "template", "noscript", "iframe",
        "select", "option", "optgroup", "textarea", "xmp", "noembed", "plaintext", "body", "html", "head", "col", "colgroup", "img", "input", "object", "frameset", "x-y", "image", "listing",
        "del", "strike", "mfrac", "msup", "mn", "mspace", "mfenced", "annotation", "bdo", "figure", "details", "summary", "acronym",
    ];

    private static readonly string[] Texts =
    [
        "a", "Zwölf", " ", "\n", "\r\n", "\t", "\f", "&amp;", "&lt;", "&gt;", "&nbsp;", "\u00A0", "&", "<", ">", "\"", "&quot;", "&notit;", "&#x0;", "&#128;", "&#xD800;", "\0", "\u0085",
        "\uFEFF", "\u2028", "\uD83D\uDE00", "\uD800", "<!--", "-->", "<!-- x -->", "--!>", "<![CDATA[", "]]>", "<!doctype html>", "<?x?>", "</", "</>", "< p>", "<p", "javascript:alert(1)",
    ];

    private static readonly string[] Attributes =
    [
        "", "", "", " href=\"https://example.org/a?b=1&c=2\"", " href='javascript:alert(1)'", " href=\"/a\"", " href=\"java&#10;script:x\"", " href", " title='<p>\"'", " onclick=x",
        " class=c", " style=\"background:url(x)\"", " lang=en", " dir=RTL", " rel=\"NoFollow x\"", " colspan=2", " colspan=-1", " start=3", " scope=COL", " id=a", " id=note-b", " name=a", " href=#a", " href=\"#note-b\"", " style=\"vertical-align:super\"", " type=a", " reversed", " value=4", " mathvariant=bold", " alt=x", "/", " href=\" #x \"",
        " encoding=text/html", " definitionurl=x", " title=\"</title><script>\"",
    ];

    /// <summary>Anything: tags opened and closed in any order among odd characters.</summary>
    public static Gen<string> Any { get; } = Gen.OneOf(
        Pick(Texts),
        Gen.Select(Pick(Tags), Pick(Attributes), (tag, attribute) => $"<{tag}{attribute}>"),
        Pick(Tags).Select(tag => $"</{tag}>")).Array[0, 24].Select(string.Concat);

    private static readonly Gen<string> Phrase = Pick("word", " ", "&amp;", "&lt;b&gt;", "x", "µ", "\n", "<br>", "&nbsp;", "<strong>s</strong>", "<em>a<i>b</i></em>", "<a href=\"https://example.org/a#b\">link</a>", "<a href=\"/a?b=c&amp;d\">two</a>", "\uD83D\uDE00", "<sub>2</sub>", "\"'")
        .Array[0, 5].Select(string.Concat);

    private static readonly Gen<string> Block = Gen.Select(
        Pick("p", "h2", "h3", "ul", "ol", "blockquote", "raw", "nested"), Phrase, Phrase,
        (tag, one, two) => tag switch
        {
            "raw" => one,
            "ul" or "ol" => $"<{tag}><li>{one}</li><li>{two}</li></{tag}>",
            "nested" => $"<ul><li>{one}<ul><li>{two}</li></ul></li></ul>",
            "blockquote" => $"<blockquote><p>{one}</p>{two}</blockquote>",
            _ => $"<{tag}>{one}{two}</{tag}>",
        });

    /// <summary>What an editor produces: blocks of phrases.</summary>
    public static Gen<string> Tidy { get; } = Block.Array[0, 5].Select(string.Concat);

    private static readonly string[] Nesting =
    [
        "p", "h2", "h6", "ul", "ol", "li", "li", "blockquote", "a href=\"/a\"", "a href=\"https://example.org/b?c=d&amp;e\"", "b", "i", "em", "strong", "s", "u", "small", "sub", "sup", "cite", "code",
    ];

    /// <summary>Elements that are closed in the order in which they were opened, in places where some of them may not stand: links in links, items outside lists, blocks in paragraphs.</summary>
    public static Gen<string> Nested { get; } = Gen.Select(Gen.Int[0, 5], Gen.Int[0, Nesting.Length - 1], Pick("x", "word ", "<br>", "&amp;", "\n", "")).Array[1, 20].Select(Nest);

    private static string Nest((int Step, int Tag, string Text)[] steps)
    {
        var html = new System.Text.StringBuilder();
        var open = new Stack<string>();
        foreach (var (step, tag, text) in steps)
        {
            if (step > 2 && open.TryPop(out var closed))
            {
                html.Append("</").Append(closed.Split(' ')[0]).Append('>').Append(text);
                continue;
            }

            open.Push(Nesting[tag]);
            html.Append('<').Append(Nesting[tag]).Append('>').Append(text);
        }

        return open.Aggregate(html, (written, closed) => written.Append("</").Append(closed.Split(' ')[0]).Append('>')).ToString();
    }

    private static Gen<string> Pick(params string[] values) => Gen.Int[0, values.Length - 1].Select(index => values[index]);
}
