using System.Net;
using GutCms.TestSupport;

namespace GutCms.Web.Tests.Health;

public abstract class ReadinessTests(SiteDatabase database)
{
    [Fact]
    public async Task Is_503_as_a_problem_while_the_process_lives_when_the_database_lacks_migrations()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var site = await TestSite.CreateSeededAsync(database);
        var host = await site.StartAsync();
        await DatabaseDump.ExecuteAsync(site, "ALTER TABLE \"__EFMigrationsHistory\" RENAME TO \"Elsewhere\"");

        using var ready = await host.Client.GetAsync("health/ready", cancellation);
        using var live = await host.Client.GetAsync("health/live", cancellation);

        Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        Assert.Equal("application/problem+json", ready.Content.Headers.ContentType?.MediaType);
        Assert.Equal("no-store", ready.Headers.CacheControl?.ToString());
        Assert.Equal(HttpStatusCode.OK, live.StatusCode);
    }
}

public sealed class ReadinessOnSqliteTests() : ReadinessTests(SiteDatabase.Sqlite);

public sealed class ReadinessOnPostgresTests() : ReadinessTests(SiteDatabase.PostgreSql);
