using System.Net;
using System.Text.Json.Nodes;
using GutCms.Core.Reviews.Model;
using GutCms.OrchardCore.ContentList;
using GutCms.OrchardCore.Storage;
using GutCms.TestSupport;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.ContentManagement;
using OrchardCore.ContentManagement.Records;
using YesSql;

namespace GutCms.OrchardCore.Tests;

/// <summary>The filter of Orchard Core's content list finds an item in the state in which the review API shows it, and in no other, whatever has happened to it.</summary>
[Collection<OrchardSites>]
public sealed class ReviewStatesTests(Newsroom newsroom)
{
    private const int Steps = 40;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Filter_finds_each_item_in_the_state_that_it_is_in()
    {
        var seed = HistorySeed.Take();
        var random = new Random(seed);
        var (done, seen) = (new List<string>(), new HashSet<string>());
        string[] ids = [await newsroom.DraftAsync("First with a history"), await newsroom.DraftAsync("Second with a history")];
        for (var i = 0; i < Steps; i++)
        {
            done.Add(await StepAsync(random, ids[random.Next(ids.Length)], i));
            foreach (var id in ids)
            {
                var state = (string)(await newsroom.Editor.ReviewAsync(id))["state"]!;
                seen.Add(state);
                foreach (var value in ReviewListFilter.Values.Where(value => value != "overdue"))
                {
                    var found = (await FoundAsync(value)).Contains(id);
                    Assert.True(found == (value == state), $"{id} is {state}; the filter {value} {(found ? "finds it" : "does not find it")}. Seed {seed} (GUTCMS_HISTORY_SEED), after: {string.Join("; ", done)}");
                }
            }
        }

        Assert.True(seen.Count > 2, $"Only {string.Join(", ", seen)} came about. Seed {seed}: {string.Join("; ", done)}");
    }

    [Fact]
    public async Task Run_that_its_text_has_left_behind_is_not_found()
    {
        var id = await newsroom.ApprovedAsync("Left behind");
        Assert.Contains(id, await FoundAsync("approved"));

        // As after a change of the definitions: the run is about another text.
        await newsroom.Site.InScopeAsync(async services =>
        {
            var records = services.GetRequiredService<Records>();
            var run = (await records.ListByGroupAsync<Review>(RecordKinds.Review, [id]))[id].Single(review => review.IsOpen);
            run = run with { CoveredTexts = [.. run.CoveredTexts.Select(text => text with { ContentHash = "sha256:" + new string('0', 64) })] };
            await records.SaveAsync(RecordKinds.Review, run.ReviewId, run, id, run.DisclaimerId ?? "", isOpen: true);
        });

        Assert.Equal("draft", (string?)(await newsroom.Editor.ReviewAsync(id))["state"]);
        Assert.DoesNotContain(id, await FoundAsync("approved"));
    }

    [Fact]
    public async Task Owner_that_changes_in_Orchard_Core_takes_the_review_along()
    {
        var id = await newsroom.ApprovedAsync("Given to somebody else");
        await newsroom.Site.InScopeAsync(async services =>
        {
            var manager = services.GetRequiredService<IContentManager>();
            var item = await manager.GetAsync(id, VersionOptions.DraftRequired);
            item.Owner = "somebody-else";
            await manager.SaveDraftAsync(item);
        });

        var run = await newsroom.Site.InScopeAsync(async services => (await services.GetRequiredService<Records>().ListByGroupAsync<Review>(RecordKinds.Review, [id]))[id].Single());
        Assert.Equal(("approved", "somebody-else"), ((string?)(await newsroom.Editor.ReviewAsync(id))["state"], run.OwnerId));
    }

    /// <summary>What the content list finds.</summary>
    private Task<List<string>> FoundAsync(string value) => newsroom.Site.InScopeAsync(async services =>
    {
        var items = services.GetRequiredService<ISession>().Query<ContentItem, ContentItemIndex>(index => index.Latest);
        var found = await ReviewListFilter.Narrow(items, value, services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime).ListAsync();
        return found.Select(item => item.ContentItemId).ToList();
    });

    private async Task<string> StepAsync(Random random, string id, int number)
    {
        switch (random.Next(9))
        {
            case 0:
                return "edit: " + await EditAsync(id, number);
            case < 3:
                return "submit: " + await PullAsync(newsroom.Author, id, "submit");
            case < 5:
                return "approve: " + await DecideAsync(id, "approve");
            case 5:
                return "return: " + await DecideAsync(id, "requestChanges");
            case 6:
                return "publish: " + await PullAsync(newsroom.Editor, id, "publish");
            case 7:
                return random.Next(2) == 0 ? "take down: " + await PullAsync(newsroom.Editor, id, "unpublish") : "take back: " + await PullAsync(newsroom.Author, id, "withdrawSubmission");
            default:
                return "withdraw: " + await PullAsync(newsroom.Editor, id, "withdraw", new JsonObject { ["reason"] = "A reason." });
        }
    }

    private async Task<HttpStatusCode> EditAsync(string id, int number)
    {
        await newsroom.Site.InScopeAsync(async services =>
        {
            var manager = services.GetRequiredService<IContentManager>();
            var item = await manager.GetAsync(id, VersionOptions.DraftRequired);
            item.Content["Article"]!["Subtitle"]!["Text"] = $"Subtitle {number}";
            await manager.SaveDraftAsync(item);
        });
        return HttpStatusCode.OK;
    }

    private async Task<HttpStatusCode> DecideAsync(string id, string trigger)
    {
        var view = await newsroom.Reviewer.ReviewAsync(id);
        return await PullAsync(newsroom.Reviewer, id, trigger, new JsonObject
        {
            ["contentHash"] = (string?)view["contentHash"],
            ["presentationHash"] = (string?)view["presentationHash"],
            [trigger == "approve" ? "signature" : "comment"] = trigger == "approve" ? new JsonObject { ["password"] = OrchardSite.Password } : "A unit is wrong.",
        });
    }

    private static async Task<HttpStatusCode> PullAsync(HttpClient client, string id, string trigger, JsonObject? body = null)
    {
        using var response = await client.PullAsync(id, trigger, body);
        await response.Content.ReadAsStringAsync(Cancellation);
        return response.StatusCode;
    }
}
