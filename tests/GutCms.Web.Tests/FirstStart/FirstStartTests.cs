using System.Net;
using GutCms.TestSupport;

namespace GutCms.Web.Tests.FirstStart;

public abstract class FirstStartTests(SiteDatabase database)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Serves_the_seeded_article_when_the_database_was_empty()
    {
        await using var site = await TestSite.CreateAsync(database);

        var host = await site.StartProcessAsync();

        using var response = await host.Client.GetAsync("api/delivery/articles/gut-health-and-mental-health", Cancellation);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Says_where_things_are_and_how_to_stop_when_it_serves()
    {
        await using var site = await TestSite.CreateAsync(database);

        var host = await site.StartProcessAsync();
        await host.StopAsync();

        Assert.Contains($"{host.Address}articles/gut-health-and-mental-health", host.Output, StringComparison.Ordinal);
        Assert.Contains($"{host.Address}api/delivery/articles", host.Output, StringComparison.Ordinal);
        Assert.Contains($"{host.Address}admin\n", host.Output, StringComparison.Ordinal);
        Assert.Contains($"{host.Address}reference\n", host.Output, StringComparison.Ordinal);
        Assert.Contains(database == SiteDatabase.Sqlite ? DatabaseDump.SqliteFile(site) : "PostgreSQL", host.Output, StringComparison.Ordinal);
        Assert.Contains("Ctrl+C", host.Output, StringComparison.Ordinal);
        Assert.Contains("--urls http://", host.Output, StringComparison.Ordinal);
        Assert.Contains("user reset-password", host.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Tells_in_plain_lines_what_it_does_at_the_first_start_and_nothing_at_the_second()
    {
        await using var site = await TestSite.CreateAsync(database);

        var first = await site.StartProcessAsync();
        await first.StopAsync();
        var second = await site.StartProcessAsync();
        await second.StopAsync();

        var told = first.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.StartsWith("Creating or updating the tables of ", told[0], StringComparison.Ordinal);
        Assert.StartsWith("First start: running ", told[1], StringComparison.Ordinal);
        Assert.EndsWith("gutcms.recipe.json", told[1], StringComparison.Ordinal);
        Assert.Matches("^checking content items: 0 of [0-9]+$", told[2]);
        Assert.Contains(told, line => line.StartsWith("writing content items: 0 of ", StringComparison.Ordinal));
        Assert.Equal("writing documents for readers", told[^2]);
        Assert.Equal("Making the keys of the site and its first administrator", told[^1]);
        Assert.All(told, line => Assert.DoesNotMatch("^[a-z]+ [0-9]", line));
        Assert.DoesNotContain('\u001b', first.Error);
        Assert.StartsWith("GutCms ", first.Output, StringComparison.Ordinal);
        Assert.Equal("", second.Error);
    }

    [Fact]
    public async Task Shows_the_password_that_it_made_once_and_how_to_get_another()
    {
        await using var site = await TestSite.CreateAsync(database);
        site.Environment["GutCms__Setup__AdminPassword"] = null;

        var first = await site.StartProcessAsync();
        await first.StopAsync();
        var second = await site.StartProcessAsync();
        await second.StopAsync();

        var told = first.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        var shown = Array.FindIndex(told, line => line == "The first administrator; shown this once:");
        Assert.Equal("Making the keys of the site and its first administrator", told[shown - 1]);
        Assert.Matches(@"^  admin  \S{12,}  \(Administrator\)$", told[shown + 1]);
        Assert.EndsWith(" user reset-password admin)", told[shown + 2], StringComparison.Ordinal);
        Assert.Equal("", second.Error);
        Assert.Contains(" user reset-password NAME\n", second.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Changes_nothing_when_it_is_the_second_start()
    {
        await using var site = await TestSite.CreateAsync(database);
        var first = await site.StartProcessAsync();
        Assert.Equal(0, await first.StopAsync());
        var before = await DatabaseDump.ReadAsync(site);

        var second = await site.StartProcessAsync();
        Assert.Equal(0, await second.StopAsync());

        Assert.Equal(before, await DatabaseDump.ReadAsync(site));
        Assert.Equal("", second.Error);
    }

    [Fact]
    public async Task Leaves_a_whole_site_when_two_start_at_once()
    {
        await using var site = await TestSite.CreateAsync(database);

        var hosts = await Task.WhenAll(site.StartProcessAsync(), site.StartAsync());

        foreach (var host in hosts)
        {
            using var response = await host.Client.GetAsync("api/delivery/articles/gut-health-and-mental-health", Cancellation);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        }
    }
}

public sealed class FirstStartOnSqliteTests() : FirstStartTests(SiteDatabase.Sqlite);

public sealed class FirstStartOnPostgresTests() : FirstStartTests(SiteDatabase.PostgreSql);
