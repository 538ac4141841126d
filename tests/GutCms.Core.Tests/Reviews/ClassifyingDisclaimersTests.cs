using System.Text.Json.Nodes;
using GutCms.Core.Certificates;
using GutCms.Core.Reviews.Disclaimers;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>Whether the change of a disclaimer is editorial or material is proposed by whoever submits it and signed by its reviewers; at publication nothing else counts.</summary>
public sealed class ClassifyingDisclaimersTests
{
    private readonly MemorySite _site = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DisclaimerChange.Editorial)]
    [InlineData(DisclaimerChange.Material)]
    public async Task Reviewers_sign_what_was_proposed_together_with_the_content_concerned(DisclaimerChange change)
    {
        var (disclaimer, live) = await SubmittedAsync(change);
        var impact = await _site.ImpactAsync(disclaimer);
        Assert.Equal(change, impact.Change);

        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, disclaimer));

        var decision = Assert.Single((await _site.ViewAsync(disclaimer)).Review!.Decisions);
        var signed = Assert.Single((await _site.ViewAsync(disclaimer)).Review!.Review.Stages.Single().SignedChanges!);
        Assert.Equal((decision.DecisionId, change, impact.Tag, live), (signed.DecisionId, signed.Change, signed.ImpactTag, Assert.Single(signed.Items)));
        Assert.Equal(SignatureMeanings.OfApproval(change), decision.Meaning);
        var entry = _site.State.Audit.Last(entry => entry.Action == "review.approve");
        Assert.Equal((change.ToString(), impact.Tag), ((string?)entry.Details!["change"], (string?)entry.Details["impactTag"]));
    }

    [Fact]
    public async Task Another_proposal_takes_another_submission_and_the_decisions_of_before_are_void()
    {
        var (disclaimer, live) = await SubmittedAsync(DisclaimerChange.Material);
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, disclaimer));
        Deeds.Refused(await _site.SubmitAsync(_site.Editor, disclaimer, DisclaimerChange.Editorial), RefusalKind.Conflict, Rules.MustBePermittedInState);

        Deeds.Done(await _site.WithdrawSubmissionAsync(_site.Editor, disclaimer));
        Deeds.Done(await _site.SubmitAsync(_site.Editor, disclaimer, DisclaimerChange.Editorial));
        Deeds.Refused(await _site.PublishAsync(_site.Editor, disclaimer, await _site.ImpactTagAsync(disclaimer)), RefusalKind.Conflict, Rules.MustBePermittedInState);

        Assert.False((await _site.ViewAsync(disclaimer)).History.Single(run => run.Review.CloseReason == "The submission was taken back.").Decisions.Single().Stands);
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, disclaimer));
        await PublishAsync(disclaimer);
        Assert.Null(_site.State.Publications[live].ReviewDueReason);
    }

    [Fact]
    public async Task New_words_do_not_reach_content_that_the_reviewers_were_not_shown()
    {
        var (disclaimer, live) = await SubmittedAsync(DisclaimerChange.Editorial);
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, disclaimer));
        var later = await _site.ArticleInAsync(ReviewState.Published, disclaimer, "later");
        var approved = await _site.ArticleInAsync(ReviewState.Approved, disclaimer, "approved");

        await PublishAsync(disclaimer);

        Assert.Null(_site.State.Publications[live].ReviewDueReason);
        Assert.Equal(ReviewDueReason.Disclaimer, _site.State.Publications[later].ReviewDueReason);
        Assert.Equal(ReviewState.InReview, await _site.StateAsync(approved));
        Assert.Equal(2, (int?)_site.State.Audit.Single(entry => entry.Action == "content.disclaimer.classify" && (int?)entry.Details!["notSigned"] > 0).Details!["notSigned"]);
        Assert.Empty(_site.State.Ungranted());
    }

    [Fact]
    public async Task New_words_reach_only_what_every_reviewer_was_shown()
    {
        var (disclaimer, _) = await SubmittedAsync(DisclaimerChange.Editorial, approvals: 2);
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, disclaimer));
        var between = await _site.ArticleInAsync(ReviewState.Published, disclaimer, "between");
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer2, disclaimer));

        await PublishAsync(disclaimer);

        Assert.Equal(ReviewDueReason.Disclaimer, _site.State.Publications[between].ReviewDueReason);
    }

    [Fact]
    public async Task What_was_never_signed_is_material()
    {
        var (disclaimer, live) = await SubmittedAsync(DisclaimerChange.Editorial);
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, disclaimer));

        // As decisions were before they said anything of the change.
        _site.Store.State = _site.State with { Decisions = [.. _site.State.Decisions.Select(decision => decision with { Meaning = SignatureMeanings.Approval })] };
        await PublishAsync(disclaimer);

        Assert.Equal(ReviewDueReason.Disclaimer, _site.State.Publications[live].ReviewDueReason);
    }

    [Fact]
    public async Task Disclaimer_without_a_policy_changes_materially()
    {
        var disclaimer = await _site.PublishedDisclaimerAsync();
        var live = await _site.ArticleInAsync(ReviewState.Published, disclaimer);
        _site.SetPolicy("Disclaimer", null);
        await _site.EditAsync(_site.Editor, disclaimer, "Take ten times the dose.");
        var hash = _site.State.Publications[live].ContentHash;

        await PublishAsync(disclaimer);

        Assert.Equal((hash, ReviewDueReason.Disclaimer), (_site.State.Publications[live].ContentHash, _site.State.Publications[live].ReviewDueReason!.Value));
    }

    [Fact]
    public async Task Only_the_change_of_a_disclaimer_is_classified()
    {
        var id = await _site.ArticleInAsync(ReviewState.Draft);
        Deeds.Refused(await _site.SubmitAsync(_site.Author, id, DisclaimerChange.Editorial), RefusalKind.Invalid);
    }

    [Fact]
    public async Task Certificate_names_each_editorial_change_since_the_approval_and_who_signed_it()
    {
        var (disclaimer, live) = await SubmittedAsync(DisclaimerChange.Editorial);
        Assert.Null(Claims(live).DisclaimerChanges);
        var first = _site.State.Publications[live].DisclaimerVersionId!;
        var second = await FinishAsync(disclaimer);
        _site.NowUtc = _site.NowUtc.AddDays(1);
        await _site.EditAsync(_site.Editor, disclaimer, "In yet other words.");
        Deeds.Done(await _site.SubmitAsync(_site.Editor, disclaimer, DisclaimerChange.Editorial));
        var third = await FinishAsync(disclaimer);

        var changes = Claims(live).DisclaimerChanges!;
        Assert.Equal([(first, second.Version, second.Review), (second.Version, third.Version, third.Review)], changes.Select(change => (change.FromVersionId, change.ToVersionId, change.ReviewId)));
        Assert.All(changes, change => Assert.Equal("editorial", change.Change));

        // An article that is approved with the new words says nothing of how they came about.
        Assert.Null(Claims(await _site.ArticleInAsync(ReviewState.Published, disclaimer, "newer")).DisclaimerChanges);
    }

    private async Task<(string Version, string Review)> FinishAsync(string disclaimer)
    {
        _site.NowUtc = _site.NowUtc.AddHours(1);
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, disclaimer));
        await PublishAsync(disclaimer);
        return (_site.Latest(disclaimer).ContentItemVersionId, _site.State.Publications[disclaimer].ReviewId!);
    }

    private ReviewCertificate Claims(string id) =>
        ReviewCertificate.FromClaims(JsonNode.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(_site.State.Publications[id].Certificate!.Split('.')[1]))!.AsObject());

    private async Task<(string Disclaimer, string Live)> SubmittedAsync(DisclaimerChange change, int approvals = 1)
    {
        var disclaimer = await _site.PublishedDisclaimerAsync();
        var live = await _site.ArticleInAsync(ReviewState.Published, disclaimer);
        if (approvals > 1)
        {
            _site.SetPolicy("Disclaimer", $$"""{ "ContentType": "Disclaimer", "Version": "2", "Stages": [ { "Name": "Medical", "Role": "MedicalReviewer", "Approvals": {{approvals}} } ] }""");
        }

        await _site.EditAsync(_site.Editor, disclaimer, "In other words.");
        Deeds.Done(await _site.SubmitAsync(_site.Editor, disclaimer, change));
        return (disclaimer, live);
    }

    private async Task PublishAsync(string disclaimer) => Deeds.Done(await new PublishVersion(_site.Ports).ExecuteAsync(_site.Editor, new(disclaimer, Deeds.NoTag, await _site.ImpactTagAsync(disclaimer)), Token));

    [Theory]
    [InlineData(DisclaimerChange.Editorial, "listed", true)]
    [InlineData(DisclaimerChange.Editorial, "another", false)]
    [InlineData(DisclaimerChange.Material, "listed", false)]
    public void Words_reach_by_themselves_only_what_was_listed_for_an_editorial_change(DisclaimerChange change, string id, bool reaches) =>
        Assert.Equal(reaches, new SignedClassification(change, ["listed"], "review").Reaches(new ImpactedItem(id, "Article", null, null, IsLive: true, ShowsPublished: true, HasNewerDraft: false, null, null)));
}
