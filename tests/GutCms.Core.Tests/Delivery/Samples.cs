using System.Text.Json.Nodes;
using GutCms.Core.Content.Items;

namespace GutCms.Core.Tests.Delivery;

/// <summary>Content items to publish in tests; ids are short words, which the builder does not mind.</summary>
internal static class Samples
{
    public static readonly DateTime Published = new(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc);

    public static ContentItem Article(
        string id,
        string? title = null,
        string? slug = null,
        string? excerpt = null,
        string? subtitle = null,
        string? series = null,
        decimal? position = null,
        string? disclaimer = null,
        string[]? hot = null,
        JsonArray? body = null,
        JsonArray? references = null)
    {
        var fields = new JsonObject
        {
            ["Subtitle"] = Text(subtitle),
            ["Excerpt"] = Text(excerpt),
            ["Series"] = Picker(series is null ? [] : [series]),
            ["SeriesPosition"] = new JsonObject { ["Value"] = position },
            ["Disclaimer"] = Picker(disclaimer is null ? [] : [disclaimer]),
            ["HotArticles"] = Picker(hot ?? []),
        };
        return Item("Article", id, title ?? $"Title of {id}", new JsonObject
        {
            ["AutoroutePart"] = new JsonObject { ["Path"] = $"articles/{slug ?? id}" },
            ["Article"] = fields,
            ["Body"] = new JsonObject { ["ContentItems"] = body ?? [] },
            ["References"] = new JsonObject { ["ContentItems"] = references ?? [] },
        });
    }

    public static ContentItem Series(string id, string? title = null, string? slug = null, string? description = null) =>
        Item("Series", id, title ?? $"Title of {id}", new JsonObject
        {
            ["AutoroutePart"] = new JsonObject { ["Path"] = $"series/{slug ?? id}" },
            ["Series"] = new JsonObject { ["Description"] = new JsonObject { ["Html"] = description } },
        });

    public static ContentItem Disclaimer(string id, string html, string kind = "educational") =>
        Item("Disclaimer", id, $"Title of {id}", new JsonObject
        {
            ["Disclaimer"] = new JsonObject { ["Text"] = new JsonObject { ["Html"] = html }, ["Kind"] = Text(kind) },
        });

    public static JsonObject Section(string heading, string html) =>
        Nested("Section", heading, new JsonObject { ["HtmlBodyPart"] = new JsonObject { ["Html"] = html } });

    public static JsonObject Faq(string heading, params (string Question, string Answer)[] entries) =>
        Nested("Faq", heading, new JsonObject
        {
            ["Entries"] = new JsonObject
            {
                ["ContentItems"] = new JsonArray([.. entries.Select(entry =>
                    Nested("FaqEntry", entry.Question, new JsonObject { ["HtmlBodyPart"] = new JsonObject { ["Html"] = entry.Answer } }))]),
            },
        });

    public static JsonObject Figure(string path, string alt) => Nested("Figure", "", new JsonObject { ["FigurePart"] = Picture(path, alt) });

    public static JsonObject Picture(string path, string alt, string? caption = null, string? license = null) => new()
    {
        ["Picture"] = new JsonObject { ["Paths"] = new JsonArray(path), ["MediaTexts"] = new JsonArray(alt) },
        ["Caption"] = Text(caption),
        ["License"] = Text(license),
    };

    public static JsonObject Reference(string citation, string doi) =>
        Nested("Reference", citation, new JsonObject { ["Reference"] = new JsonObject { ["Doi"] = Text(doi) } });

    private static ContentItem Item(string type, string id, string title, JsonObject parts)
    {
        parts.Insert(0, "TitlePart", new JsonObject { ["Title"] = title });
        return new ContentItem
        {
            ContentItemId = id,
            ContentItemVersionId = $"{id}-v1",
            ContentType = type,
            DisplayText = title,
            Latest = true,
            Published = true,
            PublishedUtc = Published,
            ModifiedUtc = Published.AddHours(1),
            CreatedUtc = Published,
            Parts = parts,
        };
    }

    private static JsonObject Nested(string type, string title, JsonObject parts)
    {
        parts.Insert(0, "ContentType", type);
        parts.Insert(1, "TitlePart", new JsonObject { ["Title"] = title });
        return parts;
    }

    private static JsonObject Text(string? text) => new() { ["Text"] = text };

    private static JsonObject Picker(string[] ids) => new() { ["ContentItemIds"] = new JsonArray([.. ids.Select(id => JsonValue.Create(id))]) };
}
