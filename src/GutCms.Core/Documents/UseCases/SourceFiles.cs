using System.Collections.Immutable;
using GutCms.Core.Documents.Model;
using GutCms.Core.Documents.Reading;
using GutCms.Core.Documents.Reading.Jats;
using GutCms.Core.Documents.Reading.Word;
using GutCms.Core.Texts;

namespace GutCms.Core.Documents.UseCases;

/// <summary>Reads a file of any form.</summary>
internal static class SourceFiles
{
    /// <summary>What was read.</summary>
    /// <param name="Format">Form of the file.</param>
    /// <param name="Documents">The documents in it.</param>
    /// <param name="Losses">What of it is none.</param>
    internal sealed record Result(SourceFormat Format, ImmutableArray<SourceDocument> Documents, ImmutableArray<DocumentLoss> Losses);

    /// <summary>Reads it: what is in it decides, and its name where that says nothing.</summary>
    /// <exception cref="DocumentException">It is of another form, or cannot be read.</exception>
    public static Result Read(byte[] bytes, string fileName)
    {
        var extension = Path.GetExtension(fileName).ToLowerInvariant();
        switch (bytes)
        {
            case []:
                throw new DocumentException(Sentence.Of("Document.Empty"));
            case [(byte)'P', (byte)'K', ..]:
                return One(SourceFormat.Word, WordFile.Read(bytes));
            case [0xD0, 0xCF, 0x11, 0xE0, ..]:
                throw new DocumentException(Sentence.Of("Document.OldWord"));
            case [(byte)'%', (byte)'P', (byte)'D', (byte)'F', ..] or [(byte)'{', (byte)'\\', (byte)'r', (byte)'t', (byte)'f', ..]:
                throw new DocumentException(Sentence.Of("Document.OtherForm"));
        }

        return extension switch
        {
            ".docx" or ".docm" or ".dotx" or ".doc" => throw new DocumentException(Sentence.Of("Document.NotWord")),
            ".md" or ".markdown" or ".txt" => One(SourceFormat.Markdown, TextFile.Read(bytes), MarkdownFile.Read),
            ".html" or ".htm" or ".xhtml" => One(SourceFormat.Html, TextFile.Read(bytes), HtmlFile.Read),
            ".xml" or ".nxml" or ".jats" or ".wxr" => ReadXml(bytes),
            _ => ReadUnnamed(bytes),
        };
    }

    private static Result ReadUnnamed(byte[] bytes)
    {
        var text = TextFile.Read(bytes);
        var start = text.Text.TrimStart();
        return start.StartsWith("<?xml", StringComparison.Ordinal) && !start.Contains("<html", StringComparison.OrdinalIgnoreCase) ? ReadXml(bytes)
            : start.StartsWith('<') ? One(SourceFormat.Html, text, HtmlFile.Read)
            : throw new DocumentException(Sentence.Of("Document.OtherForm"));
    }

    private static Result ReadXml(byte[] bytes)
    {
        var text = TextFile.Read(bytes, mayAssume: false);
        var root = SafeXml.Load(() => new StringReader(text.Text), mayHaveType: true);
        switch (root.Name.LocalName)
        {
            case "article":
                return One(SourceFormat.Jats, JatsFile.Read(root));
            case "html":
                return One(SourceFormat.Html, text, HtmlFile.Read);
            case "rss" when WordPressFile.Read(root) is { Documents.Length: > 0 } export:
                return new(SourceFormat.WordPress, export.Documents, export.Losses);
            case "rss":
                throw new DocumentException(Sentence.Of("Document.NoPosts"));
            case var name:
                throw new DocumentException(Sentence.Of("Document.OtherXml", name));
        }
    }

    private static Result One(SourceFormat format, TextFile file, Func<string, SourceDocument> read) => One(format, read(file.Text) with { AssumedEncoding = file.Assumed });

    private static Result One(SourceFormat format, SourceDocument document) => new(format, [document], []);
}
