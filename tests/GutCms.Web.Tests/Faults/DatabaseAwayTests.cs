using System.Net;
using System.Text.Json.Nodes;
using GutCms.TestSupport;
using Npgsql;

namespace GutCms.Web.Tests.Faults;

/// <summary>A site whose PostgreSQL server is stopped, crashes, stands still or takes no changes: what readers, editors and operators meet, and that it all comes back.</summary>
public sealed class DatabaseAwayTests : IAsyncLifetime
{
    private const string InMemory = "api/delivery/articles/gut-health-and-mental-health";

    private PrivatePostgres _server = null!;
    private TestSite _site = null!;
    private GutCmsHost _host = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _server = await PrivatePostgres.StartAsync();
        _site = await TestSite.CreateAsync(SiteDatabase.Sqlite);
        _site.Environment["ConnectionStrings__GutCms"] = _server.ConnectionString;
        _host = await _site.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (_site is not null)
        {
            await _site.DisposeAsync();
        }

        if (_server is not null)
        {
            await _server.DisposeAsync();
        }
    }

    [Theory]
    [InlineData("fast")]
    [InlineData("immediate")]
    public async Task What_is_in_memory_goes_on_being_served_and_says_so_while_the_server_is_down(string mode)
    {
        var before = await WarmAsync();

        // Asked for all the while, so that it is in memory whatever a start still has to do.
        var stopping = _server.StopAsync(mode);
        while (!stopping.IsCompleted)
        {
            using var asked = await _host.Client.GetAsync(InMemory, Token);
        }

        await stopping;
        await Eventually.HoldsAsync(async () =>
        {
            using var article = await _host.Client.GetAsync(InMemory, Token);
            Assert.Equal(HttpStatusCode.OK, article.StatusCode);
            Assert.Equal(before, Convert.ToHexString(await article.Content.ReadAsByteArrayAsync(Token)));
            return article.Headers.Age is { } age && age > TimeSpan.Zero && article.Headers.GetValues("Cache-Status").Single() == "GutCms; hit; detail=database-unavailable";
        });
        await AssertUnavailableAsync("api/delivery/articles?first=1");
        await AssertUnavailableAsync("api/delivery/articles/nothing-of-the-kind");
        await AssertPageAsync("/");
        using (var ready = await _host.Client.GetAsync("health/ready", Token))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
            var said = await ready.Content.ReadAsStringAsync(Token);
            Assert.Contains("The database cannot be reached", said, StringComparison.Ordinal);
            Assert.DoesNotContain("127.0.0.1", said, StringComparison.Ordinal);
        }

        Assert.Equal(HttpStatusCode.OK, (await _host.Client.GetAsync("health/live", Token)).StatusCode);

        await _server.ResumeAsync();

        await Eventually.HoldsAsync(async () =>
        {
            using var article = await _host.Client.GetAsync(InMemory, Token);
            using var list = await _host.Client.GetAsync("api/delivery/articles?first=1", Token);
            using var page = await _host.Client.GetAsync("", Token);
            return article.StatusCode == HttpStatusCode.OK && article.Headers.Age is null && list.StatusCode == HttpStatusCode.OK && page.StatusCode == HttpStatusCode.OK;
        });
    }

    [Fact]
    public async Task Nothing_is_served_from_memory_beyond_the_bound()
    {
        await _host.StopAsync();
        _site.Environment["GutCms__Delivery__StaleIfErrorSeconds"] = "0";
        _host = await _site.StartAsync();
        await WarmAsync();

        await _server.StopAsync("fast");

        await Eventually.HoldsAsync(async () =>
        {
            using var article = await _host.Client.GetAsync(InMemory, Token);
            return article.StatusCode == HttpStatusCode.ServiceUnavailable;
        });
        await AssertUnavailableAsync(InMemory);
    }

    [Fact]
    public async Task A_server_that_stands_still_holds_nobody_up_for_what_is_in_memory()
    {
        var before = await WarmAsync();

        await _server.SignalAsync("STOP");

        using (var article = await _host.Client.GetAsync(InMemory, Token))
        {
            Assert.Equal(HttpStatusCode.OK, article.StatusCode);
            Assert.Equal(before, Convert.ToHexString(await article.Content.ReadAsByteArrayAsync(Token)));
        }

        await AssertUnavailableAsync("api/delivery/articles?first=1");
        await _server.SignalAsync("CONT");

        await Eventually.HoldsAsync(async () =>
        {
            using var list = await _host.Client.GetAsync("api/delivery/articles?first=1", Token);
            return list.StatusCode == HttpStatusCode.OK;
        });
    }

    private async Task<string> WarmAsync()
    {
        // A document is kept in memory only while the site listens for publications of others.
        await using var connection = new NpgsqlConnection(_server.ConnectionString + ";Pooling=false");
        await connection.OpenAsync(Token);
        await Eventually.HoldsAsync(async () =>
        {
            await using var command = new NpgsqlCommand("SELECT COUNT(*) FROM pg_stat_activity WHERE query LIKE 'LISTEN %' AND state = 'idle'", connection);
            return (long)(await command.ExecuteScalarAsync(Token))! > 0;
        });
        return Convert.ToHexString(await _host.Client.GetByteArrayAsync(InMemory, Token));
    }

    private async Task AssertUnavailableAsync(string path)
    {
        using var answer = await _host.Client.GetAsync(path, Token);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.True(answer.Headers.CacheControl?.NoStore);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("urn:gutcms:problem:unavailable", (string?)JsonNode.Parse(await answer.Content.ReadAsStringAsync(Token))!["type"]);
    }

    private async Task AssertPageAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Accept.ParseAdd("text/html");
        using var answer = await _host.Client.SendAsync(request, Token);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
        Assert.Equal("text/html", answer.Content.Headers.ContentType?.MediaType);
        Assert.Contains("Not available at the moment", await answer.Content.ReadAsStringAsync(Token), StringComparison.Ordinal);
    }
}
