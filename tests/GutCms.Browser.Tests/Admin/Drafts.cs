using System.Text.Json.Nodes;
using Microsoft.Playwright;

namespace GutCms.Browser.Tests.Admin;

/// <summary>Texts that tests begin with, written through the API in the session of whoever is signed in on a page.</summary>
internal static class Drafts
{
    private const string SeededDisclaimer = "5n33tttcnxh5hrvdqwhxmkq9eb";

    /// <summary>A title that no other test uses.</summary>
    public static string NewTitle(string about) => $"{about} {Guid.NewGuid().ToString("N")[..6]}";

    /// <summary>Writes a new article; its id.</summary>
    /// <param name="page">A page of the admin on which the author is signed in.</param>
    /// <param name="title">Title.</param>
    /// <param name="html">HTML of its one section.</param>
    /// <param name="disclaimer">Id of its disclaimer; null: the seeded one.</param>
    /// <param name="series">Id of its series; null: none.</param>
    /// <param name="position">Position in the series.</param>
    public static Task<string> WriteArticleAsync(
        IPage page, string title, string html = "<p>Take 10 mg of magnesium daily, with a meal.</p><p>Ask your doctor first.</p>", string? disclaimer = null, string? series = null, int position = 1)
    {
        var article = Article(title, html, disclaimer ?? SeededDisclaimer);
        if (series is not null)
        {
            article["Article"]!["Series"] = new JsonObject { ["ContentItemIds"] = new JsonArray(series) };
            article["Article"]!["SeriesPosition"] = new JsonObject { ["Value"] = position };
        }

        return SaveAsync(page, article, null);
    }

    /// <summary>Writes a new series; its id.</summary>
    public static Task<string> WriteSeriesAsync(IPage page, string title) => SaveAsync(page, new JsonObject
    {
        ["ContentType"] = "Series",
        ["DisplayText"] = title,
        ["TitlePart"] = new JsonObject { ["Title"] = title },
        ["AutoroutePart"] = new JsonObject { ["Path"] = "series/" + title.ToLowerInvariant().Replace(' ', '-') },
    }, null);

    /// <summary>Changes the section of an article.</summary>
    public static async Task EditArticleAsync(IPage page, string id, string title, string html)
    {
        var article = Article(title, html, SeededDisclaimer);
        article["ContentItemId"] = id;
        await SaveAsync(page, article, await TagAsync(page, id));
    }

    /// <summary>Writes a disclaimer, new or known; its id.</summary>
    /// <param name="page">A page of the admin on which the editor is signed in.</param>
    /// <param name="title">Title.</param>
    /// <param name="html">Its words.</param>
    /// <param name="id">Id of a known one; null: a new one.</param>
    public static async Task<string> WriteDisclaimerAsync(IPage page, string title, string html, string? id = null)
    {
        var item = new JsonObject
        {
            ["ContentItemId"] = id ?? "",
            ["ContentType"] = "Disclaimer",
            ["DisplayText"] = title,
            ["TitlePart"] = new JsonObject { ["Title"] = title },
            ["Disclaimer"] = new JsonObject { ["Text"] = new JsonObject { ["Html"] = html }, ["Kind"] = new JsonObject { ["Text"] = "educational" } },
        };
        return await SaveAsync(page, item, id is null ? null : await TagAsync(page, id));
    }

    private static JsonObject Article(string title, string html, string disclaimer) => new()
    {
        ["ContentType"] = "Article",
        ["DisplayText"] = title,
        ["TitlePart"] = new JsonObject { ["Title"] = title },
        ["AutoroutePart"] = new JsonObject { ["Path"] = "articles/" + title.ToLowerInvariant().Replace(' ', '-') },
        ["Article"] = new JsonObject { ["Disclaimer"] = new JsonObject { ["ContentItemIds"] = new JsonArray(disclaimer) } },
        ["Body"] = new JsonObject
        {
            ["ContentItems"] = new JsonArray(new JsonObject
            {
                ["ContentItemId"] = "13dtxdw22d61fpcbf754779t85",
                ["ContentType"] = "Section",
                ["DisplayText"] = "Dose",
                ["TitlePart"] = new JsonObject { ["Title"] = "Dose" },
                ["HtmlBodyPart"] = new JsonObject { ["Html"] = html },
            }),
        },
    };

    private static async Task<string> TagAsync(IPage page, string id)
    {
        var answer = await page.APIRequest.GetAsync(new Uri(new Uri(page.Url), $"/api/review/{id}").AbsoluteUri);
        return answer.Headers["etag"];
    }

    private static async Task<string> SaveAsync(IPage page, JsonObject item, string? tag)
    {
        var token = await page.Locator("input[name=__RequestVerificationToken]").First.InputValueAsync();
        var headers = new Dictionary<string, string> { ["RequestVerificationToken"] = token, ["Content-Type"] = "application/json" };
        if (tag is not null)
        {
            headers["If-Match"] = tag;
        }

        var answer = await page.APIRequest.PostAsync(new Uri(new Uri(page.Url), "/api/content?draft=true").AbsoluteUri, new() { Headers = headers, DataString = item.ToJsonString() });
        var text = await answer.TextAsync();
        Assert.True(answer.Ok, $"{answer.Status} {text}");
        return (string)JsonNode.Parse(text)!["ContentItemId"]!;
    }
}
