using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using GutCms.TestSupport;

namespace GutCms.Contract.Tests;

public abstract class HealthTests(SiteFixture site)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("health/live")]
    [InlineData("health/ready")]
    public async Task Answers_200_with_a_status_when_the_site_serves(string path)
    {
        using var response = await site.Client.GetAsync(path, Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var body = await response.Content.ReadFromJsonAsync<JsonObject>(Cancellation);
        Assert.Equal("healthy", (string?)body!["status"]);
    }

    [Fact]
    public async Task Is_not_cached_when_asked_twice()
    {
        using var response = await site.Client.GetAsync("health/ready", Cancellation);

        Assert.Equal("no-store", response.Headers.CacheControl?.ToString());
    }
}

[Collection<SqliteSites>]
public sealed class HealthOnSqliteTests(SqliteSite site) : HealthTests(site);

[Collection<PostgresSites>]
public sealed class HealthOnPostgresTests(PostgresSite site) : HealthTests(site);
