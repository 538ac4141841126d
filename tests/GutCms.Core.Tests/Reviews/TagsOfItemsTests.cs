using System.Text.Json.Nodes;
using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>The tag of an item is one, whether it was read alone or with many.</summary>
public sealed class TagsOfItemsTests
{
    private readonly MemorySite _site = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Are_those_that_a_look_at_each_item_says()
    {
        var ids = new List<string>();
        foreach (var state in Enum.GetValues<ReviewState>())
        {
            ids.Add(await _site.ArticleInAsync(state, title: "text-" + state.ToName().ToLowerInvariant()));
        }

        var disclaimer = await _site.PublishedDisclaimerAsync();
        ids.Add(await _site.ArticleInAsync(ReviewState.Approved, disclaimer, "scheduled"));
        Deeds.Done(await _site.ScheduleAsync(_site.Editor, ids[^1], _site.NowUtc.AddDays(1)));
        ids.Add(disclaimer);
        ids.AddRange(await TakenDownAsync(disclaimer), await LiveWithAnotherDisclaimerAsync(disclaimer), await RenewedByOneOfTwoAsync(disclaimer), await ToBeTakenDownAsync(disclaimer), await WithoutPolicyAsync());

        await using var work = await _site.Ports.Store.ReadAsync(Token);
        var found = await TagsOfItems.FindAsync(work, Attempt.Now(_site.Ports), [.. ids, "nowhere"], Token);

        Assert.Equal(ids, found.Keys);
        foreach (var id in ids)
        {
            Assert.Equal(((await _site.ViewAsync(id, _site.Administrator)).Tag, _site.Latest(id).ContentItemVersionId), (found[id].Tag, found[id].Item.ContentItemVersionId));
        }
    }

    private async Task<string> TakenDownAsync(string disclaimer)
    {
        var id = await _site.ArticleInAsync(ReviewState.Published, disclaimer, "taken-down");
        Deeds.Done(await _site.UnpublishAsync(_site.Editor, id));
        return id;
    }

    private async Task<string> LiveWithAnotherDisclaimerAsync(string disclaimer)
    {
        var id = await _site.ArticleInAsync(ReviewState.Published, disclaimer, "another-disclaimer");
        var json = ContentItemJson.Write(_site.Latest(id));
        json["Article"]!["Disclaimer"]!["ContentItemIds"]![0] = await _site.PublishedDisclaimerAsync("Ask your doctor.");
        await _site.SaveAsync(_site.Author, json);
        return id;
    }

    private async Task<string> RenewedByOneOfTwoAsync(string disclaimer)
    {
        _site.SetPolicy("Article", """{ "ContentType": "Article", "Version": "2", "Stages": [ { "Name": "Medical", "Role": "MedicalReviewer", "Approvals": 2 } ] }""");
        var id = await _site.ArticleInAsync(ReviewState.InReview, disclaimer, "renewed");
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id));
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer2, id));
        Deeds.Done(await _site.PublishAsync(_site.Editor, id));
        Deeds.Done(await _site.RenewAsync(_site.Reviewer, id));
        return id;
    }

    private async Task<string> ToBeTakenDownAsync(string disclaimer)
    {
        _site.SetPolicy("Article", """{ "ContentType": "Article", "Version": "3", "Stages": [ { "Name": "Medical", "Role": "MedicalReviewer" } ] }""");
        var id = await _site.ArticleInAsync(ReviewState.Published, disclaimer, "to-be-taken-down");
        Deeds.Done(await _site.ScheduleTakeDownAsync(_site.Editor, id, _site.NowUtc.AddDays(1)));
        return id;
    }

    private async Task<string> WithoutPolicyAsync()
    {
        _site.SetPolicy("Series", null);
        var json = JsonNode.Parse("""{ "ContentType": "Series", "DisplayText": "Gut", "TitlePart": { "Title": "Gut" }, "AutoroutePart": { "Path": "series/gut" } }""")!.AsObject();
        var id = (await _site.SaveAsync(_site.Editor, json)).Item.ContentItemId;
        Deeds.Done(await _site.PublishAsync(_site.Editor, id));
        await _site.SaveAgainAsync(_site.Editor, id);
        return id;
    }
}
