using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using Ganss.Xss;

namespace GutCms.Core.Content.Html;

/// <summary>One pass of parsing, sanitising and writing. Thread-safe: nothing is changed after construction.</summary>
internal static class HtmlCleaner
{
    private static readonly HtmlParser Parser = new();
    private static readonly HtmlSanitizer Sanitizer = CreateSanitizer();

    public static string Pass(string html)
    {
        using var document = Parser.ParseDocument("<!doctype html><html><body>" + html);
        if (document.Body is not IHtmlElement body)
        {
            return "";
        }

        RemoveDropped(body);
        Sanitizer.SanitizeDom(document, body);
        return HtmlWriter.Write(body);
    }

    // Before the sanitiser, which otherwise would keep the text of a script when it unwraps it.
    private static void RemoveDropped(IHtmlElement body)
    {
        for (INode? node = body.FirstChild; node is not null;)
        {
            if (node is IElement element && (HtmlProfile.Dropped.Contains(element.LocalName) || element.NamespaceUri != body.NamespaceUri))
            {
                var next = Following(node, body, intoChildren: false);
                element.Remove();
                node = next;
            }
            else
            {
                node = Following(node, body, intoChildren: true);
            }
        }
    }

    private static INode? Following(INode node, INode root, bool intoChildren)
    {
        if (intoChildren && node.FirstChild is { } child)
        {
            return child;
        }

        for (INode? current = node; current is not null && current != root; current = current.Parent)
        {
            if (current.NextSibling is { } sibling)
            {
                return sibling;
            }
        }

        return null;
    }

    private static HtmlSanitizer CreateSanitizer()
    {
        var options = new HtmlSanitizerOptions
        {
            AllowedTags = new HashSet<string>([.. HtmlProfile.Inline, .. HtmlProfile.Blocks, .. HtmlProfile.ForeignBlocks, "h1"], StringComparer.OrdinalIgnoreCase),
            AllowedAttributes = new HashSet<string>([.. HtmlProfile.Attributes.Values.SelectMany(names => names), .. HtmlProfile.GlobalAttributes], StringComparer.OrdinalIgnoreCase),
            AllowedSchemes = new HashSet<string>(HtmlProfile.Schemes, StringComparer.OrdinalIgnoreCase),
            UriAttributes = new HashSet<string>(["href"], StringComparer.OrdinalIgnoreCase),
        };
        return new HtmlSanitizer(options) { KeepChildNodes = true };
    }
}
