using System.Runtime.CompilerServices;
using System.Text;

namespace GutCms.Core.Content.Html;

/// <summary>HTML in content: sanitised by one profile, written in one canonical form.</summary>
/// <remarks>Allowed are headings 2–6, paragraphs, lists, quotations, tables, emphasis, links (http, https, mailto, tel, sms, relative), notes and formulas. Thread-safe.</remarks>
public static class ContentHtml
{
    // Two passes do in practice: unwrapping can leave a nesting that a browser reads differently, which the next pass writes as it is read.
    private const int MaxPasses = 8;

    // Texts that were found canonical, for as long as somebody holds them: of one save the same text is asked for many times, and parsing a large one takes its time.
    private static readonly ConditionalWeakTable<string, object> Known = [];
    private static readonly object Canonical = new();

    /// <summary>
    /// The HTML with what is not allowed taken out, in canonical form: <c>Sanitize(Sanitize(x)) == Sanitize(x)</c>, and a browser that reads the
    /// result sees the same tree. Never null; empty when nothing is left.
    /// </summary>
    public static string Sanitize(string html)
    {
        if (CanonicalHtml.IsCanonical(html) || Known.TryGetValue(html, out _))
        {
            return html;
        }

        var canonical = SanitizeSlowly(html);
        canonical = canonical == html ? html : canonical;
        Known.AddOrUpdate(canonical, Canonical);
        return canonical;
    }

    /// <summary>The text of the HTML, sanitised first: blocks and line breaks end lines, white space is collapsed, no markup. Empty when there is none.</summary>
    public static string ToText(string html) => HtmlText.Of(Sanitize(html));

    /// <summary><see cref="Sanitize"/> without the short cut for HTML that is canonical already; the two must never differ.</summary>
    internal static string SanitizeSlowly(string html)
    {
        var previous = HtmlDepth.IsExcessive(html) ? HtmlWriter.Text(HtmlText.Of(WellFormed(html))) : WellFormed(html);
        for (var pass = 0; pass < MaxPasses; pass++)
        {
            var next = HtmlCleaner.Pass(previous);
            if (next == previous)
            {
                return next;
            }

            previous = next;
        }

        // Nobody writes such HTML by accident. Its text, escaped, is safe and stable.
        return HtmlWriter.Text(HtmlText.Of(previous));
    }

    private static string WellFormed(string html)
    {
        if (html.AsSpan().IndexOfAnyInRange('\uD800', '\uDFFF') < 0)
        {
            return html;
        }

        var text = new StringBuilder(html.Length);
        foreach (var rune in html.EnumerateRunes())
        {
            text.Append(rune);
        }

        return text.ToString();
    }
}
