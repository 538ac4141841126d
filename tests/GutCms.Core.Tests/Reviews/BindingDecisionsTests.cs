using System.Text.Json.Nodes;
using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Reviews.Views;
using GutCms.Core.Storage;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>A decision stands for exactly the text that its reviewer was shown.</summary>
public sealed class BindingDecisionsTests
{
    private readonly MemorySite _site = new();

    [Fact]
    public async Task Approval_is_stale_when_another_text_was_shown()
    {
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        var shown = await _site.HashAsync(id);
        await _site.EditAsync(_site.Author, id, "Ten times the dose.");
        Deeds.Done(await _site.SubmitAsync(_site.Author, id));

        Deeds.Refused(await _site.ApproveAsync(_site.Reviewer, id, hash: shown), RefusalKind.Stale);
        Assert.Equal(ReviewState.InReview, await _site.StateAsync(id));
    }

    [Fact]
    public async Task Trigger_is_stale_when_the_tag_is_an_older_one()
    {
        var id = await _site.ArticleInAsync(ReviewState.Draft);
        var tag = (await _site.ViewAsync(id)).Tag;
        await _site.EditAsync(_site.Author, id, "Another text.");

        Deeds.Refused(await new SubmitForReview(_site.Ports).ExecuteAsync(_site.Author, new(id, ExpectedTag.Of(tag)), TestContext.Current.CancellationToken), RefusalKind.Stale);
    }

    [Fact]
    public async Task Edit_voids_the_approvals_and_says_what_and_why()
    {
        var id = await _site.ArticleInAsync(ReviewState.Approved);
        await _site.EditAsync(_site.Author, id, "Another text.");

        Assert.Equal(ReviewState.Draft, await _site.StateAsync(id));
        var view = await _site.ViewAsync(id);
        var decision = Assert.Single(view.History[0].Decisions);
        Assert.Equal(("author", "The text was edited."), (decision.VoidedBy, decision.VoidReason));
        Assert.Equal("The text was edited.", view.History[0].Review.CloseReason);
        Assert.Contains(_site.State.Audit, entry => entry.Action == "review.void" && (string?)entry.Details["decisions"]![0] == decision.DecisionId);
        Assert.Contains(_site.State.Outbox, message => message.Event == ReviewEvents.Voided);
        Deeds.Refused(await _site.PublishAsync(_site.Editor, id), RefusalKind.Conflict, Rules.TypeMustHaveNoPolicy);
    }

    [Fact]
    public async Task Save_without_a_change_carries_the_approvals_on()
    {
        var id = await _site.ArticleInAsync(ReviewState.Approved);
        var first = _site.Latest(id).ContentItemVersionId;
        var result = await _site.SaveAgainAsync(_site.Editor, id);

        Assert.True(result.CarriedOn);
        Assert.NotEqual(first, result.Item.ContentItemVersionId);
        Assert.Equal([CoverCause.Submitted, CoverCause.SavedUnchanged], (await _site.ViewAsync(id)).Review!.Review.CoveredTexts.Select(text => text.Cause));
        Assert.Equal(ReviewState.Published, Deeds.Done(await _site.PublishAsync(_site.Editor, id)).State);
        Assert.Empty(_site.State.Ungranted());
    }

    [Fact]
    public async Task Change_that_no_reader_sees_carries_the_approvals_on()
    {
        var id = await _site.ArticleInAsync(ReviewState.Approved);
        var json = ContentItemJson.Write(_site.Latest(id));
        json["DisplayText"] = "A name for lists";

        Assert.True((await _site.SaveAsync(_site.Editor, json)).CarriedOn);
        Assert.Equal(ReviewState.Approved, await _site.StateAsync(id));
    }

