using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;

namespace GutCms.Core.Content.Html;

/// <summary>Words in HTML: found and replaced in what is read, never in elements and attributes. A match lies within one run of text, so its formatting stays.</summary>
internal static class HtmlWords
{
    private static readonly HtmlParser Parser = new();

    /// <summary>The runs of text, in order.</summary>
    public static IEnumerable<string> Runs(string html)
    {
        using var document = Parse(html);
        foreach (var text in Texts(document))
        {
            yield return text.Data;
        }
    }

    /// <summary>The HTML with every run changed, in canonical form.</summary>
    public static string Change(string html, Func<string, string> change)
    {
        using var document = Parse(html);
        foreach (var text in Texts(document))
        {
            var changed = change(text.Data);
            if (changed != text.Data)
            {
                text.Data = changed;
            }
        }

        return ContentHtml.Sanitize(document.Body?.InnerHtml ?? "");
    }

    private static IHtmlDocument Parse(string html) => Parser.ParseDocument("<!doctype html><html><body>" + html);

    private static List<IText> Texts(IHtmlDocument document) => [.. document.Body?.Descendants<IText>() ?? []];
}
