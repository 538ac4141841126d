using System.Text.Json.Nodes;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Transitions;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>Rules that stand behind another lock, so that no ordinary way shows whether a row still has them.</summary>
public sealed class GuardsOfRowsTests
{
    private readonly MemorySite _site = new();

    [Theory]
    [InlineData(Trigger.Publish)]
    [InlineData(Trigger.Schedule)]
    public void Whatever_makes_an_approved_text_live_asks_for_its_decisions_age_disclaimer_and_certificate(Trigger trigger)
    {
        var guards = TransitionTable.Find(ReviewState.Approved, trigger)!.Guards;

        foreach (var rule in new[] { Rules.PolicyMustBeReadable, Rules.StagesMustBeSatisfied, Rules.ApprovalMustNotBeOverdue, Rules.DisclaimerMustBePublished, Rules.CertificateMustBeIssuable })
        {
            Assert.Contains(rule, guards);
        }
    }

    [Fact]
    public void An_approval_asks_for_the_disclaimer() =>
        Assert.Contains(Rules.DisclaimerMustBePublished, TransitionTable.Find(ReviewState.InReview, Trigger.Approve)!.Guards);

    [Fact]
    public void Nothing_that_readers_see_is_taken_down_while_it_is_shown_elsewhere()
    {
        foreach (var row in TransitionTable.Rows.Where(row => row.Trigger is Trigger.Unpublish or Trigger.Withdraw))
        {
            Assert.Contains(Rules.DisclaimerMustNotBeInUse, row.Guards);
        }
    }

    [Theory]
    [InlineData(ReviewState.ReviewDue)]
    [InlineData(ReviewState.Imported)]
    public async Task A_disclaimer_that_is_due_or_imported_stays_while_live_texts_show_it(ReviewState state)
    {
        var disclaimer = state == ReviewState.Imported ? await _site.ImportAsync(Deeds.Disclaimer("For education only.")) : await _site.PublishedDisclaimerAsync();
        await _site.ToPublishedAsync(await _site.ArticleInAsync(ReviewState.Draft, disclaimer));
        if (state == ReviewState.ReviewDue)
        {
            _site.NowUtc = _site.NowUtc.AddYears(5);
            await _site.MarkDueAsync();
        }

        Assert.Equal(state, (await _site.ViewAsync(disclaimer)).Published!.State);
        Deeds.Refused(await _site.UnpublishAsync(_site.Editor, disclaimer), RefusalKind.Conflict, Rules.DisclaimerMustNotBeInUse);
    }

    [Theory]
    [InlineData(ReviewState.InReview)]
    [InlineData(ReviewState.Approved)]
    public async Task A_run_whose_policy_asks_for_a_disclaimer_goes_nowhere_without_one(ReviewState state)
    {
        _site.SetPolicy("Series", """{ "ContentType": "Series", "Version": "2", "Stages": [ { "Name": "Medical", "Role": "MedicalReviewer" } ] }""");
        var series = JsonNode.Parse("""{ "ContentType": "Series", "DisplayText": "Gut", "TitlePart": { "Title": "Gut" }, "AutoroutePart": { "Path": "series/gut" } }""")!.AsObject();
        var id = (await _site.SaveAsync(_site.Editor, series)).Item.ContentItemId;
        Deeds.Done(await _site.SubmitAsync(_site.Editor, id));
        if (state == ReviewState.Approved)
        {
            Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id));
        }

        _site.Store.State = _site.State with
        {
            Reviews = [.. _site.State.Reviews.Select(review => review with { Policy = review.Policy with { RequireDisclaimer = true } })],
        };

        Deeds.Refused(
            state == ReviewState.Approved ? await _site.PublishAsync(_site.Editor, id) : await _site.ApproveAsync(_site.Reviewer, id),
            RefusalKind.Conflict,
            Rules.DisclaimerMustBePublished);
        Assert.Equal(state, await _site.StateAsync(id));
    }

    [Fact]
    public async Task A_live_text_whose_disclaimer_reads_otherwise_by_now_is_not_confirmed()
    {
        var disclaimer = await _site.PublishedDisclaimerAsync();
        var id = await _site.ArticleInAsync(ReviewState.Published, disclaimer);
        var parts = _site.Latest(disclaimer).Parts.DeepClone().AsObject();
        parts["Disclaimer"]!["Text"]!["Html"] = "<p>Past the program.</p>";
        _site.Store.State = _site.State with
        {
            Versions = _site.State.Versions.ConvertAll(version => version.Item.ContentItemId == disclaimer ? version with { Item = version.Item with { Parts = parts } } : version),
        };

        Deeds.Refused(await _site.RenewAsync(_site.Reviewer2, id), RefusalKind.Conflict, Rules.MustShowCurrentDisclaimer);
    }

    [Theory]
    [InlineData(PublicationBasis.Imported, "run")]
    [InlineData(PublicationBasis.NoPolicy, "run")]
    [InlineData(PublicationBasis.Approved, null)]
    [InlineData(PublicationBasis.Approved, "")]
    public async Task What_no_run_has_approved_is_not_confirmed(PublicationBasis basis, string? reviewId)
    {
        var id = await _site.ArticleInAsync(ReviewState.ReviewDue);
        _site.Store.State = _site.State with { Publications = _site.State.Publications.SetItem(id, _site.State.Publications[id] with { Basis = basis, ReviewId = reviewId }) };

        Deeds.Refused(await _site.RenewAsync(_site.Reviewer2, id), RefusalKind.Conflict, Rules.MustHaveBeenApproved);
    }

    [Fact]
    public async Task A_live_text_is_confirmed_while_a_newer_one_is_in_review()
    {
        var id = await _site.ArticleInAsync(ReviewState.ReviewDue);
        await _site.EditAsync(_site.Author, id, "A newer text.");
        Deeds.Done(await _site.SubmitAsync(_site.Author, id));

        Assert.Equal(ReviewState.Published, Deeds.Done(await _site.RenewAsync(_site.Reviewer2, id)).State);
        Assert.Equal(ReviewState.InReview, await _site.StateAsync(id));
    }

    [Fact]
    public async Task A_grant_that_the_store_does_not_keep_publishes_nothing()
    {
        var id = await _site.ArticleInAsync(ReviewState.Approved);
        _site.Store.State = _site.State with { LosesGrants = true };

        Deeds.Refused(await _site.PublishAsync(_site.Editor, id), RefusalKind.Conflict, Rules.StagesMustBeSatisfied);
        Assert.False(_site.Latest(id).Published);
    }

    [Fact]
    public async Task A_state_without_its_decisions_publishes_nothing()
    {
        var id = await _site.ArticleInAsync(ReviewState.Approved);
        _site.Store.State = _site.State with
        {
            Decisions = [.. _site.State.Decisions.Select(decision => decision with { VoidedUtc = _site.NowUtc })],
        };

        Deeds.Refused(await _site.PublishAsync(_site.Editor, id), RefusalKind.Conflict, Rules.StagesMustBeSatisfied);
        Assert.False(_site.Latest(id).Published);
    }
}
