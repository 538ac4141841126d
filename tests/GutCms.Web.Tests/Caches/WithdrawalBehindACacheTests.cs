using System.Net;
using System.Text.Json.Nodes;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;

namespace GutCms.Web.Tests.Caches;

/// <summary>What was withdrawn leaves a cache that may serve old texts while it asks anew: behind a real nginx.</summary>
public sealed class WithdrawalBehindACacheTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("off")]
    [InlineData("updating")]
    public async Task Nobody_is_shown_the_text_once_the_cache_has_asked_again(string useStale)
    {
        await using var team = await EditorialTeam.StartAsync(SiteDatabase.Sqlite, approvals: 1);
        await team.Host.StopAsync();
        await team.RestartAsync("--GutCms:Delivery:MaxAgeSeconds=1", "--GutCms:Delivery:StaleWhileRevalidateSeconds=1");
        var slug = SampleArticle.NewSlug("cached");
        var id = await team.SubmittedAsync(slug, approvals: 1);
        var editor = await team.PersonAsync("editor-0");
        await editor.DoAsync(id, "publish");
        await using var nginx = await NginxInFront.StartAsync(team.Host.Address, useStale);
        string[] paths = [$"api/delivery/articles/{slug}", $"articles/{slug}"];
        foreach (var path in paths)
        {
            // In the cache: only what the origin lets it keep is ever a hit.
            await Eventually.HoldsAsync(async () => await CacheOfAsync(nginx, path) == "HIT");
            Assert.Equal(HttpStatusCode.OK, await StatusAsync(nginx, path));
        }

        await editor.DoAsync(id, "withdraw", new JsonObject { ["reason"] = "It names a wrong dose." });

        foreach (var path in paths)
        {
            await Eventually.HoldsAsync(async () => await StatusAsync(nginx, path) == HttpStatusCode.Gone);

            // From now on from the cache and from the site alike.
            await Eventually.HoldsAsync(async () =>
            {
                Assert.Equal(HttpStatusCode.Gone, await StatusAsync(nginx, path));
                return await CacheOfAsync(nginx, path) == "HIT";
            });
        }
    }

    [Fact]
    public async Task Answers_that_there_is_nothing_are_kept_like_texts_and_purged_by_the_same_keys()
    {
        await using var team = await EditorialTeam.StartAsync(SiteDatabase.Sqlite, approvals: 1);
        var slug = SampleArticle.NewSlug("gone");
        var id = await team.SubmittedAsync(slug, approvals: 1);
        var editor = await team.PersonAsync("editor-0");
        foreach (var path in (string[])[$"api/delivery/articles/{slug}", $"articles/{slug}"])
        {
            await AssertKeptAsync(team, path, HttpStatusCode.NotFound, "articles");
        }

        await editor.DoAsync(id, "publish");
        foreach (var path in (string[])[$"api/delivery/articles/{slug}", $"articles/{slug}"])
        {
            await AssertKeptAsync(team, path, HttpStatusCode.OK, id);
            using var own = await editor.Browser.Client.GetAsync(path, Cancellation);
            Assert.Equal(path.StartsWith("api", StringComparison.Ordinal), own.Headers.CacheControl!.Public);
        }

        await editor.DoAsync(id, "withdraw", new JsonObject { ["reason"] = "It names a wrong dose." });
        foreach (var path in (string[])[$"api/delivery/articles/{slug}", $"articles/{slug}"])
        {
            await AssertKeptAsync(team, path, HttpStatusCode.Gone, id, "articles");
        }

        await AssertKeptAsync(team, "", HttpStatusCode.OK, "articles", "series");
        await AssertKeptAsync(team, "api/delivery/series/nothing", HttpStatusCode.NotFound, "series");
        using var elsewhere = await team.Host.Client.GetAsync("there-is-nothing-here", Cancellation);
        Assert.NotEqual(true, elsewhere.Headers.CacheControl?.Public);
    }

    private static async Task AssertKeptAsync(EditorialTeam team, string path, HttpStatusCode status, params string[] keys)
    {
        foreach (var accept in (string[])["text/html", "application/json"])
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Add("Accept", accept);
            using var response = await team.Host.Client.SendAsync(request, Cancellation);
            Assert.Equal(status, response.StatusCode);
            Assert.Equal("public, max-age=30, stale-while-revalidate=30, stale-if-error=300", response.Headers.CacheControl?.ToString());
            Assert.Superset(keys.ToHashSet(), Assert.Single(response.Headers.GetValues("Surrogate-Key")).Split(' ').ToHashSet());
        }
    }

    private static async Task<HttpStatusCode> StatusAsync(NginxInFront nginx, string path)
    {
        using var response = await nginx.Client.GetAsync(path, Cancellation);
        return response.StatusCode;
    }

    private static async Task<string> CacheOfAsync(NginxInFront nginx, string path)
    {
        using var response = await nginx.Client.GetAsync(path, Cancellation);
        return Assert.Single(response.Headers.GetValues("X-Cache"));
    }
}
