using System.Collections.Frozen;
using AngleSharp.Dom;
using GutCms.Core.Content.Html;
using GutCms.Core.Documents.Model;

namespace GutCms.Core.Documents.Drafting;

/// <summary>What of the HTML cannot be kept: marked first, so that the original can be shown with it, then taken out and named.</summary>
internal static class LeftOutMarks
{
    private static readonly FrozenDictionary<string, string> Kinds = new Dictionary<string, string>
    {
        ["applet"] = "frame",
        ["audio"] = "video",
        ["canvas"] = "drawing",
        ["del"] = "deleted",
        ["embed"] = "frame",
        ["frame"] = "frame",
        ["iframe"] = "frame",
        ["img"] = "picture",
        ["input"] = "field",
        ["noscript"] = "script",
        ["object"] = "frame",
        ["script"] = "script",
        ["select"] = "field",
        ["svg"] = "drawing",
        ["textarea"] = "field",
        ["video"] = "video",
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // Nothing that anybody read, or that was meant to be read.
    private const string Unseen = "base, basefont, bgsound, link, map, meta, param, source, style, template, title, track";
    private const string SeenAttribute = "seen";
    private const string Headings = "h1, h2, h3, h4, h5, h6";

    /// <summary>Marks everything that goes.</summary>
    public static void Mark(IElement body)
    {
        foreach (var element in body.QuerySelectorAll(Unseen + ", " + string.Join(", ", Kinds.Keys) + ", [hidden], [style*='display']").ToList())
        {
            if (element.Closest(Markup.LeftOutElement) is not null || HtmlFormula.Is(element) || (element.ParentElement is null && element != body))
            {
                continue;
            }

            if (Kinds.TryGetValue(element.LocalName, out var kind))
            {
                Mark(element, kind);
            }
            else if (element.Matches(Unseen))
            {
                element.Remove();
            }
            else if (element.HasAttribute("hidden") || IsHidden(element.GetAttribute("style") ?? ""))
            {
                Replace(element, "hidden", element.TextContent);
            }
        }
    }

    /// <summary>Takes out what is marked.</summary>
    /// <returns>What it was, in the order of the document.</returns>
    public static List<DocumentLoss> Take(IElement body)
    {
        var losses = new List<DocumentLoss>();
        var place = "";
        foreach (var element in body.QuerySelectorAll(Markup.LeftOutElement + ", " + Headings).ToList())
        {
            if (element.LocalName != Markup.LeftOutElement)
            {
                place = element.Closest(Markup.LeftOutElement) is null ? PlainText.Of(element) : place;
            }
            else if (element.ParentElement?.Closest(Markup.LeftOutElement) is null)
            {
                losses.Add(DocumentLoss.Of(KindOf(element), element.TextContent, place));
            }
        }

        // From the end on, so that of several beside each other the first one decides for all.
        foreach (var element in body.QuerySelectorAll(Markup.LeftOutElement).Reverse().ToList())
        {
            Remove(element);
        }

        return losses;
    }

    /// <summary>Kind of the loss that an element marks; words of a stranger are none.</summary>
    public static string KindOf(IElement element) =>
        element.GetAttribute(Markup.KindAttribute) is { } kind && new DocumentLoss(kind, "").IsNamed ? kind : "object";

    private static void Mark(IElement element, string kind)
    {
        switch (element.LocalName)
        {
            case "img" when element.GetAttribute("alt")?.Trim() is { Length: > 0 } alt:
                // The profile's rule: a picture is its text alternative.
                element.Parent!.InsertBefore(element.Owner!.CreateTextNode(Apart(element, alt)), element);
                Replace(element, kind, alt);
                break;
            case "img":
                Replace(element, kind, FileName(element.GetAttribute("src")));
                break;
            case "input" when element.GetAttribute("type") == "hidden":
                element.Remove();
                break;
            case "input":
                Replace(element, kind, element.GetAttribute("value") ?? element.GetAttribute("placeholder") ?? "");
                break;
            case "script":
                Replace(element, kind, FileName(element.GetAttribute("src")));
                break;
            default:
                Replace(element, kind, element.TextContent is { Length: > 0 } words && !string.IsNullOrWhiteSpace(words) ? words : element.GetAttribute("title") ?? element.GetAttribute("src") ?? "");
                break;
        }
    }

    private static string Apart(IElement image, string alt) =>
        (EndsWord(image.PreviousSibling) ? " " : "") + alt + (BeginsWord(image.NextSibling) ? " " : "");

    private static void Replace(IElement element, string kind, string text)
    {
        var mark = element.Owner!.CreateElement(Markup.LeftOutElement);
        mark.SetAttribute(Markup.KindAttribute, kind);
        mark.TextContent = text;
        element.Parent?.ReplaceChild(mark, element);
    }

    // Where a reader saw something between two words, they stay apart; a deletion within a word joins it again. A wrapper of nothing else goes as well.
    private static void Remove(IElement element)
    {
        var parent = element.ParentElement;
        var isSeen = element.HasAttribute(SeenAttribute) || KindOf(element) is not ("deleted" or "comment" or "hidden" or "symbol");
        if (element.PreviousSibling is IElement { LocalName: Markup.LeftOutElement } before)
        {
            if (isSeen)
            {
                before.SetAttribute(SeenAttribute, "");
            }
        }
        else if (isSeen && EndsWord(element.PreviousSibling) && BeginsWord(element.NextSibling))
        {
            parent!.InsertBefore(element.Owner!.CreateTextNode(" "), element);
        }

        element.Remove();
        while (parent is { LocalName: "p" or "div" or "span" or "figure" or "picture" or "form" or "a" or "center", ChildElementCount: 0, ParentElement: { } outer } && !parent.HasAttribute("id") && string.IsNullOrWhiteSpace(parent.TextContent))
        {
            parent.Remove();
            parent = outer;
        }
    }

    private static bool EndsWord(INode? node) => IsPhrase(node) && node!.TextContent is { Length: > 0 } text && char.IsLetterOrDigit(text[^1]);

    private static bool BeginsWord(INode? node) => IsPhrase(node) && node!.TextContent is { Length: > 0 } text && char.IsLetterOrDigit(text[0]);

    private static bool IsPhrase(INode? node) => node is IText || (node is IElement element && !HtmlProfile.Blocks.Contains(element.LocalName) && !HtmlProfile.ForeignBlocks.Contains(element.LocalName));

    private static bool IsHidden(string style) =>
        style.Split(';').Any(declaration => declaration.Split(':') is [var name, var value] && name.Trim().Equals("display", StringComparison.OrdinalIgnoreCase) && value.Trim().StartsWith("none", StringComparison.OrdinalIgnoreCase));

    private static string FileName(string? address) =>
        address is null || address.StartsWith("data:", StringComparison.OrdinalIgnoreCase) ? "" : address.Split('?', '#')[0].Split('/', '\\')[^1];
}
