using System.Xml.Linq;
using GutCms.Core.Documents.Model;

namespace GutCms.Core.Documents.Reading.Word;

/// <summary>Reads a document of Word.</summary>
/// <remarks>
/// Source: ECMA-376 part 1. Read with the parsers of the platform and not with Microsoft's SDK: that one builds its tree by recursion, which hostile nesting ends with the process, refuses a whole
/// document for one bad address, and brings schemas of spreadsheets and slides along.
/// </remarks>
internal static class WordFile
{
    /// <summary>Reads it.</summary>
    /// <exception cref="DocumentException">It cannot be read.</exception>
    public static SourceDocument Read(byte[] bytes)
    {
        using var package = WordPackage.Open(bytes);
        var document = new WordDocument(package);
        var text = new WordText(document);
        var body = package.Part(package.Main).Child("body");
        text.Blocks(body);
        text.Notes();
        var properties = package.Relations("").FirstOrDefault(relation => relation.Type.EndsWith("/core-properties", StringComparison.Ordinal)) is { } core ? package.Part(core.Target) : null;
        return new()
        {
            Html = text.ToString(),
            Title = text.Title ?? properties.Child("title")?.Value,
            IsTitleSure = text.Title is not null,
            Subtitle = text.Subtitle,
            Language = document.Styles.Language is { Length: > 0 } language ? language : null,
            Losses = [.. AroundIt(package)],
        };
    }

    // What stands at the edge of every page.
    private static IEnumerable<DocumentLoss> AroundIt(WordPackage package)
    {
        foreach (var kind in new[] { "header", "footer" })
        {
            var texts = package.Relations(package.Main).Where(relation => !relation.IsExternal && relation.Type.EndsWith("/" + kind, StringComparison.Ordinal))
                .Select(relation => package.Part(relation.Target)).OfType<XElement>()
                .Select(part => string.Join(' ', part.Descendants().Where(element => element.Is("t")).Select(element => element.Value.Trim()))).Select(words => words.Trim());
            foreach (var words in texts.Where(words => words.Length > 0).Distinct(StringComparer.Ordinal))
            {
                yield return DocumentLoss.Of(kind, words);
            }
        }
    }
}
