using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;

namespace GutCms.Web.Tests.Nodes;

/// <summary>Three nodes behind nginx on one PostgreSQL, read and written all the while: one is killed and started again, one is cut off from the database.</summary>
public sealed class ThreeNodesTests(ITestOutputHelper output)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_byte_is_wrong_and_nothing_that_was_acknowledged_is_lost_while_nodes_die_and_are_cut_off()
    {
        await using var nodes = await ThreeNodes.StartAsync();
        var slug = SampleArticle.NewSlug("nodes");
        var (id, editor) = await PublishedAsync(nodes.Team, slug);
        var published = new ConcurrentBag<string> { await ReadAsync(nodes.Team.Host.Client, slug) };
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var load = new Load(nodes, slug, await SignedInAsync(nodes));
        var running = Task.WhenAll(load.ReadAsync(end.Token), load.ReadAsync(end.Token), load.WriteAsync(end.Token));
        await load.GoesOnAsync();

        // A power cut of one node, and its return to the same place.
        await nodes.Nodes[1].KillAsync();
        await load.GoesOnAsync();
        await RepublishAsync(nodes.Team, editor, id, slug, "While one node is dead.", published);
        await nodes.StartAsync(1);
        await load.GoesOnAsync();
        Assert.Contains(await ReadAsync(nodes.Nodes[1].Client, slug), published);

        // One is cut off from the database: others take what it cannot, and it has the new text when the line is mended.
        nodes.Lines[2].Cut();
        await RepublishAsync(nodes.Team, editor, id, slug, "While one node is cut off.", published);
        await load.GoesOnAsync();
        nodes.Lines[2].Mend();
        await Eventually.HoldsAsync(async () => await TryReadAsync(nodes.Nodes[2].Client, slug) == await ReadAsync(nodes.Team.Host.Client, slug));
        await load.GoesOnAsync();
        await end.CancelAsync();
        await running;

        // The reader may have met the text of any moment, and of no other text than one that was published.
        Assert.Empty(load.Read.Keys.Except(published));
        var kept = (await DatabaseDump.QueryAsync(nodes.Team.Site, "SELECT DISTINCT \"ContentItemId\" FROM \"ContentVersions\"")).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(load.Acknowledged.Except(kept));
        var verified = await nodes.Team.Site.RunAsync("verify");
        Assert.True(verified.ExitCode == 0, verified.Output + verified.Error);
        Assert.DoesNotContain("fail: ", nodes.Nodes[0].Output, StringComparison.Ordinal);
        Assert.DoesNotContain("crit: ", nodes.Nodes[0].Output, StringComparison.Ordinal);
        output.WriteLine($"{load.Reads} reads of {load.Read.Count} texts, {load.Acknowledged.Count} writes acknowledged, {load.Refused} answered by 502 to 504.");
    }

    [Fact]
    public async Task What_is_published_on_one_node_is_seen_on_all_of_them_within_a_second()
    {
        await using var nodes = await ThreeNodes.StartAsync();
        var slug = SampleArticle.NewSlug("seen");
        var (id, editor) = await PublishedAsync(nodes.Team, slug);
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Sight[] seen = [.. nodes.Nodes.Select(node => new Sight(node.Client, $"api/delivery/articles/{slug}"))];
        var watching = Task.WhenAll(seen.Select(sight => sight.WatchAsync(end.Token)));
        await Task.WhenAll(seen.Select(sight => sight.HasSeenMoreAsync()));
        List<(string ETag, long At)> acknowledged = [(await TagAsync(nodes.Team.Host.Client, slug), Stopwatch.GetTimestamp())];
        for (var round = 0; round < RepeatScale.Of(20); round++)
        {
            await RepublishAsync(nodes.Team, editor, id, slug, $"Text {round}.", []);
            var at = Stopwatch.GetTimestamp();
            acknowledged.Add((await TagAsync(nodes.Team.Host.Client, slug), at));
            await Task.WhenAll(seen.Select(sight => sight.HasSeenMoreAsync()));
        }

        await Eventually.HoldsAsync(() => seen.All(sight => sight.Last == acknowledged[^1].ETag));
        await end.CancelAsync();
        await watching;

        // A machine that stands still for a while, as one that runs everything at once does, is no fault of a node: how long it did is what the longest answer from memory took.
        var stood = seen.Max(sight => sight.Longest);
        var late = seen.Max(sight => sight.LatestOld(acknowledged));
        output.WriteLine($"{seen.Sum(sight => sight.Count)} answers of three nodes; the last old one began {late.TotalMilliseconds:F0} ms after a publication was acknowledged; the longest answer took {stood.TotalMilliseconds:F0} ms.");
        Assert.True(late < TimeSpan.FromSeconds(1) + (3 * stood), $"{late} after the acknowledgement a node still answered with the text before; the longest answer took {stood}.");
    }

    [Fact]
    public async Task What_is_due_is_done_by_one_of_them_and_the_others_have_nothing_to_say()
    {
        await using var nodes = await ThreeNodes.StartAsync();
        List<string> ids = [];
        for (var number = 0; number < 5; number++)
        {
            ids.Add(await nodes.Team.SubmittedAsync(SampleArticle.NewSlug("due"), approvals: 1));
        }

        var editor = await nodes.Team.PersonAsync("editor-0");
        var at = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(1).ToString("O", CultureInfo.InvariantCulture);
        foreach (var id in ids)
        {
            await editor.DoAsync(id, "schedule", new JsonObject { ["at"] = at });
        }

        // A day passes at once, for all of them.
        await DatabaseDump.ExecuteAsync(nodes.Team.Site, "UPDATE \"ScheduledPublications\" SET \"AtUtc\" = \"ScheduledUtc\"");
        await Eventually.HoldsAsync(async () => (await DatabaseDump.QueryAsync(nodes.Team.Site, "SELECT \"ContentItemId\" FROM \"ScheduledPublications\"")).Count == 0);

        foreach (var id in ids)
        {
            Assert.Equal(["content.publish"], await DatabaseDump.QueryAsync(nodes.Team.Site, $"SELECT \"Action\" FROM \"AuditEntries\" WHERE \"ContentItemId\" = '{id}' AND \"Action\" LIKE 'content.publish%'"));
            Assert.Single(await DatabaseDump.QueryAsync(nodes.Team.Site, $"SELECT \"MessageId\" FROM \"Outbox\" WHERE \"ContentItemId\" = '{id}' AND \"Event\" = 'published'"));
        }

        foreach (var node in nodes.Nodes)
        {
            await node.StopAsync();
            Assert.DoesNotContain("scheduled publication of", node.Output, StringComparison.Ordinal);
            Assert.DoesNotContain("fail: ", node.Output, StringComparison.Ordinal);
        }
    }

    private static async Task<(string Id, EditorialClient Editor)> PublishedAsync(EditorialTeam team, string slug)
    {
        var id = await team.SubmittedAsync(slug, approvals: 1);
        var editor = await team.PersonAsync("editor-0");
        await editor.DoAsync(id, "publish");
        return (id, editor);
    }

    /// <summary>Another text of the article is approved and goes live; what readers get of it is noted as soon as it is there.</summary>
    private static async Task RepublishAsync(EditorialTeam team, EditorialClient editor, string id, string slug, string text, ConcurrentBag<string> published)
    {
        var author = await team.PersonAsync("author-0");
        var (_, tag) = await author.ReviewAsync(id);
        var (status, saved) = await author.PostAsync("api/content?draft=true", SampleArticle.Edit(id, $"<p>{text}</p>"), tag);
        Assert.True(status == 200, saved.ToJsonString());
        await author.DoAsync(id, "submit");
        await (await team.PersonAsync("reviewer-0")).DoAsync(id, "approve");
        await editor.DoAsync(id, "publish");
        published.Add(await ReadAsync(team.Host.Client, slug));
    }

    private static async Task<EditorialClient> SignedInAsync(ThreeNodes nodes)
    {
        const string Name = "writer";
        var added = await nodes.Team.Site.RunAsync("user", "add", Name, "--role", "Author");
        Assert.True(added.ExitCode == 0, added.Error);
        var password = added.Output.Trim().Split(' ')[^1];
        var browser = new TestBrowser(nodes.Front);
        (await browser.SignInAsync(Name, password)).Dispose();
        return await EditorialClient.OfAsync(browser, password);
    }

    private static async Task<string> ReadAsync(HttpClient client, string slug) => await client.GetStringAsync($"api/delivery/articles/{slug}", Token);

    private static async Task<string?> TryReadAsync(HttpClient client, string slug)
    {
        using var answer = await client.GetAsync($"api/delivery/articles/{slug}", Token);
        return answer.StatusCode == HttpStatusCode.OK ? await answer.Content.ReadAsStringAsync(Token) : null;
    }

    private static async Task<string> TagAsync(HttpClient client, string slug)
    {
        using var answer = await client.GetAsync($"api/delivery/articles/{slug}", Token);
        return answer.Headers.ETag!.Tag;
    }
}