    [Fact]
    public async Task Text_that_came_in_past_the_use_cases_is_a_draft()
    {
        var id = await _site.ArticleInAsync(ReviewState.Approved);
        await using (var work = await _site.Store.BeginAsync(TestContext.Current.CancellationToken))
        {
            var parts = (JsonObject)_site.Latest(id).Parts.DeepClone();
            parts["TitlePart"]!["Title"] = "Another title";
            await work.AddVersionsAsync([_site.Latest(id) with { ContentItemVersionId = ContentIds.New(), Parts = parts }], "recipe", TestContext.Current.CancellationToken);
            await work.CommitAsync(TestContext.Current.CancellationToken);
        }

        Assert.Equal(ReviewState.Draft, await _site.StateAsync(id));
        Deeds.Refused(await _site.PublishAsync(_site.Editor, id), RefusalKind.Conflict, Rules.TypeMustHaveNoPolicy);
        Deeds.Done(await _site.SubmitAsync(_site.Author, id));
        Assert.Equal("Submitted again.", (await _site.ViewAsync(id)).History[0].Review.CloseReason);
    }

    [Fact]
    public async Task Restored_version_has_no_approval_and_its_author_stays_one()
    {
        var id = await _site.ArticleInAsync(ReviewState.Published);
        var old = _site.Latest(id).ContentItemVersionId;
        await _site.EditAsync(_site.Editor, id, "A newer text.");
        await _site.ToPublishedAsync(id);
        Deeds.Done(await _site.RestoreAsync(_site.Editor, id, old));

        Assert.Equal(ReviewState.Draft, await _site.StateAsync(id));
        Assert.Equal(["author", "editor"], _site.State.Versions[^1].Authors.Select(author => author.UserName).Order());
        Deeds.Refused(await _site.PublishAsync(_site.Editor, id), RefusalKind.Conflict, Rules.TypeMustHaveNoPolicy);
    }

    [Fact]
    public void Review_part_of_a_nested_item_is_taken_out()
    {
        var json = Deeds.Article("gut", null);
        json["Body"]!["ContentItems"]![0]!["ReviewPart"] = new JsonObject { ["State"] = "approved" };
        var item = ContentItemJson.Read(json);
        Assert.DoesNotContain("ReviewPart", ReviewPart.Strip(item).Parts.ToJsonString(), StringComparison.Ordinal);
        Assert.Contains("ReviewPart", item.Parts.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Review_part_mirrors_how_things_stand()
    {
        var id = await _site.ArticleInAsync(ReviewState.Approved);
        Assert.Equal("approved", (string?)ReviewPart.Mirror(_site.Latest(id), await _site.ViewAsync(id)).Parts["ReviewPart"]!["State"]);
        Assert.DoesNotContain("ReviewPart", _site.Latest(id).Parts.ToJsonString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("create")]
    [InlineData("save")]
    [InlineData("restore")]
    [InlineData("import")]
    public async Task Review_part_that_arrives_in_JSON_is_ignored(string way)
    {
        var disclaimer = await _site.PublishedDisclaimerAsync();
        var json = Deeds.Article("gut", disclaimer);
        var claim = new JsonObject { ["State"] = "approved", ["Approved"] = true };
        string id;
        switch (way)
        {
            case "create":
                json["ReviewPart"] = claim;
                id = (await _site.SaveAsync(_site.Author, json)).Item.ContentItemId;
                break;
            case "import":
                json["ReviewPart"] = claim;
                id = await _site.ImportAsync(json);
                Assert.Equal(ReviewState.Imported, await _site.StateAsync(id));
                return;
            default:
                id = (await _site.SaveAsync(_site.Author, json)).Item.ContentItemId;
                var again = ContentItemJson.Write(_site.Latest(id));
                again["ReviewPart"] = claim;
                await _site.SaveAsync(_site.Author, again);
                if (way == "restore")
                {
                    Deeds.Done(await _site.RestoreAsync(_site.Author, id, _site.State.Versions[^1].Item.ContentItemVersionId));
                }

                break;
        }

        Assert.Equal(ReviewState.Draft, await _site.StateAsync(id));
        Assert.DoesNotContain("approved", _site.Latest(id).Parts.ToJsonString(), StringComparison.OrdinalIgnoreCase);
        Deeds.Refused(await _site.PublishAsync(_site.Editor, id), RefusalKind.Conflict, Rules.TypeMustHaveNoPolicy);
    }
}
