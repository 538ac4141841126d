using System.Net;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;

namespace GutCms.Web.Tests.Audit;

public sealed class FloodsOfRefusalsOnSqliteTests() : FloodsOfRefusalsTests(SiteDatabase.Sqlite);

public sealed class FloodsOfRefusalsOnPostgresTests() : FloodsOfRefusalsTests(SiteDatabase.PostgreSql);

/// <summary>Somebody knocks ten thousand times. The log says so, and does not grow by ten thousand entries.</summary>
public abstract class FloodsOfRefusalsTests(SiteDatabase database)
{
    private const int Strangers = 10_000;
    private const int Alma = 300;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_flood_is_summed_up_and_what_was_counted_is_written_when_the_site_stops()
    {
        await using var site = await TestSite.CreateSeededAsync(database);
        var added = await site.RunAsync("user", "add", "alma", "--role", "Author");
        var host = await site.StartAsync();
        using var alma = await EditorialClient.SignInAsync(host, "alma", added.Output.Trim().Split(' ')[^1]);
        var last = (await DatabaseDump.QueryAsync(site, "SELECT MAX(\"Sequence\") FROM \"AuditEntries\""))[0];

        await Parallel.ForAsync(0, Strangers, Token, async (_, token) =>
        {
            using var answer = await host.Client.PostAsync("api/review/4ddddddddddddddddddddddddd/approve", null, token);
            Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        });
        for (var attempt = 0; attempt < Alma; attempt++)
        {
            Assert.Equal(403, await alma.StatusAsync("api/audit"));
        }

        Assert.Equal(0, await host.StopAsync());
        var entries = await RefusalSite.EntriesAsync(site, $"\"Sequence\" > {last} AND \"Action\" = 'access.refused'");
        Assert.Equal(Strangers, entries.Where(entry => entry.Who == "anonymous").Sum(Stands));
        Assert.Equal(Alma, entries.Where(entry => entry.Who == "alma").Sum(Stands));
        Assert.Contains(entries, entry => entry.More > 0 && entry["address"] == "127.0.0.1" && entry["route"]!.EndsWith("/{trigger}", StringComparison.Ordinal) && entry["fromUtc"] is not null);

        // Some for each minute that it took.
        Assert.InRange(entries.Count, 2, 500);
        Assert.Equal(0, (await site.RunAsync("audit", "verify")).ExitCode);
    }

    private static long Stands(RefusalSite.Entry entry) => Math.Max(1, entry.More);
}
