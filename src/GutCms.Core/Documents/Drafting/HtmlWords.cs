using AngleSharp.Html.Parser;

namespace GutCms.Core.Documents.Drafting;

/// <summary>Words of a piece of HTML that a reader wrote.</summary>
internal static class HtmlWords
{
    private static readonly HtmlParser Parser = new();

    /// <summary>See <see cref="PlainText"/>.</summary>
    public static string Of(string html)
    {
        using var document = Parser.ParseDocument("<!doctype html><html><body>" + html);
        return PlainText.Of(document.Body!);
    }
}
