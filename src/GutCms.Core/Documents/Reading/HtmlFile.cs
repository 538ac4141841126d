using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using GutCms.Core.Content.Html;
using GutCms.Core.Documents.Model;
using GutCms.Core.Texts;

namespace GutCms.Core.Documents.Reading;

/// <summary>Reads a page of HTML: its text, where it says which that is, and the words about it in its head.</summary>
internal static class HtmlFile
{
    private static readonly HtmlParser Parser = new();

    /// <summary>Reads it.</summary>
    /// <exception cref="DocumentException">It is nested more deeply than anybody writes.</exception>
    public static SourceDocument Read(string text)
    {
        if (HtmlDepth.IsExcessive(text))
        {
            throw new DocumentException(Sentence.Of("Document.TooDeep"));
        }

        using var document = Parser.ParseDocument(text);
        var body = document.Body ?? document.DocumentElement;
        var furniture = new List<DocumentLoss>();
        var article = Single(body, "main, [role='main']") ?? Single(body, "article");
        for (var part = article; part is not null && part != body; part = part.ParentElement)
        {
            foreach (var sibling in part.ParentElement!.ChildNodes.Where(sibling => sibling != part && (sibling is IElement or IText)).ToList())
            {
                TakeOut(sibling, furniture);
            }
        }

        foreach (var menu in (article ?? body).QuerySelectorAll("nav").ToList())
        {
            TakeOut(menu, furniture);
        }

        return new()
        {
            Html = (article ?? body).InnerHtml,
            Title = document.Title,
            Excerpt = document.QuerySelector("meta[name='description' i]")?.GetAttribute("content"),
            Language = document.DocumentElement.GetAttribute("lang"),
            Losses = [.. furniture],
        };
    }

    private static IElement? Single(IElement body, string selector) => body.QuerySelectorAll(selector) is { Length: 1 } found ? found[0] : null;

    private static void TakeOut(INode node, List<DocumentLoss> furniture)
    {
        if (node is not IElement { LocalName: "script" or "style" or "template" or "link" or "meta" } && !string.IsNullOrWhiteSpace(node.TextContent))
        {
            furniture.Add(DocumentLoss.Of("furniture", node.TextContent));
        }

        node.Parent?.RemoveChild(node);
    }
}
