using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GutCms.TestSupport;

namespace GutCms.Web.Tests.Identity;

/// <summary>Roles and what they give hold from the next request on, in sessions that were there before, on every node, whichever way they were changed.</summary>
public abstract partial class ChangedRightsTests(SiteDatabase database) : IAsyncLifetime
{
    private const string Writing = "admin/content/new/Article";

    private TestSite _site = null!;
    private GutCmsHost _host = null!;
    private TestBrowser _admin = null!;
    private string _password = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _site = await TestSite.CreateSeededAsync(database);
        _host = await _site.StartAsync();
        var added = await _site.RunAsync("user", "add", "eva");
        Assert.True(added.ExitCode == 0, added.Error);
        _password = added.Output.Trim().Split(' ')[^1];
        _admin = await SignInAsync(_host, "admin", TestSite.AdminPassword);
    }

    public async ValueTask DisposeAsync()
    {
        _admin?.Dispose();
        await _site.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData("form")]
    [InlineData("upload")]
    [InlineData("command")]
    public async Task Role_that_is_given_or_taken_counts_in_every_session_with_the_next_request(string way)
    {
        var other = await _site.StartAsync();
        using var here = await SignInAsync(_host, "eva", _password);
        using var there = await SignInAsync(other, "eva", _password);
        await AssertAsync(HttpStatusCode.Forbidden, here, there);

        await GiveAsync(way, "Author");
        await AssertAsync(HttpStatusCode.OK, here, there);
        Assert.Equal(["Author"], await RolesAsync(there));

        await GiveAsync(way);
        await AssertAsync(HttpStatusCode.Forbidden, here, there);
        Assert.Equal([], await RolesAsync(here));
    }

    [Theory]
    [InlineData("upload")]
    [InlineData("command")]
    public async Task Permission_that_a_role_loses_is_lost_in_every_session_with_the_next_request(string way)
    {
        await GiveAsync("command", "Author");
        using var one = await SignInAsync(_host, "eva", _password);
        using var two = await SignInAsync(_host, "eva", _password);
        await AssertAsync(HttpStatusCode.OK, one, two);

        await RunAsync(way, """{ "name": "Roles", "Roles": [ { "Name": "Author", "Permissions": [ "AccessAdminPanel" ] } ] }""");

        await AssertAsync(HttpStatusCode.Forbidden, one, two);
    }

    [Theory]
    [InlineData("form")]
    [InlineData("upload")]
    [InlineData("command")]
    public async Task Account_that_is_kept_out_is_signed_out_everywhere_with_the_next_request(string way)
    {
        using var one = await SignInAsync(_host, "eva", _password);
        using var two = await SignInAsync(_host, "eva", _password);

        switch (way)
        {
            case "form":
                await FormAsync(("IsEnabled", "false"));
                break;
            case "command":
                Assert.Equal(0, (await _site.RunAsync("user", "disable", "eva")).ExitCode);
                break;
            default:
                await RunAsync(way, """{ "name": "Users", "Users": [ { "UserName": "eva", "IsEnabled": false } ] }""");
                break;
        }

        foreach (var browser in new[] { one, two })
        {
            using var answer = await browser.Client.GetAsync("api/account", Cancellation);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        }

        // Let in again, one signs in anew: the former sessions have ended for good.
        Assert.Equal(0, (await _site.RunAsync("user", "enable", "eva")).ExitCode);
        using var again = await one.Client.GetAsync("api/account", Cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, again.StatusCode);
    }

    private async Task GiveAsync(string way, params string[] roles)
    {
        if (way == "form")
        {
            await FormAsync([("IsEnabled", "true"), .. roles.Select(role => ("Roles", role))]);
            return;
        }

        await RunAsync(way, $$"""{ "name": "Users", "Users": [ { "UserName": "eva", "RoleNames": [ {{string.Join(", ", roles.Select(role => $"\"{role}\""))}} ] } ] }""");
    }

    private async Task FormAsync(params (string Name, string Value)[] fields)
    {
        using var saved = await _admin.SendFormAsync("admin/users/eva", fields.ToDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal));
        Assert.True(saved.StatusCode == HttpStatusCode.Redirect, await saved.Content.ReadAsStringAsync(Cancellation));
    }

    private async Task RunAsync(string way, string step)
    {
        var recipe = $$"""{ "name": "rights", "displayName": "Rights", "description": "Rights.", "author": "Tests", "version": "1.0.0", "steps": [ {{step}} ] }""";
        if (way == "command")
        {
            var path = Path.Combine(_site.Folder, "rights.recipe.json");
            await File.WriteAllTextAsync(path, recipe, Cancellation);
            var run = await _site.RunAsync("recipe", "run", path);
            Assert.True(run.ExitCode == 0, run.Error);
            return;
        }

        using var begun = await _admin.SendFormAsync("admin/recipes", new Dictionary<string, string> { ["Recipe"] = recipe, ["FileName"] = "rights.recipe.json", ["mode"] = "Run" });
        Assert.True(begun.StatusCode == HttpStatusCode.Redirect, await begun.Content.ReadAsStringAsync(Cancellation));
        var html = "";
        await Eventually.HoldsAsync(async () => Ended().IsMatch(html = await _admin.Client.GetStringAsync(begun.Headers.Location!.OriginalString, Cancellation)));
        Assert.DoesNotContain("note-fault", html, StringComparison.Ordinal);
    }

    private static async Task AssertAsync(HttpStatusCode expected, params TestBrowser[] browsers)
    {
        foreach (var browser in browsers)
        {
            using var answer = await browser.Client.GetAsync(Writing, Cancellation);
            Assert.Equal(expected, answer.StatusCode);
        }
    }

    private static async Task<List<string>> RolesAsync(TestBrowser browser) =>
        [.. (await browser.Client.GetFromJsonAsync<JsonObject>("api/account", Cancellation))!["roles"]!.AsArray().Select(role => (string)role!)];

    private static async Task<TestBrowser> SignInAsync(GutCmsHost host, string name, string password)
    {
        var browser = new TestBrowser(host);
        (await browser.SignInAsync(name, password)).Dispose();
        Assert.NotNull(browser.Session);
        return browser;
    }

    [GeneratedRegex("class=\"btn\" href=\"/admin/recipes\"")]
    private static partial Regex Ended();
}

public sealed class ChangedRightsOnSqliteTests() : ChangedRightsTests(SiteDatabase.Sqlite);

public sealed class ChangedRightsOnPostgreSqlTests() : ChangedRightsTests(SiteDatabase.PostgreSql);
