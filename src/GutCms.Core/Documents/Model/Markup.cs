using System.Text;
using GutCms.Core.Content.Html;

namespace GutCms.Core.Documents.Model;

/// <summary>Pieces of the HTML that readers of documents write.</summary>
internal static class Markup
{
    /// <summary>Element that holds what is left out; its attribute says the kind.</summary>
    public const string LeftOutElement = "x-left-out";

    /// <summary>Attribute of <see cref="LeftOutElement"/> with the kind of the loss.</summary>
    public const string KindAttribute = "kind";

    /// <summary>Characters of text, escaped.</summary>
    public static string Text(string text) => HtmlWriter.Text(text);

    /// <summary>An attribute with a leading space.</summary>
    public static string Attribute(string name, string value)
    {
        var text = new StringBuilder(" ").Append(name).Append("=\"");
        HtmlWriter.Escape(text, value, inAttribute: true);
        return text.Append('"').ToString();
    }

    /// <summary>Words that are left out, where they stood.</summary>
    public static string LeftOut(string kind, string text) => $"<{LeftOutElement} {KindAttribute}=\"{kind}\">{Text(text)}</{LeftOutElement}>";
}
