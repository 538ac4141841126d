using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GutCms.TestSupport;

namespace GutCms.Web.Tests.Webhooks;

public sealed class WebhooksPageOnSqliteTests() : WebhooksPageTests(SiteDatabase.Sqlite);

public sealed class WebhooksPageOnPostgresTests() : WebhooksPageTests(SiteDatabase.PostgreSql);

/// <summary>Receivers as administrators make them, on a site that runs.</summary>
public abstract partial class WebhooksPageTests(SiteDatabase database)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Receiver_is_added_tried_told_and_removed()
    {
        await using var server = await RecordingReceiver.StartAsync(Token);
        await using var site = await TestSite.CreateSeededAsync(database);
        site.Environment["GutCms__Webhooks__AllowPrivateAddresses"] = "true";
        var host = await site.StartAsync();
        using var admin = new TestBrowser(host);
        await admin.SignInAsync("admin", TestSite.AdminPassword);
        Assert.Contains("Nobody is told", await admin.Client.GetStringAsync("admin/webhooks", Token), StringComparison.Ordinal);
        using (var refused = await admin.SendFormAsync("admin/webhooks", new Dictionary<string, string> { ["name"] = "site", ["url"] = "nowhere" }))
        {
            Assert.Equal(HttpStatusCode.BadRequest, refused.StatusCode);
            Assert.Contains("value=\"nowhere\"", await refused.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        }

        var secret = await SecretAsync(admin, new() { ["name"] = "site", ["url"] = server.Url }, "admin/webhooks");
        Assert.DoesNotContain(secret, await admin.Client.GetStringAsync("admin/webhooks", Token), StringComparison.Ordinal);

        using (var tested = await admin.SendFormAsync("admin/webhooks", new Dictionary<string, string>(), "admin/webhooks?handler=Test"))
        {
            Assert.Equal(HttpStatusCode.Redirect, tested.StatusCode);
        }

        var message = Assert.Single(server.Received);
        Assert.Equal("test", (string?)message.Body["type"]);
        Assert.True(message.IsSignedWith(secret), "The test message is not signed with the secret that was shown.");

        // What somebody changes is told by the site itself.
        (await admin.SendFormAsync("admin/addresses", new Dictionary<string, string> { ["from"] = "articles/elsewhere", ["to"] = "articles/gut-health-and-mental-health" })).Dispose();
        await Eventually.HoldsAsync(() => server.Received.Count == 2);
        Assert.Equal(["redirected /articles/elsewhere"], server.Received.Last().Changes);
        await Eventually.HoldsAsync(async () => (await admin.Client.GetStringAsync("admin/webhooks", Token)).Contains(server.Received.Last().Id, StringComparison.Ordinal));

        // Keys of the site that are replaced take no secret with them.
        var second = await SecretAsync(admin, [], "admin/webhooks?handler=Secret");
        Assert.Equal(0, (await site.RunAsync("session", "end", "--all")).ExitCode);
        using var again = new TestBrowser(host);
        await again.SignInAsync("admin", TestSite.AdminPassword);
        (await again.SendFormAsync("admin/webhooks", new Dictionary<string, string>(), "admin/webhooks?handler=Test")).Dispose();
        await Eventually.HoldsAsync(() => server.Received.Count == 3);
        Assert.True(server.Received.Last().IsSignedWith(second, secret), "It is not signed with both secrets.");

        (await again.SendFormAsync("admin/webhooks", new Dictionary<string, string>(), "admin/webhooks?handler=Remove")).Dispose();
        Assert.Contains("Nobody is told", await again.Client.GetStringAsync("admin/webhooks", Token), StringComparison.Ordinal);
        var log = JsonNode.Parse(await again.Client.GetStringAsync("api/audit?first=30", Token))!["items"]!.AsArray().Select(entry => (string?)entry!["action"]).ToList();
        Assert.Superset(new HashSet<string?> { "webhook.add", "webhook.secret", "webhook.remove" }, log.ToHashSet());
    }

    private static async Task<string> SecretAsync(TestBrowser admin, Dictionary<string, string> fields, string action)
    {
        using var answer = await admin.SendFormAsync("admin/webhooks", fields, action);
        var page = await answer.Content.ReadAsStringAsync(Token);
        Assert.True(answer.StatusCode == HttpStatusCode.OK, page);
        return WebUtility.HtmlDecode(NewSecret().Match(page).Groups["secret"].Value);
    }

    [GeneratedRegex("id=\"new-secret\" value=\"(?<secret>[^\"]+)\"")]
    private static partial Regex NewSecret();
}
