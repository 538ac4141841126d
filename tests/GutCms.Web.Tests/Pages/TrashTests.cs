using System.Net;
using System.Text.Json.Nodes;
using GutCms.TestSupport;

namespace GutCms.Web.Tests.Pages;

/// <summary>Items are duplicated, deleted, brought back and gone for good, by whoever may, and never while they are live.</summary>
public abstract class TrashTests(SiteDatabase database) : IAsyncLifetime
{
    private TestSite _site = null!;
    private GutCmsHost _host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _site = await TestSite.CreateSeededAsync(database);
        _host = await _site.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Item_goes_to_the_trash_comes_back_and_is_gone_for_good()
    {
        using var author = await SignInAsync("ann", "Editor");
        var live = await ListedAsync(author, "Gut Health and Mental Health");
        await BulkAsync(author, "duplicate", live);
        var copy = await ListedAsync(author, "Copy of Gut Health");
        Assert.Contains("It is live: unpublish or withdraw it first.", await BulkAsync(author, "delete", live), StringComparison.Ordinal);
        await BulkAsync(author, "delete", copy);
        Assert.DoesNotContain("Copy of Gut Health", await author.Client.GetStringAsync("admin/content", Token), StringComparison.Ordinal);

        var id = copy.Split(':')[0];
        Assert.Contains(id, await author.Client.GetStringAsync("admin/content/trash", Token), StringComparison.Ordinal);
        using var other = await SignInAsync("bob", "Author");
        Assert.Contains("0 of 1 done", await BulkAsync(other, "duplicate", live), StringComparison.Ordinal);
        Assert.DoesNotContain(id, await other.Client.GetStringAsync("admin/content/trash", Token), StringComparison.Ordinal);
        Assert.Contains("0 of 1 done", await TrashAsync(other, "restore", id), StringComparison.Ordinal);
        Assert.Contains("0 of 1 done", await TrashAsync(other, "empty", id), StringComparison.Ordinal);

        Assert.Contains("1 of 1 done", await TrashAsync(author, "restore", id), StringComparison.Ordinal);
        var restored = await ListedAsync(author, "Copy of Gut Health");
        Assert.Equal(id, restored.Split(':')[0]);
        Assert.DoesNotContain(id, await author.Client.GetStringAsync("admin/content/trash", Token), StringComparison.Ordinal);

        await BulkAsync(author, "delete", restored);
        Assert.Contains("1 of 1 done", await TrashAsync(author, "empty", id), StringComparison.Ordinal);
        Assert.DoesNotContain(id, await author.Client.GetStringAsync("admin/content/trash", Token), StringComparison.Ordinal);
        Assert.Contains("0 of 1 done", await TrashAsync(author, "restore", id), StringComparison.Ordinal);

        using var admin = new TestBrowser(_host);
        await admin.SignInAsync("admin", TestSite.AdminPassword);
        var log = JsonNode.Parse(await admin.Client.GetStringAsync($"api/audit?first=100&item={id}", Token))!["items"]!.AsArray();
        Assert.Contains(log, entry => (string?)entry!["action"] == "content.restore");
        Assert.Contains(log, entry => (bool?)entry!["details"]?["forGood"] == true);
    }

    [Fact]
    public async Task Words_are_replaced_in_drafts_of_chosen_texts_and_never_in_elements_or_sources()
    {
        using var editor = await SignInAsync("eve", "Editor");
        await BulkAsync(editor, "duplicate", await ListedAsync(editor, "Gut Health and Mental Health"));
        var copy = await ListedAsync(editor, "Copy of Gut Health");
        var before = await JsonAsync(editor, copy);
        Assert.Contains("Look for 2 to 200 characters", WebUtility.HtmlDecode(await (await editor.Client.GetAsync("admin/content/replace?find=x", Token)).Content.ReadAsStringAsync(Token)), StringComparison.Ordinal);
        Assert.Contains(copy, await editor.Client.GetStringAsync("admin/content/replace?find=gut%20health", Token), StringComparison.Ordinal);
        var answer = await PostAsync(editor, "admin/content/replace?find=gut%20health", new() { ["find"] = "gut health", ["matchCase"] = "false", ["replacement"] = "bowel <b>", ["selected"] = copy }, "admin/content/replace");
        Assert.Contains("1 of 1 done", answer, StringComparison.Ordinal);
        var after = await JsonAsync(editor, copy);
        Assert.Equal(before["References"]!.ToJsonString(), after["References"]!.ToJsonString());
        Assert.StartsWith("Copy of bowel <b>", (string?)after["DisplayText"], StringComparison.Ordinal);
        Assert.DoesNotContain("gut health", after["Body"]!.ToJsonString(), StringComparison.OrdinalIgnoreCase);
        Assert.Contains("bowel \\u0026lt;b\\u0026gt;", after["Body"]!.ToJsonString(), StringComparison.Ordinal);

        // What was looked at is another version by now.
        Assert.Contains("0 of 1 done", await PostAsync(editor, "admin/content/replace?find=bowel", new() { ["find"] = "bowel", ["replacement"] = "gut", ["selected"] = copy }, "admin/content/replace"), StringComparison.Ordinal);
    }

    private static async Task<JsonNode> JsonAsync(TestBrowser browser, string selected) => JsonNode.Parse(await browser.Client.GetStringAsync($"api/content/{selected.Split(':')[0]}?version=latest", Token))!;

    private static Task<string> BulkAsync(TestBrowser browser, string action, string selected) => PostAsync(browser, "admin/content", new() { ["action"] = action, ["selected"] = selected }, "admin/content?handler=bulk");

    private static Task<string> TrashAsync(TestBrowser browser, string action, string id) => PostAsync(browser, "admin/content", new() { ["action"] = action, ["selected"] = id }, "admin/content/trash");

    private static async Task<string> PostAsync(TestBrowser browser, string form, Dictionary<string, string> fields, string action)
    {
        using var answer = await browser.SendFormAsync(form, fields, action);
        return WebUtility.HtmlDecode(await answer.Content.ReadAsStringAsync(Token));
    }

    private static async Task<string> ListedAsync(TestBrowser browser, string title)
    {
        var page = await browser.Client.GetStringAsync("admin/content?q=" + Uri.EscapeDataString(title), Token);
        var at = page.IndexOf("name=\"selected\" value=\"", StringComparison.Ordinal) + "name=\"selected\" value=\"".Length;
        return page[at..page.IndexOf('"', at)];
    }

    private async Task<TestBrowser> SignInAsync(string name, string role)
    {
        var added = await _site.RunAsync("user", "add", name, "--role", role, "--printed-name", name);
        var browser = new TestBrowser(_host);
        await browser.SignInAsync(name, added.Output[(added.Output.IndexOf("shown this once: ", StringComparison.Ordinal) + 17)..].Trim());
        return browser;
    }
}

public sealed class TrashOnSqliteTests() : TrashTests(SiteDatabase.Sqlite);

public sealed class TrashOnPostgreSqlTests() : TrashTests(SiteDatabase.PostgreSql);
