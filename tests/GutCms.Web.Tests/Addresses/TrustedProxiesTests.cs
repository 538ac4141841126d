using GutCms.TestSupport;

namespace GutCms.Web.Tests.Addresses;

/// <summary>Whose word counts about where a request came from: that of the proxies that are named, as many of them as a request passes, and nobody else's.</summary>
public sealed class TrustedProxiesTests
{
    private const string Chain = "192.0.2.66, 203.0.113.9, 198.51.100.7";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(null, "1", "127.0.0.1")]
    [InlineData("10.0.0.2", "1", "127.0.0.1")]
    [InlineData("127.0.0.1", "1", "198.51.100.7")]
    [InlineData("127.0.0.0/8", "1", "198.51.100.7")]
    [InlineData("localhost", "1", "198.51.100.7")]
    [InlineData("localhost 198.51.100.0/24", "1", "198.51.100.7")]
    [InlineData("localhost 198.51.100.0/24", "2", "203.0.113.9")]
    [InlineData("localhost", "2", "198.51.100.7")]
    [InlineData("localhost 198.51.100.0/24 203.0.113.9", "2", "203.0.113.9")]
    [InlineData("localhost 198.51.100.0/24 203.0.113.9", "3", "192.0.2.66")]
    public async Task Visitor_is_who_the_last_proxy_that_is_trusted_saw(string? trusted, string hops, string expected)
    {
        await using var site = await TestSite.CreateSeededAsync(SiteDatabase.Sqlite);
        site.Environment["GutCms__PublicUrl"] = "https://gut.example";
        site.Environment["GutCms__Proxy__Hops"] = hops;
        var names = trusted?.Split(' ') ?? [];
        for (var i = 0; i < names.Length; i++)
        {
            site.Environment[$"GutCms__Proxy__Trusted__{i}"] = names[i];
        }

        await using var host = await site.StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "preview/guessed-token-of-a-preview");
        request.Headers.Add("X-Forwarded-For", Chain);

        (await host.Client.SendAsync(request, Token)).Dispose();

        var details = Assert.Single(await DatabaseDump.QueryAsync(site, "SELECT \"Details\" FROM \"AuditEntries\" WHERE \"Action\" = 'preview.open.refused'"));
        var source = Assert.Single(await DatabaseDump.QueryAsync(site, $"SELECT \"SourceId\" FROM \"SourceAddresses\" WHERE \"Address\" = '{expected}'"));
        Assert.Contains($"\"source\":\"{source}\"", details, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GutCms__Proxy__Hops", "0", "GutCms:Proxy:Hops has to be 1 to 10.")]
    [InlineData("GutCms__Proxy__Hops", "11", "GutCms:Proxy:Hops has to be 1 to 10.")]
    [InlineData("GutCms__Proxy__Trusted__0", "everybody at all", "GutCms:Proxy:Trusted has 'everybody at all'")]
    [InlineData("GutCms__Proxy__Trusted__0", "no-such-proxy.invalid", "no-such-proxy.invalid in GutCms:Proxy:Trusted cannot be looked up")]
    public async Task What_names_no_proxy_ends_the_start(string key, string value, string message)
    {
        await using var site = await TestSite.CreateAsync(SiteDatabase.Sqlite);
        site.Environment["GutCms__PublicUrl"] = "https://gut.example";
        site.Environment[key] = value;

        var refused = await site.RunAsync("serve");

        Assert.Equal(3, refused.ExitCode);
        Assert.Contains(message, refused.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Host_of_a_request_gets_into_nothing_whoever_sends_it()
    {
        const string Evil = "evil.example";
        await using var site = await TestSite.CreateSeededAsync(SiteDatabase.Sqlite);
        site.Environment["GutCms__PublicUrl"] = "https://gut.example";
        site.Environment["GutCms__Proxy__Trusted__0"] = "localhost";
        await using var host = await site.StartAsync();
        foreach (var path in new[]
        {
            "", "feed.xml", "sitemap.xml", "robots.txt", "articles/gut-health-and-mental-health", "series", "api/delivery/articles", "api/delivery/articles/gut-health-and-mental-health", "api/delivery/feed",
            ".well-known/openid-configuration", ".well-known/oauth-authorization-server", ".well-known/jwks.json", "connect/authorize", "account/sign-in", "admin", "openapi/v1.json", "nowhere",
        })
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.Host = Evil;
            request.Headers.Add("X-Forwarded-Host", Evil);
            request.Headers.Add("X-Forwarded-For", "203.0.113.9");

            using var answer = await host.Client.SendAsync(request, Token);

            Assert.True((int)answer.StatusCode < 500, path);
            Assert.DoesNotContain(Evil, answer.Headers + await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
        }
    }
}
