using GutCms.Core.Reviews.Model;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

public sealed class ApprovingTests
{
    private readonly MemorySite _site = new();

    [Fact]
    public async Task Decision_holds_what_was_signed_by_whom()
    {
        var id = await _site.ArticleInAsync(ReviewState.Approved);
        var decision = Assert.Single((await _site.ViewAsync(id)).Review!.Decisions);
        Assert.Equal(
            ("Dr reviewer", "MD", true, SignatureMeanings.Approval, await _site.HashAsync(id), _site.NowUtc, "Medical", "MedicalReviewer"),
            (decision.PrintedName, decision.Credential, decision.IsSigned, decision.Meaning, decision.ContentHash, decision.DecidedUtc, decision.Stage, decision.Role));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("wrong")]
    public async Task Approval_is_refused_without_a_signature(string? password)
    {
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        Deeds.Refused(await _site.ApproveAsync(_site.Reviewer, id, password), RefusalKind.Conflict, Rules.MustSign);
    }

    [Fact]
    public async Task Approval_needs_no_signature_when_the_policy_asks_for_none()
    {
        _site.SetPolicy("Article", """{ "ContentType": "Article", "Version": "2", "SignatureRequired": false, "Stages": [ { "Name": "Medical", "Role": "MedicalReviewer" } ] }""");
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        Assert.Equal(ReviewState.Approved, Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id, null)).State);
        Assert.False((await _site.ViewAsync(id)).Review!.Decisions[0].IsSigned);
    }

    [Fact]
    public async Task Approval_is_refused_to_an_API_client_even_with_the_role()
    {
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        var refusal = Deeds.Refused(await _site.ApproveAsync(_site.AddPerson("robot", "MedicalReviewer") with { IsClient = true }, id), RefusalKind.Conflict, Rules.MustBeAPerson, Rules.MustSign);
        Assert.DoesNotContain(Trigger.Approve, refusal.PermittedTriggers);
    }

    [Fact]
    public async Task Approval_is_refused_to_whoever_has_the_right_but_not_the_role()
    {
        _site.SetPolicy("Article", """{ "ContentType": "Article", "Version": "2", "Stages": [ { "Name": "Legal", "Role": "Lawyer" } ] }""");
        _site.AddPerson("lawyer", "Lawyer");
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        Deeds.Refused(await _site.ApproveAsync(_site.Reviewer, id), RefusalKind.Conflict, Rules.MustBeEligibleReviewer);
    }

    [Fact]
    public async Task Approval_is_refused_to_a_reviewer_whose_account_is_disabled()
    {
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        _site.Disable(_site.Reviewer);
        Deeds.Refused(await _site.ApproveAsync(_site.Reviewer, id), RefusalKind.Conflict, Rules.MustBeEligibleReviewer);
    }

    [Fact]
    public async Task Second_decision_of_one_reviewer_in_a_stage_is_refused()
    {
        _site.SetPolicy("Article", """{ "ContentType": "Article", "Version": "2", "Stages": [ { "Name": "Medical", "Role": "MedicalReviewer", "Approvals": 2 } ] }""");
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id));
        Deeds.Refused(await _site.ApproveAsync(_site.Reviewer, id), RefusalKind.Conflict, Rules.MustNotHaveDecided);
        Assert.Equal(ReviewState.Approved, Deeds.Done(await _site.ApproveAsync(_site.Reviewer2, id)).State);
    }

    [Fact]
    public async Task Changes_are_requested_only_with_a_reason()
    {
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        Deeds.Refused(await _site.RequestChangesAsync(_site.Reviewer, id, " "), RefusalKind.Conflict, Rules.MustSayWhy);
    }

    [Fact]
    public async Task Request_for_changes_voids_the_approvals_given_so_far()
    {
        var id = await _site.ArticleInAsync(ReviewState.Approved);
        Deeds.Done(await _site.RequestChangesAsync(_site.Reviewer2, id));
        var view = await _site.ViewAsync(id);
        Assert.Equal(ReviewState.ChangesRequested, view.State);
        Assert.Equal("Changes were requested.", view.Review!.Decisions[0].VoidReason);
        Deeds.Done(await _site.SubmitAsync(_site.Author, id));
        Assert.Empty((await _site.ViewAsync(id)).Review!.Decisions);
    }

    [Fact]
    public async Task Approval_is_refused_while_comments_are_open_when_the_policy_says_so()
    {
        _site.SetPolicy("Article", """{ "ContentType": "Article", "Version": "2", "RequireResolvedComments": true, "Stages": [ { "Name": "Medical", "Role": "MedicalReviewer" } ] }""");
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        var (first, second) = (Deeds.Done(await _site.CommentAsync(_site.Reviewer, id)), Deeds.Done(await _site.CommentAsync(_site.Reviewer2, id)));
        Deeds.Refused(await _site.ApproveAsync(_site.Reviewer, id), RefusalKind.Conflict, Rules.CommentsMustBeResolved);
        Deeds.Done(await _site.ResolveAsync(_site.Reviewer, id, first.ThreadId));
        Deeds.Refused(await _site.ApproveAsync(_site.Reviewer, id), RefusalKind.Conflict, Rules.CommentsMustBeResolved);
        Deeds.Done(await _site.ResolveAsync(_site.Reviewer, id, second.ThreadId));
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id));
    }

    [Fact]
    public async Task Comments_may_stay_open_when_the_policy_does_not_care()
    {
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        Deeds.Done(await _site.CommentAsync(_site.Reviewer, id));
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id));
    }

    [Fact]
    public async Task Every_unmet_rule_is_named_at_once()
    {
        _site.SetPolicy("Article", """{ "ContentType": "Article", "Version": "2", "RequireResolvedComments": true, "Stages": [ { "Name": "Medical", "Role": "MedicalReviewer" } ] }""");
        var both = _site.AddPerson("both", "Author", "MedicalReviewer");
        var id = (await _site.SaveAsync(both, Deeds.Article("gut", await _site.PublishedDisclaimerAsync()))).Item.ContentItemId;
        Deeds.Done(await _site.SubmitAsync(both, id));
        Deeds.Done(await _site.CommentAsync(both, id));
        var refusal = Deeds.Refused(await _site.ApproveAsync(both, id, null), RefusalKind.Conflict, Rules.CommentsMustBeResolved, Rules.MustNotBeAuthor, Rules.MustSign);
        Assert.Equal(ReviewState.InReview, refusal.CurrentState);
        Assert.Equal([Trigger.WithdrawSubmission, Trigger.RequestChanges], refusal.PermittedTriggers);
    }
}
