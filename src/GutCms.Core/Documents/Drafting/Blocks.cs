using AngleSharp.Dom;
using GutCms.Core.Content.Html;

namespace GutCms.Core.Documents.Drafting;

/// <summary>The blocks of a text one after the other, taken out of the boxes that pages put around them.</summary>
internal static class Blocks
{
    private const string Headings = "h1, h2, h3, h4, h5, h6";

    /// <summary>The blocks in order: headings stand among them and in no box; text without a block is a paragraph.</summary>
    public static List<IElement> Of(IElement body)
    {
        var blocks = new List<IElement>();
        Collect(body, blocks);
        return blocks;
    }

    /// <summary>Level of a heading, 1 to 6; 0 of everything else.</summary>
    public static int Level(IElement block) => block.LocalName is ['h', >= '1' and <= '6' and var digit] ? digit - '0' : 0;

    /// <summary>Whether there is anything to read or see in a block.</summary>
    public static bool HasContent(IElement block) => !string.IsNullOrWhiteSpace(block.TextContent) || block.LocalName == "hr";

    /// <summary>The element under another name.</summary>
    public static IElement Rename(IElement element, string name)
    {
        if (element.LocalName == name)
        {
            return element;
        }

        var renamed = element.Owner!.CreateElement(name);
        foreach (var attribute in element.Attributes)
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

    private static void Collect(IElement parent, List<IElement> blocks)
    {
        IElement? line = null;
        foreach (var node in parent.ChildNodes.ToList())
        {
            if (node is IElement box && IsBox(box))
            {
                line = null;
                GiveName(box);
                Collect(box, blocks);
            }
            else if (node is IElement block && IsBlock(block))
            {
                line = null;
                blocks.Add(block);
            }
            else if (node is IElement || (node is IText text && (line is not null || !string.IsNullOrWhiteSpace(text.Data))))
            {
                if (line is null)
                {
                    line = parent.Owner!.CreateElement("p");
                    parent.InsertBefore(line, node);
                    blocks.Add(line);
                }

                line.AppendChild(node);
            }
        }
    }

    private static bool IsBlock(IElement element) =>
        HtmlProfile.Blocks.Contains(element.LocalName) || HtmlProfile.ForeignBlocks.Contains(element.LocalName) || element.LocalName is "h1" or "menu" or "dir"
        || (element.LocalName is not "a" && element.QuerySelector("p, ul, ol, table, dl, blockquote") is not null);

    private static bool IsBox(IElement element) =>
        !HtmlProfile.Blocks.Contains(element.LocalName) && element.LocalName is not ("a" or "h1") && element.QuerySelector(Headings) is { } heading && heading.Closest("td, th, li, blockquote, dd") is null;

    // The box goes; what leads to it leads to what stands first in it.
    private static void GiveName(IElement box)
    {
        if (box.GetAttribute("id") is { Length: > 0 } name && box.FirstElementChild is { } first && !first.HasAttribute("id"))
        {
            first.SetAttribute("id", name);
        }
    }
}
