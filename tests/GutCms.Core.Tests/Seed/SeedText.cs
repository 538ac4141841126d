using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace GutCms.Core.Tests.Seed;

/// <summary>A Hot Article as a card shows it.</summary>
internal sealed record SeedCard(string SeriesTitle, string Title, string Excerpt);

/// <summary>A block of the article: a section has paragraphs and lists, an FAQ has questions and answers.</summary>
internal sealed record SeedBlock(string Heading, string? Html, IReadOnlyList<(string Question, string AnswerHtml)> Entries);

/// <summary>
/// What a reader of the gut–brain article sees, laid out as the plain text that its owner gave. Knows nothing about where the parts come from,
/// so that the recipes, the projection and the delivered JSON are all held against the same text.
/// </summary>
internal sealed record SeedText(string Title, string Subtitle, IReadOnlyList<SeedBlock> Body, string DisclaimerHtml, IReadOnlyList<SeedCard> HotArticles)
{
    /// <summary>
    /// The text as given, line by line, without what was furniture of the page it was taken from: the close button (a lone × and the blank line
    /// below it) and an invisible variation selector before the fourth series label.
    /// </summary>
    public static IReadOnlyList<string> Given()
    {
        var lines = File.ReadAllText(Path.Combine(AppContext.BaseDirectory, "Seed", "gut-health-and-mental-health.txt")).Split('\n');
        Assert.Equal(["×", ""], lines[..2]);
        return [.. lines[2..].Select(line => line.TrimStart('\uFE0F'))];
    }

    /// <summary>Reads a delivered article.</summary>
    public static SeedText FromDelivered(JsonObject article)
    {
        var content = Object(article["content"]);
        return new SeedText(
            Text(content["title"]),
            Text(content["subtitle"]),
            [.. Array(content["body"]).Select(Block)],
            Text(Object(content["disclaimer"])["html"]),
            [.. Array(article["hotArticles"]).Select(card => new SeedCard(Text(Object(Object(card)["series"])["title"]), Text(Object(card)["title"]), Text(Object(card)["excerpt"])))]);
    }

    /// <summary>A block of a delivered body.</summary>
    public static SeedBlock Block(JsonNode? json)
    {
        var block = Object(json);
        return new SeedBlock(
            Text(block["heading"]),
            block["html"]?.GetValue<string>(),
            block["entries"] is JsonArray entries ? [.. entries.Select(entry => (Text(Object(entry)["question"]), Text(Object(entry)["answerHtml"])))] : []);
    }

    /// <summary>The plain text, line by line.</summary>
    public IReadOnlyList<string> Lines()
    {
        List<string> lines = [Title, "", Subtitle, ""];
        foreach (var block in Body)
        {
            lines.AddRange([block.Heading, ""]);
            lines.AddRange(HtmlLines(block.Html ?? ""));
            foreach (var (question, answer) in block.Entries)
            {
                lines.Add(question);
                lines.AddRange(HtmlLines(answer));
            }
        }

        lines.AddRange(HtmlLines(DisclaimerHtml));
        lines.AddRange(["Hot Articles", ""]);
        foreach (var card in HotArticles)
        {
            lines.AddRange([card.SeriesTitle, "", card.Title, "", card.Excerpt, "", "Read More →"]);
        }

        return lines;
    }

    // The delivered HTML of this article is well-formed XML: paragraphs and lists of plain text, nothing else is expected.
    private static IEnumerable<string> HtmlLines(string html)
    {
        foreach (var element in XElement.Parse($"<body>{html}</body>").Elements())
        {
            IEnumerable<string> text = element.Name.LocalName switch
            {
                "p" => [element.Value],
                "ul" => element.Elements("li").Select(item => $"  • {item.Value}"),
                var other => throw new InvalidOperationException($"The article has no <{other}>."),
            };
            foreach (var line in text)
            {
                yield return line;
            }

            yield return "";
        }
    }

    private static JsonObject Object(JsonNode? node) => Assert.IsType<JsonObject>(node);

    private static JsonArray Array(JsonNode? node) => Assert.IsType<JsonArray>(node);

    private static string Text(JsonNode? node) => node?.GetValue<string>() ?? "";
}
