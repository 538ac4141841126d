using System.Globalization;
using System.Xml.Linq;
using GutCms.Core.Documents.Model;

namespace GutCms.Core.Documents.Reading.Jats;

/// <summary>Reads an article in JATS XML.</summary>
/// <remarks>Source: ANSI/NISO Z39.96, Journal Archiving and Interchange. Abstract, body, acknowledgements, appendices and notes are the text.</remarks>
internal static class JatsFile
{
    // What stands about an article and is not its text.
    private static readonly string[] About = ["article-categories", "contrib-group", "aff", "author-notes", "kwd-group", "funding-group", "permissions", "pub-date", "history", "volume", "issue"];

    /// <summary>Reads it.</summary>
    public static SourceDocument Read(XElement article)
    {
        var front = article.Child("front");
        var meta = front?.Child("article-meta") ?? article.Child("front-stub");
        var titles = meta?.Child("title-group");
        var back = article.Child("back");
        var text = new JatsText();
        foreach (var summary in meta?.Elements().Where(element => element.Is("abstract") || element.Is("trans-abstract")) ?? [])
        {
            text.Section(summary, 2, summary.Child("title") is null ? "Abstract" : null);
        }

        text.Blocks(article.Child("body"), 1);
        foreach (var part in back?.Elements().Where(element => !element.Is("ref-list") && !element.Is("fn-group")) ?? [])
        {
            text.Section(part, 2, null);
        }

        text.Notes(back?.Elements().Where(element => element.Is("fn-group")) ?? []);
        return new()
        {
            Html = text.ToString(),
            Title = titles?.Child("article-title") is { } title ? JatsText.Inline(title) : null,
            IsTitleSure = true,
            Subtitle = titles?.Child("subtitle") is { } subtitle ? JatsText.Plain(subtitle) : null,
            Language = article.Attribute(XNamespace.Xml + "lang")?.Value,
            References = [.. article.Descendants().Where(element => element.Is("ref")).Select(JatsReference.Read)],
            Losses = [.. meta is null ? [] : AboutIt(meta), .. Citations(article)],
        };
    }

    // The numbers stay as words; a draft has nothing that they could lead to.
    private static IEnumerable<DocumentLoss> Citations(XElement article) =>
        article.Descendants().Count(element => element.Is("xref") && element.Attribute("ref-type")?.Value == "bibr") is > 0 and var count
            ? [DocumentLoss.Of("citation", count.ToString(CultureInfo.InvariantCulture))]
            : [];

    private static IEnumerable<DocumentLoss> AboutIt(XElement meta) => meta.Elements().Where(element => About.Contains(element.Name.LocalName))
        .Select(element => (element.Name.LocalName, Words: string.Join(' ', element.DescendantNodes().OfType<XText>().Select(text => text.Value.Trim()).Where(words => words.Length > 0))))
        .Where(about => about.Words.Length > 0)
        .Select(about => DocumentLoss.Of("metadata", $"{about.LocalName}: {about.Words}"));
}
