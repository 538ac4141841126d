using System.Net;
using System.Text.Json.Nodes;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;

namespace GutCms.Web.Tests.Caches;

/// <summary>A cache that keeps texts for a day forgets them as soon as they change, because it is told: a real Varnish that is a receiver of webhooks.</summary>
public sealed class PurgedCacheTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_was_withdrawn_leaves_it_before_its_time()
    {
        await using var team = await TeamAsync();
        await using var varnish = await VarnishInFront.StartAsync(team.Host.Address, mayPurge: "127.0.0.1");
        var (id, path) = await KeptAsync(team, varnish);
        using var admin = await ReceiverAsync(team, varnish);

        await (await team.PersonAsync("editor-0")).DoAsync(id, "withdraw", new JsonObject { ["reason"] = "It names a wrong dose." });

        await Eventually.HoldsAsync(async () => await StatusAsync(varnish, path) == HttpStatusCode.Gone);
        await Eventually.HoldsAsync(async () => (await admin.Client.GetStringAsync("admin/webhooks", Cancellation)).Contains("Has purged\">cache</td>", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Nobody_else_can_have_it_purged()
    {
        await using var team = await TeamAsync();
        await using var varnish = await VarnishInFront.StartAsync(team.Host.Address, mayPurge: "192.0.2.10");
        var (id, path) = await KeptAsync(team, varnish);
        using var purge = new HttpRequestMessage(HttpMethod.Post, "") { Headers = { { "xkey-purge", id } } };

        using var refused = await varnish.Client.SendAsync(purge, Cancellation);

        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.True(await IsKeptAsync(varnish, path), "It was purged.");
    }

    private static async Task<EditorialTeam> TeamAsync()
    {
        Require.Varnish();
        var team = await EditorialTeam.StartAsync(SiteDatabase.Sqlite, approvals: 1);
        await team.Host.StopAsync();
        await team.RestartAsync("--GutCms:Delivery:MaxAgeSeconds=86400", "--GutCms:Webhooks:AllowPrivateAddresses=true");
        return team;
    }

    private static async Task<(string Id, string Path)> KeptAsync(EditorialTeam team, VarnishInFront varnish)
    {
        var slug = SampleArticle.NewSlug("cached");
        var id = await team.SubmittedAsync(slug, approvals: 1);
        await (await team.PersonAsync("editor-0")).DoAsync(id, "publish");
        var path = $"api/delivery/articles/{slug}";
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(varnish, path));
        Assert.True(await IsKeptAsync(varnish, path), "The cache does not keep it.");
        return (id, path);
    }

    private static async Task<TestBrowser> ReceiverAsync(EditorialTeam team, VarnishInFront varnish)
    {
        var admin = new TestBrowser(team.Host);
        await admin.SignInAsync("admin", TestSite.AdminPassword);
        using var added = await admin.SendFormAsync("admin/webhooks", new Dictionary<string, string> { ["name"] = "cache", ["url"] = varnish.Client.BaseAddress!.ToString(), ["purges"] = "xkey-purge" });
        Assert.Equal(HttpStatusCode.OK, added.StatusCode);
        return admin;
    }

    /// <summary>An answer from the cache names the request that brought it and the present one.</summary>
    private static async Task<bool> IsKeptAsync(VarnishInFront varnish, string path)
    {
        using var response = await varnish.Client.GetAsync(path, Cancellation);
        return response.StatusCode == HttpStatusCode.OK && Assert.Single(response.Headers.GetValues("X-Varnish")).Split(' ').Length == 2;
    }

    private static async Task<HttpStatusCode> StatusAsync(VarnishInFront varnish, string path)
    {
        using var response = await varnish.Client.GetAsync(path, Cancellation);
        return response.StatusCode;
    }
}
