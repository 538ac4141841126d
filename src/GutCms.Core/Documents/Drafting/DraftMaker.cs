using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using GutCms.Core.Content.Html;
using GutCms.Core.Documents.Model;
using GutCms.Core.Texts;

namespace GutCms.Core.Documents.Drafting;

/// <summary>Makes the draft of an article of a document that was read.</summary>
internal static class DraftMaker
{
    // An excerpt is for lists and cards.
    private const int MostOfAnExcerpt = 300;

    private static readonly HtmlParser Parser = new();

    /// <summary>Makes it.</summary>
    /// <param name="source">The document.</param>
    /// <param name="fileName">Name of the file, for a document that has no title.</param>
    /// <exception cref="DocumentException">It is nested more deeply than anybody writes.</exception>
    public static UnderstoodDraft Make(SourceDocument source, string fileName)
    {
        if (HtmlDepth.IsExcessive(source.Html))
        {
            throw new DocumentException(Sentence.Of("Document.TooDeep"));
        }

        using var document = Parser.ParseDocument("<!doctype html><html><body>" + source.Html);
        var body = document.Body!;
        var notes = new List<DocumentNote>();
        if (source.AssumedEncoding is { } encoding)
        {
            notes.Add(new("EncodingAssumed", encoding));
        }

        LeftOutMarks.Mark(body);
        var original = OriginalView.Of(source, body);
        var losses = LeftOutMarks.Take(body);
        losses.AddRange(source.Losses);
        var places = Places.Find(body, losses);
        var blocks = Blocks.Of(body);
        var title = TakeTitle(source, blocks, fileName, notes);
        var sections = Sections.Of(blocks, Introduction(source.Language), places, losses, notes);
        places.Write([.. sections.All.Where(section => section.Heading is not null).Select(section => (section.Heading!, section.Kind == "Faq" ? "faq" : "section"))], [.. sections.Sources.Select(found => found.Element)], losses);
        var draft = new ArticleJson(losses).Write(source, title, ExcerptOf(source, losses), sections);
        return new(title, draft, losses, notes, original);
    }

    private static string TakeTitle(SourceDocument source, List<IElement> blocks, string fileName, List<DocumentNote> notes)
    {
        List<IElement> headings = [.. blocks.Where(block => Blocks.Level(block) > 0 && PlainText.Of(block).Length > 0)];
        var given = PlainText.Tidy(source.Title ?? "");
        var first = headings.FirstOrDefault();
        if (given.Length > 0 && first is not null && PlainText.Of(first).Equals(given, StringComparison.OrdinalIgnoreCase))
        {
            blocks.Remove(first);
            return PlainText.Of(first);
        }

        if (source.IsTitleSure && given.Length > 0)
        {
            return given;
        }

        if (first is not null && Blocks.Level(first) == 1 && headings.Count(heading => Blocks.Level(heading) == 1) == 1)
        {
            blocks.Remove(first);
            return PlainText.Of(first);
        }

        var name = Path.GetFileNameWithoutExtension(fileName).Trim();
        var title = given.Length > 0 ? given : name.Length > 0 ? name : "Document";
        notes.Add(new(given.Length > 0 ? "TitleFromProperties" : "TitleFromName", title));
        return title;
    }

    private static string? ExcerptOf(SourceDocument source, List<DocumentLoss> losses)
    {
        var excerpt = PlainText.Tidy(source.Excerpt ?? "");
        if (excerpt.Length > MostOfAnExcerpt)
        {
            losses.Add(DocumentLoss.Of("length", excerpt));
            return null;
        }

        return excerpt.Length == 0 ? null : excerpt;
    }

    // Words that no document holds: its readers need a heading for what stands above the first one.
    private static string Introduction(string? language) => language?.StartsWith("de", StringComparison.OrdinalIgnoreCase) == true ? "Einleitung" : "Introduction";
}
