using System.Net;
using GutCms.TestSupport;
using Npgsql;

namespace GutCms.Web.Tests.Faults;

/// <summary>A database that takes no changes serves readers, tells editors, and the site says that it is degraded.</summary>
public sealed class ReadOnlyDatabaseTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Readers_are_served_and_changes_are_answered_by_503()
    {
        await using var site = await TestSite.CreateSeededAsync(SiteDatabase.PostgreSql);
        var host = await site.StartAsync();
        using var browser = new TestBrowser(host);
        var name = new NpgsqlConnectionStringBuilder(site.ConnectionString).Database;

        await DatabaseDump.ExecuteAsync(site, $"ALTER DATABASE {name} SET default_transaction_read_only = on");
        await DatabaseDump.ExecuteAsync(site, "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()");

        // The first requests may meet connections that were ended.
        await Eventually.HoldsAsync(async () =>
        {
            using var list = await host.Client.GetAsync("api/delivery/articles?first=1", Token);
            return list.StatusCode == HttpStatusCode.OK;
        });

        await Eventually.HoldsAsync(async () =>
        {
            using var ready = await host.Client.GetAsync("health/ready", Token);
            return ready.StatusCode == HttpStatusCode.OK && (await ready.Content.ReadAsStringAsync(Token)).Contains("The database can be read only.", StringComparison.Ordinal);
        });
        using var refused = await browser.SignInAsync("admin", TestSite.AdminPassword);
        Assert.Equal(HttpStatusCode.ServiceUnavailable, refused.StatusCode);
        Assert.NotNull(refused.Headers.RetryAfter);
        Assert.Null(browser.Session);
    }
}
