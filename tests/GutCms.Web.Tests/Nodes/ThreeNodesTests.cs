using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.Json.Nodes;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;

namespace GutCms.Web.Tests.Nodes;

/// <summary>Three nodes behind nginx on one PostgreSQL, read and written all the while: one is killed and started again, one is cut off from the database while it writes.</summary>
[Collection<AloneWithThreeNodes>]
public sealed class ThreeNodesTests(ThreeNodes nodes, ITestOutputHelper output)
{
    /// <summary>Whoever serves says so by a lock, and listens next.</summary>
    private const string Listening = """
        SELECT l.pid::text FROM pg_locks l JOIN pg_stat_activity a ON a.pid = l.pid
        WHERE l.locktype = 'advisory' AND l.mode = 'ShareLock' AND a.datname = current_database() AND a.state = 'idle' AND a.query NOT LIKE '%advisory%'
        """;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task No_byte_is_wrong_and_nothing_that_was_acknowledged_is_lost_while_nodes_die_and_are_cut_off()
    {
        await nodes.StartAsync();
        var slug = SampleArticle.NewSlug("nodes");
        var (id, editor) = await PublishedAsync(slug);
        var published = new ConcurrentBag<(string Tag, string Text)> { await ReadAsync(nodes.Desk, slug) };
        using var writer = await EditorialTeam.SignInAtAsync(nodes.Reader.BaseAddress!, "author-1");
        using var cutOff = await EditorialTeam.SignInAtAsync(nodes.Remote.Address, "author-1");
        using var end = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var load = new Load(nodes, slug, writer);
        var running = Task.WhenAll(load.ReadAsync(end.Token), load.ReadAsync(end.Token), load.WriteAsync(end.Token));
        await load.GoesOnAsync(running);

        // A power cut of one node, and its return to the same place.
        await nodes.Mortal.KillAsync();
        await load.GoesOnAsync(running);
        await RepublishAsync(editor, id, slug, "While one node is dead.", published);
        await nodes.ReviveAsync();
        await load.GoesOnAsync(running);
        Assert.Contains(await ReadAsync(nodes.Mortal, slug), published);

        // One is cut off from the database at the moment in which it has taken the lock of the one writer. The others get it all the same.
        await KeepsInMemoryAsync(slug);
        var cut = nodes.Line.CutAfterAsync("set_config('lock_timeout'");
        var lost = cutOff.PostAsync("api/content?draft=true", SampleArticle.Create(SampleArticle.NewSlug("lost")), null);
        await cut;
        await load.GoesOnAsync(running);
        await RepublishAsync(editor, id, slug, "While one node is cut off.", published);
        await load.GoesOnAsync(running);

        // It goes on with what it has in memory, and says so of the rest.
        Assert.Contains(await ReadAsync(nodes.Remote, slug), published);
        using (var list = await nodes.Remote.Client.GetAsync("api/delivery/articles?first=7", Token))
        {
            Assert.Equal(HttpStatusCode.ServiceUnavailable, list.StatusCode);
            Assert.NotNull(list.Headers.RetryAfter);
        }

        // Whole again as soon as the line is.
        nodes.Line.Mend();
        var told = (await lost).Status;
        var latest = await ReadAsync(nodes.Desk, slug);
        await Eventually.HoldsAsync(async () => await TryReadAsync(nodes.Remote, slug) == latest);
        await load.GoesOnAsync(running);
        await end.CancelAsync();
        await running;

        // Readers may have met the text of any moment, and nothing else than a text that was published, under its tag.
        Assert.Empty(load.Read.Keys.Except(published));
        var kept = (await DatabaseDump.QueryAsync(nodes.Team.Site, "SELECT \"ContentItemId\" || ' ' || \"DisplayText\" FROM \"ContentVersions\"")).ToHashSet(StringComparer.Ordinal);
        Assert.Empty(load.Acknowledged.Except(kept));

        // Whoever wrote at the node that was cut off was told the truth: most likely that it was not kept.
        Assert.True(told is 200 or 503, $"{told}");
        Assert.Equal(told == 200, kept.Any(draft => draft.Contains(" lost-", StringComparison.Ordinal)));
        var verified = await nodes.Team.Site.RunAsync("verify");
        Assert.True(verified.ExitCode == 0, verified.Output + verified.Error);
        AssertCalm(nodes.Desk);
        AssertCalm(nodes.Mortal);
        output.WriteLine($"{load.Reads} reads of {load.Read.Count} texts, {load.Acknowledged.Count} writes acknowledged, {load.Refused} answered by 502 to 504.");
    }

