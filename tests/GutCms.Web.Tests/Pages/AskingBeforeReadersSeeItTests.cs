using System.Net;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;

namespace GutCms.Web.Tests.Pages;

/// <summary>What readers see is asked once, with what it costs, wherever in the admin it is done, and taken back where that can be.</summary>
public sealed class AskingBeforeReadersSeeItTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task List_asks_with_each_title_and_its_cost_and_offers_to_take_it_back()
    {
        await using var team = await EditorialTeam.StartAsync(SiteDatabase.Sqlite, approvals: 1);
        var slug = SampleArticle.NewSlug("asked");
        var id = await team.SubmittedAsync(slug, approvals: 1);
        using var editor = await team.PersonAsync("editor-0");
        var key = $"{id}:{(string?)(await editor.ReviewAsync(id)).Body["versionId"]}";
        var page = $"api/delivery/articles/{slug}";

        var asked = await BulkAsync(editor, "publish", key);
        Assert.Contains("Publish these? Possible for 1.", asked, StringComparison.Ordinal);
        Assert.Contains("Readers see this text from now on.", asked, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(team, page));

        Assert.Contains("Undo: unpublish 1 again", await BulkAsync(editor, "publish", key, confirmed: true), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(team, page));
        Assert.Contains("Its certificate ends for good", await BulkAsync(editor, "unpublish", key), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(team, page));
        Assert.Contains("Undo: publish 1 again", await BulkAsync(editor, "unpublish", key, confirmed: true), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(team, page));
        Assert.Contains("not possible. As it stands, this cannot be done.", await BulkAsync(editor, "unpublish", key), StringComparison.Ordinal);
        Assert.Contains("1 of 1 done", await BulkAsync(editor, "publish", key, confirmed: true), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(team, page));
    }

    [Fact]
    public async Task List_says_that_what_was_imported_cannot_go_back_and_brings_back_what_was_deleted()
    {
        await using var team = await EditorialTeam.StartAsync(SiteDatabase.Sqlite, approvals: 1);
        using var editor = await team.PersonAsync("editor-0");
        var seeded = await ListedAsync(editor, "Gut Health and Mental Health");
        Assert.Contains("It was imported and never reviewed here: it cannot go back without a review.", await BulkAsync(editor, "unpublish", seeded), StringComparison.Ordinal);
        await BulkAsync(editor, "duplicate", seeded);
        var copy = await ListedAsync(editor, "Copy of Gut Health");
        Assert.Contains("Undo: bring 1 back as drafts", await BulkAsync(editor, "delete", copy), StringComparison.Ordinal);
        Assert.Contains("back as a draft.", await BulkAsync(editor, "restore", copy), StringComparison.Ordinal);
        Assert.DoesNotContain("Undo:", await BulkAsync(editor, "unpublish", seeded, confirmed: true), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(team, "api/delivery/articles/gut-health-and-mental-health"));
    }

    [Fact]
    public async Task Editor_asks_as_the_desk_does_and_leads_to_the_page()
    {
        await using var team = await EditorialTeam.StartAsync(SiteDatabase.Sqlite, approvals: 1);
        var slug = SampleArticle.NewSlug("shown");
        var id = await team.SubmittedAsync(slug, approvals: 1);
        using var editor = await team.PersonAsync("editor-0");
        using var sent = await editor.Browser.SendFormAsync($"admin/content/{id}/edit", new Dictionary<string, string> { ["trigger"] = "publish" }, $"admin/content/{id}/edit?handler=trigger");
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        Assert.Equal($"/admin/review/{id}/act/publish?back=editor", sent.Headers.Location!.ToString());
        Assert.Equal(HttpStatusCode.NotFound, await StatusAsync(team, "api/delivery/articles/" + slug));

        using var done = await editor.Browser.SendFormAsync($"admin/review/{id}/act/publish?back=editor", new Dictionary<string, string>(), $"admin/review/{id}/act/publish?back=editor");
        Assert.Equal($"/admin/content/{id}/edit", done.Headers.Location!.ToString());
        Assert.Contains($"<a href=\"/articles/{slug}\">See the page</a>", await editor.Browser.Client.GetStringAsync($"admin/content/{id}/edit", Token), StringComparison.Ordinal);
    }

    private static async Task<string> BulkAsync(EditorialClient editor, string action, string selected, bool confirmed = false)
    {
        using var answer = await editor.Browser.SendFormAsync("admin/content", new Dictionary<string, string> { ["action"] = action, ["selected"] = selected, ["confirmed"] = confirmed ? "true" : "false" }, "admin/content?handler=bulk");
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Token));
    }

    private static async Task<string> ListedAsync(EditorialClient editor, string title)
    {
        const string box = "name=\"selected\" value=\"";
        var page = await editor.Browser.Client.GetStringAsync("admin/content?q=" + Uri.EscapeDataString(title), Token);
        var at = page.IndexOf(box, StringComparison.Ordinal) + box.Length;
        return page[at..page.IndexOf('"', at)];
    }

    private static async Task<HttpStatusCode> StatusAsync(EditorialTeam team, string path)
    {
        using var answer = await team.Host.Client.GetAsync(path, Token);
        return answer.StatusCode;
    }
}
