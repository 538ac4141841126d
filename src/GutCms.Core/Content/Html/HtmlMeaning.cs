using AngleSharp.Dom;

namespace GutCms.Core.Content.Html;

/// <summary>
/// Turns what the profile has no element for into what it means: old names of elements, raised, lowered and struck text that is such by its style, a picture
/// into its text alternative; and takes out what is dropped.
/// </summary>
internal static class HtmlMeaning
{
    public static void Apply(IDocument document, IElement body)
    {
        for (INode? node = body.FirstChild; node is not null;)
        {
            node = node switch
            {
                IElement element when HtmlFormula.Is(element) => Following(element, body, intoChildren: true),
                IElement element when HtmlProfile.Dropped.Contains(element.LocalName) || element.NamespaceUri != body.NamespaceUri => Drop(document, body, element),
                IElement element when NameOf(element) is { } name => Following(Rename(document, element, name), body, intoChildren: true),
                _ => Following(node, body, intoChildren: true),
            };
        }
    }

    private static INode? Drop(IDocument document, IElement body, IElement element)
    {
        var next = Following(element, body, intoChildren: false);
        if (HtmlProfile.Seen.Contains(element.LocalName) && element.Parent is { } parent && TextInstead(element) is { Length: > 0 } text)
        {
            parent.InsertBefore(document.CreateTextNode(text), element);
        }

        element.Remove();
        return next;
    }

    private static string TextInstead(IElement element)
    {
        var text = element.LocalName == "img" ? element.GetAttribute("alt")?.Trim() ?? "" : "";
        var before = EndsWord(element.PreviousSibling);
        var after = BeginsWord(element.NextSibling);
        return text.Length == 0
            ? before && after ? " " : ""
            : (before && char.IsLetterOrDigit(text[0]) ? " " : "") + text + (after && char.IsLetterOrDigit(text[^1]) ? " " : "");
    }

    private static bool EndsWord(INode? node) => node is not null && node.TextContent is { Length: > 0 } text && char.IsLetterOrDigit(text[^1]);

    private static bool BeginsWord(INode? node) => node is not null && node.TextContent is { Length: > 0 } text && char.IsLetterOrDigit(text[0]);

    private static string? NameOf(IElement element) => HtmlProfile.Renamed.GetValueOrDefault(element.LocalName)
        ?? (element.LocalName is "span" or "font" && element.GetAttribute("style") is { } style ? NameOf(style) : null);

    private static string? NameOf(string style)
    {
        foreach (var declaration in style.Split(';'))
        {
            switch (declaration.Split(':') is [var property, var value] ? (property.Trim().ToLowerInvariant(), value.Trim().ToLowerInvariant()) : default)
            {
                case ("vertical-align", "super"): return "sup";
                case ("vertical-align", "sub"): return "sub";
                case ("text-decoration" or "text-decoration-line", var line) when line.Split(' ').Contains("line-through"): return "s";
            }
        }

        return null;
    }

    private static IElement Rename(IDocument document, IElement element, string name)
    {
        var renamed = document.CreateElement(name);
        foreach (var attribute in element.Attributes.Where(attribute => attribute.Name != "style"))
        {
            renamed.SetAttribute(attribute.Name, attribute.Value);
        }

        while (element.FirstChild is { } child)
        {
            renamed.AppendChild(child);
        }

        element.Parent?.ReplaceChild(renamed, element);
        return renamed;
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
}
