using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Reviews.Model;
using GutCms.OrchardCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.ContentManagement;
using OrchardCore.ContentManagement.Records;
using YesSql;

namespace GutCms.OrchardCore.Tests;

/// <summary>The queue page by page.</summary>
[Collection<OrchardSites>]
public sealed class QueueTests(Newsroom newsroom)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Goes_on_where_a_page_ended_though_the_review_there_was_decided_meanwhile()
    {
        var mine = new List<string>();
        foreach (var letter in (string[])["a", "b", "c", "d"])
        {
            var id = await newsroom.DraftAsync("Queued " + letter);
            await newsroom.Author.DoAsync(id, "submit");
            mine.Add(id);
        }

        var seen = new List<string>();
        var pages = 0;
        for (string? after = ""; after is not null;)
        {
            var page = (await newsroom.Reviewer.GetFromJsonAsync<JsonObject>("api/review/queue?first=1" + (after.Length > 0 ? "&after=" + after : ""), Cancellation))!;
            Assert.True(++pages < 100, "The list never ends.");
            foreach (var item in page["items"]!.AsArray())
            {
                var id = (string)item!["contentItemId"]!;
                seen.Add(id);
                if (mine.Contains(id))
                {
                    // Out of the queue, with the cursor that this page hands out.
                    await newsroom.Author.DoAsync(id, "withdrawSubmission");
                }
            }

            after = (string?)page["nextCursor"];
        }

        Assert.Equal(mine.Order(), seen.Where(mine.Contains).Order());
        Assert.Equal(seen.Count, seen.Distinct().Count());
    }

    [Fact]
    public async Task Leaves_out_a_run_that_its_text_has_left_behind_and_one_whose_item_is_gone()
    {
        var waiting = await SubmittedAsync("Queued and waiting");
        var left = await SubmittedAsync("Queued and left behind");
        var gone = await SubmittedAsync("Queued and deleted");
        string[] mine = [waiting, left, gone];
        Assert.Equal(mine, (await QueueAsync()).Where(mine.Contains));

        await newsroom.Site.InScopeAsync(async services =>
        {
            // As after a change of the definitions: the run is about another text. And as after a deletion past the content manager.
            var records = services.GetRequiredService<Records>();
            var run = (await records.ListByGroupAsync<Review>(RecordKinds.Review, [left]))[left].Single(review => review.IsOpen);
            run = run with { CoveredTexts = [.. run.CoveredTexts.Select(text => text with { ContentHash = "sha256:" + new string('0', 64) })] };
            await records.SaveAsync(RecordKinds.Review, run.ReviewId, run, left, run.DisclaimerId ?? "", isOpen: true);
            var session = services.GetRequiredService<ISession>();
            var item = await session.Query<ContentItem, ContentItemIndex>(index => index.ContentItemId == gone).FirstOrDefaultAsync();
            (item.Latest, item.Published) = (false, false);
            await session.SaveAsync(item);
        });

        Assert.Equal([waiting], (await QueueAsync()).Where(mine.Contains));
        Assert.Equal("draft", (string?)(await newsroom.Editor.ReviewAsync(left))["state"]);
    }

    private async Task<string> SubmittedAsync(string title)
    {
        var id = await newsroom.DraftAsync(title);
        await newsroom.Author.DoAsync(id, "submit");
        return id;
    }

    /// <summary>The items of the queue; there are as many as it says.</summary>
    private async Task<List<string>> QueueAsync()
    {
        var page = (await newsroom.Reviewer.GetFromJsonAsync<JsonObject>("api/review/queue?first=100", Cancellation))!;
        var ids = page["items"]!.AsArray().Select(item => (string)item!["contentItemId"]!).ToList();
        Assert.Null(page["nextCursor"]);
        Assert.Equal(ids.Count, (int)page["total"]!);
        return ids;
    }

    [Fact]
    public async Task A_cursor_of_the_whole_queue_is_refused_by_a_part_of_it()
    {
        foreach (var letter in (string[])["a", "b"])
        {
            await newsroom.Author.DoAsync(await newsroom.DraftAsync("Queued for a cursor " + letter), "submit");
        }

        var next = (string)(await newsroom.Reviewer.GetFromJsonAsync<JsonObject>("api/review/queue?first=1", Cancellation))!["nextCursor"]!;
        using var same = await newsroom.Reviewer.GetAsync("api/review/queue?first=1&after=" + next, Cancellation);
        using var overdue = await newsroom.Reviewer.GetAsync("api/review/queue?first=1&overdue=true&after=" + next, Cancellation);
        using var other = await newsroom.Reviewer.GetAsync("api/content?first=1&after=" + next, Cancellation);

        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest), (same.StatusCode, overdue.StatusCode, other.StatusCode));
    }
}
