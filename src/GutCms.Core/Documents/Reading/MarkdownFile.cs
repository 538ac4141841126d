using GutCms.Core.Documents.Model;
using GutCms.Core.Texts;
using Markdig;
using Markdig.Extensions.EmphasisExtras;
using Markdig.Extensions.Yaml;
using Markdig.Renderers;
using Markdig.Renderers.Html.Inlines;
using Markdig.Syntax;

namespace GutCms.Core.Documents.Reading;

/// <summary>Reads Markdown.</summary>
internal static class MarkdownFile
{
    private static readonly MarkdownPipeline Pipeline = new MarkdownPipelineBuilder()
        .UseYamlFrontMatter().UsePipeTables().UseGridTables().UseFootnotes().UseDefinitionLists().UseAbbreviations().UseListExtras().UseAutoLinks().UseAutoIdentifiers()
        .UseEmphasisExtras(EmphasisExtraOptions.Strikethrough | EmphasisExtraOptions.Subscript | EmphasisExtraOptions.Superscript)
        .Build();

    /// <summary>Reads it.</summary>
    /// <exception cref="DocumentException">It is nested too deeply.</exception>
    public static SourceDocument Read(string text)
    {
        try
        {
            var document = Markdown.Parse(text, Pipeline);
            var header = HeaderOf(document);
            return new()
            {
                Html = Render(document),
                Title = Take(header, "title"),
                IsTitleSure = true,
                Subtitle = Take(header, "subtitle"),
                Excerpt = Take(header, "description", "excerpt", "summary"),
                Language = Take(header, "lang", "language", "locale"),
                Losses = [.. header.Select(line => DocumentLoss.Of("metadata", line.Value.Length == 0 ? line.Key : $"{line.Key}: {line.Value}"))],
            };
        }
        catch (ArgumentException)
        {
            // The library's way to say that it is too deep.
            throw new DocumentException(Sentence.Of("Document.TooDeep"));
        }
    }

    private static string Render(MarkdownDocument document)
    {
        using var writer = new StringWriter();
        var renderer = new HtmlRenderer(writer);
        Pipeline.Setup(renderer);

        // Struck words are struck, and not deleted ones.
        var emphasis = renderer.ObjectRenderers.FindExact<EmphasisInlineRenderer>()!;
        var tagOf = emphasis.GetTag;
        emphasis.GetTag = inline => tagOf(inline) is var tag && tag == "del" ? "s" : tag;
        renderer.Render(document);
        return writer.ToString();
    }

    private static List<KeyValuePair<string, string>> HeaderOf(MarkdownDocument document)
    {
        var lines = new List<KeyValuePair<string, string>>();
        foreach (var line in (document.Descendants<YamlFrontMatterBlock>().FirstOrDefault()?.Lines.ToString() ?? "").Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var colon = line.IndexOf(':', StringComparison.Ordinal);
            lines.Add(colon < 1 ? new(line, "") : new(line[..colon].Trim(), line[(colon + 1)..].Trim().Trim('"', '\'')));
        }

        return lines;
    }

    private static string? Take(List<KeyValuePair<string, string>> header, params string[] names)
    {
        var at = header.FindIndex(line => names.Contains(line.Key, StringComparer.OrdinalIgnoreCase));
        if (at < 0)
        {
            return null;
        }

        var value = header[at].Value;
        header.RemoveAt(at);
        return value.Length == 0 ? null : value;
    }
}