    [Fact]
    public async Task What_is_published_or_taken_down_on_one_node_all_of_them_tell_readers()
    {
        await nodes.StartAsync();
        var slug = SampleArticle.NewSlug("seen");
        var (id, editor) = await PublishedAsync(slug);
        string[] paths = [$"api/delivery/articles/{slug}", $"articles/{slug}", "api/delivery/articles?first=3"];
        var longest = TimeSpan.Zero;
        for (var round = 0; round < RepeatScale.Of(10); round++)
        {
            // Each has the text before in memory, if it keeps any.
            await Task.WhenAll(nodes.All.SelectMany(node => paths.Select(path => node.Client.GetStringAsync(path, Token))));
            var text = string.Create(CultureInfo.InvariantCulture, $"Text number {round}.");
            await RepublishAsync(editor, id, slug, text, []);
            var acknowledged = Stopwatch.GetTimestamp();
            var list = await nodes.Desk.Client.GetStringAsync(paths[2], Token);
            await Task.WhenAll(nodes.All.Select(node => Eventually.HoldsAsync(async () => (await node.Client.GetStringAsync(paths[0], Token)).Contains(text, StringComparison.Ordinal))));
            longest = TimeSpan.FromTicks(Math.Max(longest.Ticks, Stopwatch.GetElapsedTime(acknowledged).Ticks));

            // Whoever has heard of it has heard of it in all that it keeps, and does not go back.
            foreach (var node in nodes.All)
            {
                Assert.Contains(text, await node.Client.GetStringAsync(paths[1], Token), StringComparison.Ordinal);
                Assert.Equal(list, await node.Client.GetStringAsync(paths[2], Token));
                Assert.Contains(text, await node.Client.GetStringAsync(paths[0], Token), StringComparison.Ordinal);
            }
        }

        await editor.DoAsync(id, "unpublish");
        await Task.WhenAll(nodes.All.Select(node => Eventually.HoldsAsync(async () => await TryReadAsync(node, slug) is null)));
        foreach (var node in nodes.All)
        {
            using var page = await node.Client.GetAsync(paths[1], Token);
            Assert.Equal(HttpStatusCode.NotFound, page.StatusCode);
            Assert.DoesNotContain(slug, await node.Client.GetStringAsync(paths[2], Token), StringComparison.Ordinal);
        }

        output.WriteLine($"The last of three nodes told of a publication {longest.TotalMilliseconds:F0} ms after it was acknowledged, in the slowest of {RepeatScale.Of(10)}.");
    }

    [Fact]
    public async Task What_is_due_is_done_by_one_of_them_and_the_others_have_nothing_to_say()
    {
        await nodes.StartAsync();
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

        foreach (var node in nodes.All)
        {
            Assert.DoesNotContain("scheduled publication of", node.Output, StringComparison.Ordinal);
        }

        AssertCalm(nodes.Desk);
        AssertCalm(nodes.Mortal);
    }

    private static void AssertCalm(GutCmsHost node)
    {
        Assert.DoesNotContain("fail: ", node.Output, StringComparison.Ordinal);
        Assert.DoesNotContain("crit: ", node.Output, StringComparison.Ordinal);
    }

    private async Task<(string Id, EditorialClient Editor)> PublishedAsync(string slug)
    {
        var id = await nodes.Team.SubmittedAsync(slug, approvals: 1);
        var editor = await nodes.Team.PersonAsync("editor-0");
        await editor.DoAsync(id, "publish");
        return (id, editor);
    }

    /// <summary>Another text of the article is approved and goes live; what readers get of it is noted as soon as it is there.</summary>
    private async Task RepublishAsync(EditorialClient editor, string id, string slug, string text, ConcurrentBag<(string Tag, string Text)> published)
    {
        var author = await nodes.Team.PersonAsync("author-0");
        var (_, tag) = await author.ReviewAsync(id);
        var (status, saved) = await author.PostAsync("api/content?draft=true", SampleArticle.Edit(id, $"<p>{text}</p>"), tag);
        Assert.True(status == 200, saved.ToJsonString());
        await author.DoAsync(id, "submit");
        await (await nodes.Team.PersonAsync("reviewer-0")).DoAsync(id, "approve");
        await editor.DoAsync(id, "publish");
        published.Add(await ReadAsync(nodes.Desk, slug));
    }

    /// <summary>Returns when the node that will be cut off listens for publications, without which it keeps nothing, and has read the article.</summary>
    private async Task KeepsInMemoryAsync(string slug)
    {
        await Eventually.HoldsAsync(async () =>
            (await DatabaseDump.QueryAsync(nodes.Team.Site, Listening)).Count == nodes.All.Length);
        await ReadAsync(nodes.Remote, slug);
    }

    private static async Task<(string Tag, string Text)> ReadAsync(GutCmsHost node, string slug)
    {
        using var answer = await node.Client.GetAsync($"api/delivery/articles/{slug}", Token);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await Load.TextOfAsync(answer);
    }

    private static async Task<(string Tag, string Text)?> TryReadAsync(GutCmsHost node, string slug)
    {
        using var answer = await node.Client.GetAsync($"api/delivery/articles/{slug}", Token);
        return answer.StatusCode == HttpStatusCode.OK ? await Load.TextOfAsync(answer) : null;
    }
}
