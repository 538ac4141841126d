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

    [Fact]
    public async Task A_node_whose_database_a_later_version_has_added_to_goes_on_until_one_has_taken_something_away()
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var site = await TestSite.CreateSeededAsync(database);
        var host = await site.StartAsync();
        await DatabaseDump.ExecuteAsync(site, "INSERT INTO \"__EFMigrationsHistory\" (\"MigrationId\", \"ProductVersion\") VALUES ('29990101000000_More', '99.0')");

        using (var ready = await host.Client.GetAsync("health/ready", cancellation))
        {
            Assert.Equal(HttpStatusCode.OK, ready.StatusCode);
            Assert.Contains("degraded", await ready.Content.ReadAsStringAsync(cancellation), StringComparison.Ordinal);
            Assert.Contains("A later version has brought the database up to date", await ready.Content.ReadAsStringAsync(cancellation), StringComparison.Ordinal);
        }

        using (var browser = new TestBrowser(host))
        using (var signedIn = await browser.SignInAsync("admin", TestSite.AdminPassword))
        {
            Assert.Equal(HttpStatusCode.Found, signedIn.StatusCode);
        }

        await DatabaseDump.ExecuteAsync(site, "INSERT INTO \"__EFMigrationsHistory\" (\"MigrationId\", \"ProductVersion\") VALUES ('29990101000001_LessContract', '99.0')");

        using (var ready = await host.Client.GetAsync("health/ready", cancellation))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, ready.StatusCode);
        }
    }
}

public sealed class ReadinessOnSqliteTests() : ReadinessTests(SiteDatabase.Sqlite);

public sealed class ReadinessOnPostgresTests() : ReadinessTests(SiteDatabase.PostgreSql);
