using GutCms.Core.Audit;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>What a version is compared with, in which state it is shown, and what is left when an item is deleted.</summary>
public sealed class LookingAtVersionsTests
{
    private readonly MemorySite _site = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_version_is_compared_with_what_is_live_and_otherwise_with_the_one_before_it()
    {
        var id = await _site.ArticleInAsync(ReviewState.Draft);
        var first = Version(id);
        Assert.Null((await CompareAsync(id)).FromVersionId);
        await _site.EditAsync(_site.Author, id, "The second.");
        var second = Version(id);
        await _site.EditAsync(_site.Author, id, "The third.");
        var third = Version(id);
        Assert.Equal((second, third), Pair(await CompareAsync(id)));
        Assert.Equal((first, second), Pair(await CompareAsync(id, second)));

        await _site.ToPublishedAsync(id);
        Assert.Equal((second, third), Pair(await CompareAsync(id)));
        await _site.EditAsync(_site.Author, id, "The fourth.");
        await _site.EditAsync(_site.Author, id, "The fifth.");
        Assert.Equal((third, Version(id)), Pair(await CompareAsync(id)));
        Assert.Equal((third, first), Pair(await CompareAsync(id, first)));
    }

    [Fact]
    public async Task What_is_live_is_shown_with_the_disclaimer_that_it_was_published_with_and_a_draft_with_the_one_that_is_live()
    {
        var disclaimer = await _site.PublishedDisclaimerAsync("For education only.");
        var id = await _site.ArticleInAsync(ReviewState.Published, disclaimer);
        await _site.EditAsync(_site.Editor, disclaimer, "Ask your doctor.");
        Deeds.Done(await _site.SubmitAsync(_site.Editor, disclaimer, DisclaimerChange.Material));
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, disclaimer));
        Deeds.Done(await _site.PublishAsync(_site.Editor, disclaimer, await _site.ImpactTagAsync(disclaimer)));

        Assert.Contains("For education only.", (await CompareAsync(id)).Later["disclaimer"]!.ToJsonString(), StringComparison.Ordinal);
        await _site.EditAsync(_site.Author, id, "A newer text.");
        Assert.Contains("Ask your doctor.", (await CompareAsync(id)).Later["disclaimer"]!.ToJsonString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_look_at_what_one_may_not_see_is_on_record()
    {
        var id = await _site.ArticleInAsync(ReviewState.Draft);

        Deeds.Refused(await new CompareVersions(_site.Ports).ExecuteAsync(_site.Client, new(id), Token), RefusalKind.NotFound);
        Assert.Equal((AuditActions.AccessRefused, id), (_site.State.Audit[^1].Action, _site.State.Audit[^1].ContentItemId));
        var count = _site.State.Audit.Count;
        Deeds.Refused(await new GetContent(_site.Ports).ExecuteAsync(_site.Client, new(id, VersionSelector.Latest), Token), RefusalKind.NotFound);
        Assert.Equal((count + 1, AuditActions.AccessRefused), (_site.State.Audit.Count, _site.State.Audit[^1].Action));
        Deeds.Refused(await new GetContent(_site.Ports).ExecuteAsync(_site.Client, new("nowhere", VersionSelector.Latest), Token), RefusalKind.NotFound);
        Assert.Equal(count + 1, _site.State.Audit.Count);
    }

    [Fact]
    public async Task A_version_is_shown_in_the_state_of_what_was_asked_for()
    {
        var id = await _site.ArticleInAsync(ReviewState.Published);
        var live = Version(id);
        await _site.EditAsync(_site.Author, id, "A newer text.");
        var between = Version(id);
        await _site.EditAsync(_site.Author, id, "The newest text.");
        var latest = Version(id);
        var (liveHash, latestHash) = ((await _site.ViewAsync(id)).Published!.ContentHash, await _site.HashAsync(id));

        Assert.Equal((live, ReviewState.Published, liveHash), await GetAsync(_site.Editor, id, VersionSelector.Published));
        Assert.Equal((latest, ReviewState.Draft, latestHash), await GetAsync(_site.Editor, id, VersionSelector.Latest));
        Assert.Equal((between, null, null), await GetAsync(_site.Editor, id, VersionSelector.Latest, between));
        Assert.Equal((live, ReviewState.Published, liveHash), await GetAsync(_site.Editor, id, VersionSelector.Latest, live));
        Assert.Equal((live, ReviewState.Published, liveHash), await GetAsync(_site.Client, id, VersionSelector.Published));
        Assert.False((await new GetContent(_site.Ports).ExecuteAsync(_site.Client, new(id, VersionSelector.Published, between), Token)).Succeeded);
        Assert.False((await new GetContent(_site.Ports).ExecuteAsync(_site.Editor, new(await _site.ArticleInAsync(ReviewState.Draft, title: "other"), VersionSelector.Latest, live), Token)).Succeeded);
    }

    [Fact]
    public async Task Of_what_is_live_and_in_review_as_the_latest_the_state_is_that_of_the_selector()
    {
        var disclaimer = await _site.PublishedDisclaimerAsync();
        var id = await _site.ArticleInAsync(ReviewState.Published, disclaimer);
        await _site.EditAsync(_site.Editor, disclaimer, "In other words.");
        Deeds.Done(await _site.SubmitAsync(_site.Editor, disclaimer, DisclaimerChange.Material));
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, disclaimer));
        Deeds.Done(await _site.PublishAsync(_site.Editor, disclaimer, await _site.ImpactTagAsync(disclaimer)));

        Assert.Equal(ReviewState.ReviewDue, (await GetAsync(_site.Editor, id, VersionSelector.Published)).State);
        Assert.Equal(ReviewState.InReview, (await GetAsync(_site.Editor, id, VersionSelector.Latest)).State);
        Assert.Equal(ReviewState.InReview, (await GetAsync(_site.Editor, id, VersionSelector.Published, Version(id))).State);
        Assert.Equal(ReviewState.ReviewDue, (await GetAsync(_site.Client, id, VersionSelector.Published, Version(id))).State);
    }

    [Fact]
    public async Task A_deleted_item_leaves_no_run_and_no_schedule_and_others_are_told()
    {
        var id = await _site.ArticleInAsync(ReviewState.Approved);
        Deeds.Done(await _site.ScheduleAsync(_site.Editor, id, _site.NowUtc.AddDays(1)));
        var version = Version(id);

        Deeds.Done(await _site.DeleteAsync(_site.Editor, id));

        Assert.Empty(_site.State.Schedules);
        Assert.Equal("The item was deleted.", _site.State.Reviews.Single(run => run.ContentItemId == id).CloseReason);
        var entry = _site.State.Audit.Last(entry => entry.Action == AuditActions.ContentDelete);
        Assert.Equal((id, version), (entry.ContentItemId, entry.VersionId));
        Assert.Equal((id, version), (_site.State.Outbox[^1].ContentItemId, _site.State.Outbox[^1].VersionId));
        Assert.Equal(ReviewEvents.Deleted, _site.State.Outbox[^1].Event);
    }

    [Fact]
    public async Task What_is_live_is_not_deleted_and_it_is_said_how_it_stands()
    {
        var id = await _site.ArticleInAsync(ReviewState.Published);

        var refusal = Deeds.Refused(await _site.DeleteAsync(_site.Editor, id), RefusalKind.Conflict, Rules.MustNotBeLive);

        Assert.Equal(ReviewState.Published, refusal.CurrentState);
        Assert.Contains(Trigger.Unpublish, refusal.PermittedTriggers);
    }

    private static (string? From, string To) Pair(CompareVersions.Result compared) => (compared.FromVersionId, compared.ToVersionId);

    private string Version(string id) => _site.Latest(id).ContentItemVersionId;

    private async Task<CompareVersions.Result> CompareAsync(string id, string? to = null) => Deeds.Done(await new CompareVersions(_site.Ports).ExecuteAsync(_site.Reviewer, new(id, ToVersionId: to), Token));

    private async Task<(string Version, ReviewState? State, string? Hash)> GetAsync(Actor actor, string id, VersionSelector version, string? versionId = null)
    {
        var view = Deeds.Done(await new GetContent(_site.Ports).ExecuteAsync(actor, new(id, version, versionId), Token));
        return (view.Item.ContentItemVersionId, view.State, view.ContentHash);
    }
}
