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

        // Before the sanitiser, which otherwise would keep the text of a script when it unwraps it.
        HtmlMeaning.Apply(document, body);
        HtmlNotes.Link(body);
        Sanitizer.SanitizeDom(document, body);
        return HtmlWriter.Write(body);
    }

    private static HtmlSanitizer CreateSanitizer()
    {
        var options = new HtmlSanitizerOptions
        {
            AllowedTags = new HashSet<string>([.. HtmlProfile.Inline, .. HtmlProfile.Blocks, .. HtmlProfile.ForeignBlocks], StringComparer.OrdinalIgnoreCase),
            AllowedAttributes = new HashSet<string>([.. HtmlProfile.Attributes.Values.SelectMany(names => names), .. HtmlProfile.GlobalAttributes, .. HtmlFormula.Attributes, .. HtmlFormula.Signs], StringComparer.OrdinalIgnoreCase),
            AllowedSchemes = new HashSet<string>(HtmlProfile.Schemes, StringComparer.OrdinalIgnoreCase),
            UriAttributes = new HashSet<string>(["href"], StringComparer.OrdinalIgnoreCase),
        };
        var sanitizer = new HtmlSanitizer(options) { KeepChildNodes = true };

        // Formulas are cleaned as they are written: unwrapped here, a fraction would get a third argument.
        sanitizer.RemovingTag += (_, removing) => removing.Cancel = HtmlFormula.Is(removing.Tag);
        return sanitizer;
    }
}
