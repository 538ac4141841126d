using GutCms.Core.Reviews.Due;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>A changed disclaimer flows into what shows it, or has it reviewed again; all in one transaction.</summary>
public sealed class ChangingDisclaimersTests
{
    private readonly MemorySite _site = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Change_is_not_submitted_without_a_proposal_and_neither_approved_nor_published_before_its_impact_was_shown()
    {
        var disclaimer = await _site.PublishedDisclaimerAsync();
        await _site.ArticleInAsync(ReviewState.Published, disclaimer);
        await _site.EditAsync(_site.Editor, disclaimer, "In other words.");
        Deeds.Refused(await _site.SubmitAsync(_site.Editor, disclaimer), RefusalKind.Conflict, Rules.ChangeMustBeClassified);
        Deeds.Done(await _site.SubmitAsync(_site.Editor, disclaimer, DisclaimerChange.Editorial));
        foreach (var tag in new[] { null, "another" })
        {
            Deeds.Refused(
                await new Decide(_site.Ports).ExecuteAsync(_site.Reviewer, new(disclaimer, Deeds.NoTag, true, await _site.HashAsync(disclaimer), (await _site.ViewAsync(disclaimer)).Presentation.Hash(), new(MemorySite.Password), ImpactTag: tag), Token),
                RefusalKind.Conflict, Rules.ImpactMustBeShown);
        }

        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, disclaimer));
        Deeds.Refused(await _site.PublishAsync(_site.Editor, disclaimer), RefusalKind.Conflict, Rules.ImpactMustBeShown);
        Deeds.Refused(await _site.PublishAsync(_site.Editor, disclaimer, "another"), RefusalKind.Conflict, Rules.ImpactMustBeShown);
        Deeds.Refused(await _site.ScheduleAsync(_site.Editor, disclaimer, _site.NowUtc.AddDays(1)), RefusalKind.Conflict, Rules.ChangeMustBeClassified);
    }

    [Fact]
    public async Task Desk_compares_what_was_imported_with_what_would_be_approved_where_only_the_disclaimer_is_another()
    {
        var disclaimer = await _site.PublishedDisclaimerAsync("For education only.");
        var id = await _site.ArticleInAsync(ReviewState.Imported, disclaimer);
        async Task<GetReviewText.Result> TextAsync() => Deeds.Done(await new ReadDesk(_site.Ports).ExecuteAsync(_site.Reviewer, new(id), Token)).Text;
        Assert.Equal((ComparisonBasis.Live, null), ((await TextAsync()).Itself, (await TextAsync()).Comparison));

        await ChangeAsync(disclaimer, DisclaimerChange.Material);
        await PublishAsync(disclaimer);

        var text = await TextAsync();
        Assert.Null(text.Itself);
        Assert.Equal(ComparisonBasis.Live, text.Comparison?.Basis);
        Assert.Equal("disclaimer.html", Assert.Single(text.Comparison!.Diff.Members).Path);
        Assert.NotEqual((await _site.ViewAsync(id)).Published!.ContentHash, text.ContentHash);
    }

    [Fact]
    public async Task Impact_lists_live_content_and_content_in_review()
    {
        var (disclaimer, live) = await ApprovedChangeAsync(DisclaimerChange.Material);
        var reviewed = await _site.ArticleInAsync(ReviewState.InReview, disclaimer, "reviewed");
        await _site.ArticleInAsync(ReviewState.Draft, disclaimer, "draft");
        var impact = await _site.ImpactAsync(disclaimer);
        Assert.Equal(
            new[] { (live, true, (ReviewState?)null), (reviewed, false, ReviewState.InReview) }.OrderBy(item => item.Item1, StringComparer.Ordinal),
            impact.Items.Select(item => (item.ContentItemId, item.IsLive, item.ReviewState)));
        Assert.Equal(RefusalKind.NotFound, (await new GetDisclaimerImpact(_site.Ports).ExecuteAsync(_site.Client, disclaimer, Token)).Refusal!.Kind);
    }

    [Fact]
    public async Task Change_of_an_unused_disclaimer_needs_no_classification()
    {
        var disclaimer = await _site.PublishedDisclaimerAsync();
        await _site.EditAsync(_site.Editor, disclaimer, "In other words.");
        await _site.ToPublishedAsync(disclaimer);
    }

    [Fact]
    public async Task Editorial_change_flows_into_live_content_with_a_new_certificate()
    {
        var (disclaimer, live) = await ApprovedChangeAsync(DisclaimerChange.Editorial);
        var before = _site.State.Publications[live];
        await PublishAsync(disclaimer);

        var after = _site.State.Publications[live];
        Assert.Equal((before.VersionId, before.Basis, before.NextReviewUtc), (after.VersionId, after.Basis, after.NextReviewUtc));
        Assert.NotEqual(before.ContentHash, after.ContentHash);
        Assert.NotEqual(before.Certificate, after.Certificate);
        Assert.Equal(_site.Latest(disclaimer).ContentItemVersionId, after.DisclaimerVersionId);
        Assert.Equal(after.ContentHash, await _site.HashAsync(live));
        Assert.Equal(ReviewState.Published, await _site.StateAsync(live));
        Assert.Contains(CoverCause.DisclaimerEditorial, _site.State.Reviews.Single(review => review.ReviewId == after.ReviewId).CoveredTexts.Select(text => text.Cause));
        Assert.Contains(live, _site.State.Refreshed[^1]);
        Assert.Empty(_site.State.Ungranted());
    }

    [Fact]
    public async Task Editorial_change_flows_into_imported_content_which_stays_imported()
    {
        var disclaimer = await _site.PublishedDisclaimerAsync();
        var live = await _site.ArticleInAsync(ReviewState.Imported, disclaimer);
        await ChangeAsync(disclaimer, DisclaimerChange.Editorial);
        await PublishAsync(disclaimer);
        Assert.Equal(ReviewState.Imported, await _site.StateAsync(live));
        Assert.Equal((await _site.HashAsync(live), null), (_site.State.Publications[live].ContentHash, _site.State.Publications[live].Certificate));
        Assert.Empty(_site.State.Ungranted());
    }

    [Theory]
    [InlineData(ReviewState.InReview)]
    [InlineData(ReviewState.Approved)]
    public async Task Editorial_change_leaves_decisions_standing(ReviewState state)
    {
        var disclaimer = await _site.PublishedDisclaimerAsync();
        var id = await _site.ArticleInAsync(state, disclaimer);
        await ChangeAsync(disclaimer, DisclaimerChange.Editorial);
        await PublishAsync(disclaimer);
        Assert.Equal(state, await _site.StateAsync(id));
        if (state == ReviewState.Approved)
        {
            Deeds.Done(await _site.PublishAsync(_site.Editor, id));
        }
    }

    [Fact]
    public async Task Editorial_change_keeps_a_schedule()
    {
        var disclaimer = await _site.PublishedDisclaimerAsync();
        var id = await _site.ArticleInAsync(ReviewState.Approved, disclaimer);
        Deeds.Done(await _site.ScheduleAsync(_site.Editor, id, _site.NowUtc.AddDays(1)));
        await ChangeAsync(disclaimer, DisclaimerChange.Editorial);
        await PublishAsync(disclaimer);
        _site.NowUtc = _site.NowUtc.AddDays(2);
        Assert.Equal(new RunDuePublications.Result(1, 0), await _site.RunDueAsync());
    }

    [Fact]
    public async Task Material_change_leaves_live_content_as_it_is_and_opens_its_review()
    {
        var (disclaimer, live) = await ApprovedChangeAsync(DisclaimerChange.Material);
        var before = _site.State.Publications[live];
        await PublishAsync(disclaimer);

        var after = _site.State.Publications[live];
        Assert.Equal((before.ContentHash, before.DisclaimerVersionId, before.Certificate), (after.ContentHash, after.DisclaimerVersionId, after.Certificate));
        Assert.Equal(ReviewDueReason.Disclaimer, after.ReviewDueReason);
        var view = await _site.ViewAsync(live);
        Assert.Equal((ReviewState.InReview, ReviewState.ReviewDue), (view.State, view.Published!.State));
        Assert.Equal("", view.Review!.Review.SubmittedById);
        Assert.NotEqual(view.ContentHash, view.Published.ContentHash);

        Deeds.Refused(await _site.RenewAsync(_site.Reviewer2, live), RefusalKind.Conflict, Rules.MustNotBeInReview, Rules.MustShowCurrentDisclaimer);
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer2, live));
        Deeds.Done(await _site.PublishAsync(_site.Editor, live));
        Assert.Equal(ReviewState.Published, await _site.StateAsync(live));
        Assert.Equal(_site.Latest(disclaimer).ContentItemVersionId, _site.State.Publications[live].DisclaimerVersionId);
        Assert.Empty(_site.State.Ungranted());
    }

    [Theory]
    [InlineData(ReviewState.InReview)]
    [InlineData(ReviewState.Approved)]
    public async Task Material_change_voids_decisions_and_begins_anew(ReviewState state)
    {
        var disclaimer = await _site.PublishedDisclaimerAsync();
        var id = await _site.ArticleInAsync(state, disclaimer);
        await ChangeAsync(disclaimer, DisclaimerChange.Material);
        await PublishAsync(disclaimer);
        var view = await _site.ViewAsync(id);
        Assert.Equal(ReviewState.InReview, view.State);
        Assert.All(view.Review!.Decisions, decision => Assert.Equal("The disclaimer was changed materially.", decision.VoidReason));
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id));
        Deeds.Done(await _site.PublishAsync(_site.Editor, id));
    }

    [Fact]
    public async Task Material_change_opens_no_review_of_a_draft_that_nobody_submitted()
    {
        var (disclaimer, live) = await ApprovedChangeAsync(DisclaimerChange.Material);
        await _site.EditAsync(_site.Author, live, "A newer text.");
        Assert.True((await _site.ImpactAsync(disclaimer)).Items[0].HasNewerDraft);
        await PublishAsync(disclaimer);
        Assert.Equal((ReviewState.Draft, ReviewState.ReviewDue), ((await _site.ViewAsync(live)).State, (await _site.ViewAsync(live)).Published!.State));
        Assert.DoesNotContain(_site.State.Reviews, review => review.IsOpen && review.ContentItemId == live);
    }

    [Fact]
    public async Task Material_change_cancels_a_schedule()
    {
        var disclaimer = await _site.PublishedDisclaimerAsync();
        var id = await _site.ArticleInAsync(ReviewState.Approved, disclaimer);
        Deeds.Done(await _site.ScheduleAsync(_site.Editor, id, _site.NowUtc.AddDays(1)));
        await ChangeAsync(disclaimer, DisclaimerChange.Material);
        await PublishAsync(disclaimer);

        Assert.Empty(_site.State.Schedules);
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id));
        _site.NowUtc = _site.NowUtc.AddDays(2);
        Assert.Equal(new RunDuePublications.Result(0, 0), await _site.RunDueAsync());
    }

    [Fact]
    public async Task Material_change_that_is_taken_back_leaves_what_it_made_due_to_a_review()
    {
        var (disclaimer, live) = await ApprovedChangeAsync(DisclaimerChange.Material);
        await PublishAsync(disclaimer);
        Deeds.Done(await _site.WithdrawSubmissionAsync(_site.Editor, live));
        await ChangeAsync(disclaimer, DisclaimerChange.Material, "For education only.");
        await PublishAsync(disclaimer);
        if ((await _site.ViewAsync(live)).State == ReviewState.InReview)
        {
            Deeds.Done(await _site.WithdrawSubmissionAsync(_site.Editor, live));
        }

        var view = await _site.ViewAsync(live);
        Assert.Equal((view.ContentHash, ReviewState.ReviewDue), (view.Published!.ContentHash, view.Published.State));
        Deeds.Refused(await _site.RenewAsync(_site.Reviewer2, live), RefusalKind.Conflict, Rules.MustShowCurrentDisclaimer);
    }

    [Fact]
    public async Task Editorial_change_after_a_material_one_does_not_reach_what_still_shows_the_old()
    {
        var (disclaimer, live) = await ApprovedChangeAsync(DisclaimerChange.Material);
        await PublishAsync(disclaimer);
        var pinned = _site.State.Publications[live];
        await ChangeAsync(disclaimer, DisclaimerChange.Editorial, "In yet other words.");
        await PublishAsync(disclaimer);
        Assert.Equal((pinned.ContentHash, pinned.DisclaimerVersionId), (_site.State.Publications[live].ContentHash, _site.State.Publications[live].DisclaimerVersionId));
        Assert.Equal(ReviewState.InReview, await _site.StateAsync(live));
    }

    [Fact]
    public async Task Disclaimer_published_again_without_a_change_takes_its_content_along()
    {
        var disclaimer = await _site.PublishedDisclaimerAsync();
        var live = await _site.ArticleInAsync(ReviewState.Published, disclaimer);
        await _site.SaveAgainAsync(_site.Editor, disclaimer);
        await _site.ToPublishedAsync(disclaimer);
        Assert.Equal(_site.Latest(disclaimer).ContentItemVersionId, _site.State.Publications[live].DisclaimerVersionId);
        await ChangeAsync(disclaimer, DisclaimerChange.Material);
        Assert.True((await _site.ImpactAsync(disclaimer)).Items[0].ShowsPublished);
    }

    [Fact]
    public async Task Disclaimer_in_use_is_not_taken_down()
    {
        var disclaimer = await _site.PublishedDisclaimerAsync();
        await _site.ArticleInAsync(ReviewState.Published, disclaimer);
        Deeds.Refused(await _site.UnpublishAsync(_site.Editor, disclaimer), RefusalKind.Conflict, Rules.DisclaimerMustNotBeInUse);
        Deeds.Refused(await _site.WithdrawAsync(_site.Editor, disclaimer), RefusalKind.Conflict, Rules.DisclaimerMustNotBeInUse);
    }

    [Fact]
    public async Task Disclaimer_taken_down_ends_the_reviews_of_what_would_show_it()
    {
        var disclaimer = await _site.PublishedDisclaimerAsync();
        var id = await _site.ArticleInAsync(ReviewState.Approved, disclaimer);
        Deeds.Done(await _site.UnpublishAsync(_site.Editor, disclaimer));
        Assert.Equal(ReviewState.Draft, await _site.StateAsync(id));
        Assert.Equal("The disclaimer was taken down.", (await _site.ViewAsync(id)).History[0].Review.CloseReason);
    }

    private async Task<(string Disclaimer, string Live)> ApprovedChangeAsync(DisclaimerChange change)
    {
        var disclaimer = await _site.PublishedDisclaimerAsync();
        var live = await _site.ArticleInAsync(ReviewState.Published, disclaimer);
        await ChangeAsync(disclaimer, change);
        return (disclaimer, live);
    }

    private async Task ChangeAsync(string disclaimer, DisclaimerChange change, string text = "In other words.")
    {
        await _site.EditAsync(_site.Editor, disclaimer, text);
        Deeds.Done(await _site.SubmitAsync(_site.Editor, disclaimer, change));
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, disclaimer));
    }

    private async Task PublishAsync(string disclaimer) => Deeds.Done(await _site.PublishAsync(_site.Editor, disclaimer, (await _site.ImpactAsync(disclaimer)).Tag));
}
