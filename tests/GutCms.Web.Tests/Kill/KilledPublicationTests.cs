using System.Diagnostics;
using System.Net.Sockets;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;

namespace GutCms.Web.Tests.Kill;

/// <summary>A site that is killed while it publishes: what is live afterwards has its approval, its certificate, its entry in the log and what readers get.</summary>
public abstract class KilledPublicationTests(SiteDatabase database, ITestOutputHelper output)
{
    private const int Repetitions = 50;
    private const int Articles = 4;

    /// <summary>Live versions of the type under policy that lack something; those of the set-up recipe are marked as imported.</summary>
    private const string Incomplete = """
        SELECT v."ContentItemVersionId" FROM "ContentVersions" v
        WHERE v."Published" AND v."ContentType" = 'Article'
        AND NOT EXISTS (SELECT 1 FROM "ImportedMarks" m WHERE m."VersionId" = v."ContentItemVersionId" AND m."ContentHash" = v."ContentHash")
        AND NOT (
            EXISTS (SELECT 1 FROM "PublicationGrants" g JOIN "Decisions" d ON d."ReviewId" = g."ReviewId" AND d."VoidedUtc" IS NULL
                WHERE g."VersionId" = v."ContentItemVersionId" AND g."ContentHash" = v."ContentHash")
            AND EXISTS (SELECT 1 FROM "Publications" p WHERE p."VersionId" = v."ContentItemVersionId" AND p."ContentHash" = v."ContentHash" AND p."Certificate" IS NOT NULL)
            AND EXISTS (SELECT 1 FROM "AuditEntries" a WHERE a."VersionId" = v."ContentItemVersionId" AND a."ContentHash" = v."ContentHash" AND a."Action" = 'content.publish')
            AND EXISTS (SELECT 1 FROM "Outbox" o WHERE o."VersionId" = v."ContentItemVersionId" AND o."Event" = 'published'))
        """;

    [Fact]
    public async Task Leaves_no_version_live_without_its_approval_certificate_and_entry_in_the_log()
    {
        await using var team = await EditorialTeam.StartAsync(database, approvals: 1, canBeKilled: true);
        var ids = new List<(string Id, string Slug)>();
        for (var number = 0; number < Articles; number++)
        {
            var slug = SampleArticle.NewSlug("killed");
            ids.Add((await team.SubmittedAsync(slug, approvals: 1), slug));
        }

        var clock = Stopwatch.StartNew();
        await PublishAsync(team, ids);
        var duration = clock.Elapsed;
        Assert.Empty(await DatabaseDump.QueryAsync(team.Site, Incomplete));

        // Named in every message, so that a failure can be repeated.
        var seed = Random.Shared.Next();
        var random = new Random(seed);
        var live = 0;
        for (var repetition = 0; repetition < RepeatScale.Of(Repetitions); repetition++)
        {
            await TakeDownAsync(team, ids);
            var delay = duration * random.NextDouble();
            var publishing = PublishAsync(team, ids);

            // Not a wait for something to happen: the moment of the kill is what is chosen at random.
            await Task.WhenAny(Task.Delay(delay, TestContext.Current.CancellationToken), publishing);
            await team.Host.KillAsync();
            await publishing;

            Assert.True((await DatabaseDump.QueryAsync(team.Site, Incomplete)).Count == 0, $"Seed {seed}, repetition {repetition}, killed after {delay.TotalMilliseconds} ms.");
            await team.RestartAsync();
            live += await CheckDeliveryAsync(team, ids);
        }

        var verified = await team.Site.RunAsync("audit", "verify");
        Assert.True(verified.ExitCode == 0, verified.Error);
        output.WriteLine($"Seed {seed}: {RepeatScale.Of(Repetitions)} kills within {duration.TotalMilliseconds} ms; {live} of {RepeatScale.Of(Repetitions) * Articles} publications were kept.");
    }

    /// <summary>Publishes all at once; whoever is cut off says nothing.</summary>
    private static async Task PublishAsync(EditorialTeam team, List<(string Id, string Slug)> ids)
    {
        var editor = await team.PersonAsync("editor-0");
        await Task.WhenAll(ids.Select(async article =>
        {
            try
            {
                await editor.PullAsync(article.Id, "publish");
            }
            catch (Exception error) when (error is HttpRequestException or SocketException)
            {
                // The site was killed before it answered. A connection that ends while it is being made reaches the caller as the socket's own error.
            }
        }));
    }

    private static async Task TakeDownAsync(EditorialTeam team, List<(string Id, string Slug)> ids)
    {
        var editor = await team.PersonAsync("editor-0");
        foreach (var (id, _) in ids)
        {
            if ((await editor.ReviewAsync(id)).Body["published"] is not null)
            {
                // Its approvals stand, so it can be published again.
                Assert.Equal("approved", (string?)(await editor.DoAsync(id, "unpublish"))["state"]);
            }
        }
    }

    /// <summary>Readers get exactly what is live.</summary>
    /// <returns>How many articles are.</returns>
    private static async Task<int> CheckDeliveryAsync(EditorialTeam team, List<(string Id, string Slug)> ids)
    {
        var editor = await team.PersonAsync("editor-0");
        var live = 0;
        foreach (var (id, slug) in ids)
        {
            var published = (await editor.ReviewAsync(id)).Body["published"];
            Assert.Equal(published is null ? 404 : 200, await editor.StatusAsync($"api/delivery/articles/{slug}"));
            if (published is not null)
            {
                var delivered = (await editor.GetAsync($"api/delivery/articles/{slug}")).Body;
                Assert.NotNull((string?)published["certificate"]);
                Assert.Equal((string?)published["certificate"], (string?)delivered["review"]!["certificate"]);
                live++;
            }
        }

        return live;
    }
}

public sealed class KilledPublicationOnSqliteTests(ITestOutputHelper output) : KilledPublicationTests(SiteDatabase.Sqlite, output);

public sealed class KilledPublicationOnPostgresTests(ITestOutputHelper output) : KilledPublicationTests(SiteDatabase.PostgreSql, output);
