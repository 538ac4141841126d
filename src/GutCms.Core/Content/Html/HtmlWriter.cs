using System.Text;
using AngleSharp.Dom;

namespace GutCms.Core.Content.Html;

/// <summary>Writes a tree of allowed elements in the one canonical form. Knows the profile itself, so that nothing else can come out.</summary>
/// <remarks>
/// Own code and not the parser's formatter, because stored hashes depend on every byte: an update of a library must not change them.
/// Source of the escapes: HTML Standard, serialising HTML fragments.
/// </remarks>
internal static class HtmlWriter
{
    public static string Write(IElement body)
    {
        var text = new StringBuilder(256);
        WriteChildren(text, body, 0);
        return text.ToString().Trim(' ', '\t', '\n', '\f', '\r');
    }

    /// <summary>Plain text as canonical HTML without any markup.</summary>
    public static string Text(string plain)
    {
        var text = new StringBuilder(plain.Length + 16);
        Escape(text, plain, inAttribute: false);
        return text.ToString();
    }

    private static void WriteChildren(StringBuilder text, INode parent, int depth)
    {
        foreach (var child in parent.ChildNodes)
        {
            WriteNode(text, child, depth);
        }
    }

    private static void WriteNode(StringBuilder text, INode node, int depth)
    {
        switch (node)
        {
            case IText characters:
                Escape(text, characters.Data, inAttribute: false);
                break;
            case IElement element when HtmlFormula.Is(element):
                HtmlFormula.Write(text, element, depth);
                break;
            case IElement element:
                WriteElement(text, element, depth);
                break;
        }
    }

    private static void WriteElement(StringBuilder text, IElement element, int depth)
    {
        var tag = WrittenTag(element, depth);
        if (tag is null)
        {
            WriteUnwrapped(text, element, depth);
            return;
        }

        text.Append('<').Append(tag);
        WriteAttributes(text, element, HtmlProfile.Attributes.GetValueOrDefault(tag, []).Concat(HtmlProfile.GlobalAttributes), HtmlAttributes.Canonical);
        text.Append('>');
        if (!HtmlProfile.IsVoid(tag))
        {
            WriteChildren(text, element, depth + 1);
            text.Append("</").Append(tag).Append('>');
        }
    }

    // The tree may be deeper than the stack allows; below the limit only the text is left.
    private static void WriteUnwrapped(StringBuilder text, IElement element, int depth)
    {
        if (depth >= HtmlProfile.MaxDepth)
        {
            Escape(text, element.TextContent, inAttribute: false);
        }
        else if (HtmlProfile.ForeignBlocks.Contains(element.LocalName))
        {
            WriteParagraphs(text, element, depth + 1);
        }
        else
        {
            WriteChildren(text, element, depth + 1);
        }
    }

    // A block that goes was a line of its own: what stands in it beside other blocks becomes a paragraph, so that no words run together.
    private static void WriteParagraphs(StringBuilder text, IElement block, int depth)
    {
        var line = new List<INode>();
        foreach (var child in block.ChildNodes)
        {
            if (IsPhrase(child))
            {
                line.Add(child);
            }
            else
            {
                WriteLine(text, line, depth);
                WriteNode(text, child, depth);
            }
        }

        WriteLine(text, line, depth);
    }

    private static void WriteLine(StringBuilder text, List<INode> line, int depth)
    {
        var isParagraph = line.Any(node => !string.IsNullOrWhiteSpace(node.TextContent));
        text.Append(isParagraph ? "<p>" : "");
        line.ForEach(node => WriteNode(text, node, depth));
        text.Append(isParagraph ? "</p>" : "");
        line.Clear();
    }

    private static bool IsPhrase(INode node) =>
        node is not IElement element || (HtmlProfile.Inline.Contains(element.LocalName) && HoldsPhrasesOnly(element)) || HtmlFormula.Is(element);

    /// <summary>Those attributes of an element of which a rule gives a value, in the order of their names.</summary>
    public static void WriteAttributes(StringBuilder text, IElement element, IEnumerable<string> names, Func<string, string, string?> canonical)
    {
        foreach (var name in names)
        {
            if (element.GetAttribute(name) is { } value && canonical(name, value) is { } said)
            {
                text.Append(' ').Append(name).Append("=\"");
                Escape(text, said, inAttribute: true);
                text.Append('"');
            }
        }
    }

    // Null: only the content is written.
    private static string? WrittenTag(IElement element, int depth) => element.LocalName switch
    {
        _ when depth >= HtmlProfile.MaxDepth => null,
        "a" when Says(element, "href") is null => Says(element, "id") is null ? null : "span",
        "span" when Says(element, "dir") is null && Says(element, "lang") is null && Says(element, "id") is null => null,
        "bdo" when Says(element, "dir") is null => null,
        var tag when HtmlProfile.Inline.Contains(tag) || HtmlProfile.Blocks.Contains(tag) => tag,
        var tag when HtmlProfile.ForeignBlocks.Contains(tag) && HoldsPhrasesOnly(element) && !string.IsNullOrWhiteSpace(element.TextContent) => "p",
        _ => null,
    };

    private static string? Says(IElement element, string name) => element.GetAttribute(name) is { } value ? HtmlAttributes.Canonical(name, value) : null;

    private static bool HoldsPhrasesOnly(IElement element) =>
        element.QuerySelectorAll("*").All(inner => HtmlProfile.Inline.Contains(inner.LocalName) || HtmlFormula.Is(inner));

    /// <summary>Writes characters so that a parser reads them back.</summary>
    public static void Escape(StringBuilder text, string value, bool inAttribute)
    {
        foreach (var character in value)
        {
            switch (character)
            {
                case '&': text.Append("&amp;"); break;
                case '<': text.Append("&lt;"); break;
                case '>': text.Append("&gt;"); break;
                case '\u00A0': text.Append("&nbsp;"); break;
                case '"' when inAttribute: text.Append("&quot;"); break;
                default: text.Append(character); break;
            }
        }
    }
}
