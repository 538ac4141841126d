using System.Text.Json.Nodes;

namespace GutCms.TestSupport.Editorial;

/// <summary>An article with one section, which shows the disclaimer of the set-up recipe.</summary>
public static class SampleArticle
{
    /// <summary>The disclaimer of the set-up recipe.</summary>
    public const string DisclaimerId = "5n33tttcnxh5hrvdqwhxmkq9eb";

    /// <summary>Id of the section, for comments.</summary>
    public const string SectionId = "13dtxdw22d61fpcbf754779t85";

    /// <summary>A slug that nobody else has.</summary>
    public static string NewSlug(string prefix = "sample") => $"{prefix}-{Guid.NewGuid():N}";

    /// <summary>A new article, as it is sent.</summary>
    public static JsonObject Create(string slug, string html = "<p>The gut talks to the brain.</p>") => new()
    {
        ["ContentType"] = "Article",
        ["DisplayText"] = slug,
        ["TitlePart"] = new JsonObject { ["Title"] = slug },
        ["AutoroutePart"] = new JsonObject { ["Path"] = "articles/" + slug },
        ["Article"] = new JsonObject { ["Disclaimer"] = new JsonObject { ["ContentItemIds"] = new JsonArray(DisclaimerId) } },
        ["Body"] = Body(html),
    };

    /// <summary>A change of the text of an article.</summary>
    public static JsonObject Edit(string id, string html) => new() { ["ContentItemId"] = id, ["Body"] = Body(html) };

    private static JsonObject Body(string html) => new()
    {
        ["ContentItems"] = new JsonArray(new JsonObject
        {
            ["ContentItemId"] = SectionId,
            ["ContentType"] = "Section",
            ["DisplayText"] = "Introduction",
            ["TitlePart"] = new JsonObject { ["Title"] = "Introduction" },
            ["HtmlBodyPart"] = new JsonObject { ["Html"] = html },
        }),
    };
}
