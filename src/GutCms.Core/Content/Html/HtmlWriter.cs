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
            switch (child)
            {
                case IText characters:
                    Escape(text, characters.Data, inAttribute: false);
                    break;
                case IElement element:
                    WriteElement(text, element, depth);
                    break;
            }
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
        foreach (var name in HtmlProfile.Attributes.GetValueOrDefault(tag, []).Concat(HtmlProfile.GlobalAttributes))
        {
            if (element.GetAttribute(name) is { } value && HtmlAttributes.Canonical(name, value) is { } canonical)
            {
                text.Append(' ').Append(name).Append("=\"");
                Escape(text, canonical, inAttribute: true);
                text.Append('"');
            }
        }

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
        else
        {
            WriteChildren(text, element, depth + 1);
        }
    }

    // Null: only the content is written.
    private static string? WrittenTag(IElement element, int depth) => element.LocalName switch
    {
        _ when depth >= HtmlProfile.MaxDepth => null,
        "h1" => "h2",
        "a" when element.GetAttribute("href") is not { } address || HtmlAttributes.Canonical("href", address) is null => null,
        var tag when HtmlProfile.Inline.Contains(tag) || HtmlProfile.Blocks.Contains(tag) => tag,
        var tag when HtmlProfile.ForeignBlocks.Contains(tag) && HoldsTextOnly(element) => "p",
        _ => null,
    };

    private static bool HoldsTextOnly(IElement element) =>
        !element.QuerySelectorAll("*").Any(inner => !HtmlProfile.Inline.Contains(inner.LocalName)) && !string.IsNullOrWhiteSpace(element.TextContent);

    private static void Escape(StringBuilder text, string value, bool inAttribute)
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
