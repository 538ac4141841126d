using GutCms.Core.Reviews.Due;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Storage;
using GutCms.Core.Tests.Reviews.Memory;
using GutCms.Core.Texts;

namespace GutCms.Core.Tests.Reviews;

/// <summary>Between approval and publication: whoever approved may have left, and the policy may ask for more by now.</summary>
public sealed class AskingApprovalsAgainTests
{
    private const string OneStage = """{ "Name": "Medical", "Role": "MedicalReviewer" }""";
    private const string TwoOfThem = """{ "Name": "Medical", "Role": "MedicalReviewer", "Approvals": 2 }""";
    private const string TwoStages = """{ "Name": "Medical", "Role": "MedicalReviewer" }, { "Name": "Legal", "Role": "Lawyer" }""";

    private readonly MemorySite _site = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>The policy in force as it becomes after an approval by one medical reviewer, and whether that approval would have been enough for it.</summary>
    public static TheoryData<string, string, bool> Changes => new()
    {
        { OneStage, "", true },
        { """{ "Name": "Renamed", "Role": "MedicalReviewer", "DueDays": 2 }""", "", true },
        { """{ "Name": "Medical", "Role": "MedicalReviewer", "Approvals": "All" }""", "", false },
        { TwoOfThem, "", false },
        { TwoStages, "", false },
        { """{ "Name": "Medical", "Roles": [ { "Role": "MedicalReviewer" }, { "Role": "Lawyer" } ] }""", "", false },
        { """{ "Name": "Legal", "Role": "Lawyer" }""", "", false },
        { OneStage, """, "RequireDisclaimer": true""", true },
        { OneStage, """, "RequireResolvedComments": true""", false },
        { OneStage, """, "ReviewEveryMonths": 1""", false },
        { OneStage, """, "ReviewEveryMonths": 120""", true },
        { OneStage, """, "FourEyes": false""", true },
        { OneStage, """, "OnReviewerLeft": "keep", "OnPolicyChange": "keep" """, true },
    };

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Approval_counts_exactly_when_the_policy_in_force_would_have_found_it_enough(string stages, string members, bool enough)
    {
        _site.AddPerson("lawyer", "Lawyer");
        Policy("2", OneStage);
        var id = await _site.ArticleInAsync(ReviewState.Approved);
        Deeds.Done(await _site.CommentAsync(_site.Editor, id));
        _site.NowUtc = _site.NowUtc.AddMonths(2);
        Policy("3", stages, members);

        await AssertAskedAsync(id, enough ? null : Rules.PolicyInForceMustBeSatisfied, "version 3");
    }

    [Theory]
    [MemberData(nameof(Changes))]
    public async Task Approval_of_before_counts_when_both_policies_keep_it(string stages, string members, bool enough)
    {
        const string keep = """, "OnPolicyChange": "keep" """;
        _site.AddPerson("lawyer", "Lawyer");
        Policy("2", OneStage, keep);
        var id = await _site.ArticleInAsync(ReviewState.Approved);
        Deeds.Done(await _site.CommentAsync(_site.Editor, id));
        _site.NowUtc = _site.NowUtc.AddMonths(2);

        // One of the two alone does not say so.
        Policy("3", stages, members.Contains("OnPolicyChange", StringComparison.Ordinal) ? "" : members);
        await AssertUnmetAsync(id, enough ? null : Rules.PolicyInForceMustBeSatisfied);

        Policy("4", stages, members.Contains("OnPolicyChange", StringComparison.Ordinal) ? members : members + keep);
        await AssertAskedAsync(id, null, "");
    }

    [Fact]
    public async Task Unsigned_approval_and_approval_by_an_author_fall_short_of_a_policy_that_asks_for_more()
    {
        Policy("2", OneStage, """, "SignatureRequired": false, "FourEyes": false """);
        var disclaimer = await _site.PublishedDisclaimerAsync();
        var both = _site.AddPerson("both", "Author", "MedicalReviewer");
        var id = (await _site.SaveAsync(both, Deeds.Article("gut", disclaimer))).Item.ContentItemId;
        Deeds.Done(await _site.SubmitAsync(both, id));
        Deeds.Done(await _site.ApproveAsync(both, id, password: null));

        Policy("3", OneStage, """, "FourEyes": false """);
        await AssertUnmetAsync(id, Rules.PolicyInForceMustBeSatisfied);
        Policy("4", OneStage, """, "SignatureRequired": false """);
        await AssertUnmetAsync(id, Rules.PolicyInForceMustBeSatisfied);
        Policy("5", OneStage, """, "SignatureRequired": false, "FourEyes": false """);
        await AssertAskedAsync(id, null, "");
    }

    [Fact]
    public async Task Shorter_interval_of_the_policy_in_force_sets_the_next_review()
    {
        Policy("2", OneStage, """, "ReviewEveryMonths": 12 """);
        var id = await _site.ArticleInAsync(ReviewState.Approved);
        Policy("3", OneStage, """, "ReviewEveryMonths": 6 """);

        Deeds.Done(await _site.PublishAsync(_site.Editor, id));

        Assert.Equal(MemorySite.Start.AddMonths(6), _site.State.Publications[id].NextReviewUtc);
    }

    [Fact]
    public async Task Approval_of_somebody_who_left_does_not_publish_and_another_approval_does()
    {
        var id = await _site.ArticleInAsync(ReviewState.Approved);
        _site.Disable(_site.Reviewer);

        await AssertAskedAsync(id, Rules.ReviewersMustStillBeEligible, "reviewer (as 'MedicalReviewer')");

        Deeds.Done(await _site.WithdrawSubmissionAsync(_site.Author, id));
        Deeds.Done(await _site.SubmitAsync(_site.Author, id));
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer2, id));
        Deeds.Done(await _site.PublishAsync(_site.Editor, id));
    }

    [Fact]
    public async Task Approval_of_somebody_who_lost_the_role_does_not_publish_although_the_right_to_approve_stays()
    {
        var id = await _site.ArticleInAsync(ReviewState.Approved);
        _site.AddPerson("reviewer", "Lawyer");

        await AssertAskedAsync(id, Rules.ReviewersMustStillBeEligible, "");
    }

    [Fact]
    public async Task Those_who_come_back_count_again()
    {
        var id = await _site.ArticleInAsync(ReviewState.Approved);
        _site.Disable(_site.Reviewer);
        await AssertUnmetAsync(id, Rules.ReviewersMustStillBeEligible);
        _site.AddPerson("reviewer", "MedicalReviewer");

        await AssertAskedAsync(id, null, "");
    }

    [Theory]
    [InlineData("keep", "keep", true)]
    [InlineData("keep", "void", false)]
    [InlineData("void", "keep", false)]
    public async Task Approval_of_somebody_who_left_counts_when_both_policies_keep_it(string before, string after, bool counts)
    {
        Policy("2", OneStage, $$""", "OnReviewerLeft": "{{before}}" """);
        var id = await _site.ArticleInAsync(ReviewState.Approved);
        _site.Disable(_site.Reviewer);
        Policy("3", OneStage, $$""", "OnReviewerLeft": "{{after}}" """);

        await AssertAskedAsync(id, counts ? null : Rules.ReviewersMustStillBeEligible, "");
    }

    [Fact]
    public async Task More_approvals_than_needed_make_up_for_one_that_does_not_count()
    {
        _site.AddPerson("lawyer", "Lawyer");
        Policy("2", """{ "Name": "Panel", "Roles": [ { "Role": "MedicalReviewer" }, { "Role": "Lawyer" } ] }""");
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id));
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer2, id));
        Deeds.Done(await _site.ApproveAsync(_site.AddPerson("lawyer", "Lawyer"), id));
        _site.Disable(_site.Reviewer);
        await AssertUnmetAsync(id, null);

        // Not for a policy that asks for two: only one of them counts.
        Policy("3", """{ "Name": "Panel", "Roles": [ { "Role": "MedicalReviewer", "Threshold": 2 }, { "Role": "Lawyer" } ] }""");
        await AssertUnmetAsync(id, Rules.PolicyInForceMustBeSatisfied);
        Policy("4", """{ "Name": "Panel", "Roles": [ { "Role": "MedicalReviewer" }, { "Role": "Lawyer" } ] }""");
        await AssertAskedAsync(id, null, "");
    }

    [Fact]
    public async Task Schedule_that_comes_due_after_the_reviewer_left_is_refused_finally_and_the_reason_is_on_record()
    {
        var id = await _site.ArticleInAsync(ReviewState.Approved);
        Deeds.Done(await _site.ScheduleAsync(_site.Editor, id, _site.NowUtc.AddHours(1)));
        _site.Disable(_site.Reviewer);
        _site.NowUtc = _site.NowUtc.AddDays(1);

        Assert.Equal(new RunDuePublications.Result(0, 1), await _site.RunDueAsync());

        Assert.Empty(_site.State.Schedules);
        Assert.False(_site.Latest(id).Published);
        Assert.Equal([Rules.ReviewersMustStillBeEligible], _site.State.Audit.Single(entry => entry.Action == "content.publish.refused").Details!["unmetRules"]!.AsArray().Select(rule => (string)rule!));
        var told = Assert.Single(_site.State.Outbox, message => message.Event == ReviewEvents.ScheduleRefused);
        Assert.Contains("could not do so any more", (string)told.Data["reason"]!, StringComparison.Ordinal);

        // Final: it does not come back by itself when the reviewer does.
        _site.AddPerson("reviewer", "MedicalReviewer");
        Assert.Equal(new RunDuePublications.Result(0, 0), await _site.RunDueAsync());
    }

    [Fact]
    public async Task Gate_holds_it_by_itself()
    {
        var id = await _site.ArticleInAsync(ReviewState.Published);
        await using var work = await _site.Store.ReadAsync(Token);
        var live = _site.State.Publications[id];
        var open = new GateResult(live.Basis, live.ReviewId, null);
        Assert.True((await PublicationGate.AskAgainAsync(work, _site, open, id, _site.NowUtc, Token)).IsOpen);

        _site.Disable(_site.Reviewer);

        Assert.Equal(Rules.ReviewersMustStillBeEligible, (await PublicationGate.AskAgainAsync(work, _site, open, id, _site.NowUtc, Token)).UnmetRule?.Rule);
        Assert.False((await PublicationGate.AskAgainAsync(work, _site, open with { ReviewId = "another" }, id, _site.NowUtc, Token)).IsOpen);
        Assert.False((await PublicationGate.AskAgainAsync(work, _site, open, "another", _site.NowUtc, Token)).IsOpen);
        Assert.True((await PublicationGate.AskAgainAsync(work, _site, new(PublicationBasis.Imported, null, Sentence.Verbatim("")), id, _site.NowUtc, Token)).IsOpen);
    }

    [Fact]
    public async Task What_is_live_stays_live_and_is_asked_again_when_it_is_taken_down_and_published()
    {
        var id = await _site.ArticleInAsync(ReviewState.Published);
        _site.Disable(_site.Reviewer);
        Assert.Equal(ReviewState.Published, await _site.StateAsync(id));

        Deeds.Done(await _site.UnpublishAsync(_site.Editor, id));

        await AssertAskedAsync(id, Rules.ReviewersMustStillBeEligible, "");
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(true, false)]
    public async Task Renewal_whose_first_signer_left_or_whose_policy_asks_for_more_begins_anew(bool left, bool stricter)
    {
        var lawyer = _site.AddPerson("lawyer", "Lawyer");
        Policy("2", TwoStages);
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id));
        Deeds.Done(await _site.ApproveAsync(lawyer, id));
        Deeds.Done(await _site.PublishAsync(_site.Editor, id));
        Deeds.Done(await _site.RenewAsync(_site.Reviewer, id));
        var first = (await _site.ViewAsync(id)).Renewal!.Review.ReviewId;
        if (left)
        {
            _site.Disable(_site.Reviewer);
        }

        if (stricter)
        {
            Policy("3", TwoStages.Replace("\"MedicalReviewer\"", "\"MedicalReviewer\", \"Approvals\": 2", StringComparison.Ordinal));
        }

        var refusal = Deeds.Refused(await _site.RenewAsync(lawyer, id), RefusalKind.Conflict, Rules.MustBeEligibleReviewer);
        Assert.Contains("The renewal begins anew", refusal.Message, StringComparison.Ordinal);
        Deeds.Done(await _site.RenewAsync(_site.Reviewer2, id));

        var runs = (await _site.ViewAsync(id)).History.Where(run => run.Review.Purpose == ReviewPurpose.Renewal).ToList();
        Assert.Equal((first, false), (Assert.Single(runs).Review.ReviewId, runs[0].Decisions.Any(decision => decision.Stands)));
        Assert.Null(_site.State.Publications[id].RenewalId);
        if (stricter)
        {
            Deeds.Done(await _site.RenewAsync(_site.Reviewer, id));
        }

        Deeds.Done(await _site.RenewAsync(lawyer, id));
        Assert.NotNull(_site.State.Publications[id].RenewalId);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task One_person_signs_two_stages_only_where_the_policy_allows_it(bool allowed)
    {
        Policy("2", TwoStages, allowed ? """, "AllowSamePersonInStages": true """ : "");
        var (both, lawyer) = (_site.AddPerson("both", "MedicalReviewer", "Lawyer"), _site.AddPerson("lawyer", "Lawyer"));
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        Deeds.Done(await _site.ApproveAsync(both, id));
        if (allowed)
        {
            Deeds.Done(await _site.AssignAsync(_site.Editor, id, both));
            Deeds.Done(await _site.ApproveAsync(both, id));

            // Whoever forbids it afterwards is asked at publication.
            Policy("3", TwoStages);
            await AssertUnmetAsync(id, Rules.PolicyInForceMustBeSatisfied);
            Policy("4", TwoStages, """, "AllowSamePersonInStages": true """);
            Deeds.Done(await _site.PublishAsync(_site.Editor, id));
            Deeds.Done(await _site.RenewAsync(both, id));
            Deeds.Done(await _site.RenewAsync(both, id));
            return;
        }

        Deeds.Refused(await _site.AssignAsync(_site.Editor, id, both), RefusalKind.Conflict, Rules.MustBeEligibleReviewer);
        Deeds.Refused(await _site.ApproveAsync(both, id), RefusalKind.Conflict, Rules.MustNotHaveSignedOtherStage);
        Deeds.Done(await _site.ApproveAsync(lawyer, id));
        Deeds.Done(await _site.PublishAsync(_site.Editor, id));
        Deeds.Done(await _site.RenewAsync(both, id));
        Deeds.Refused(await _site.RenewAsync(both, id), RefusalKind.Conflict, Rules.MustNotHaveSignedOtherStage);
    }

    [Fact]
    public async Task Everyone_of_a_later_stage_leaves_out_who_signed_an_earlier_one()
    {
        Policy("2", """{ "Name": "First", "Role": "MedicalReviewer" }, { "Name": "Rest", "Role": "MedicalReviewer", "Approvals": "All" }""");
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id));
        Assert.Equal(1, (await _site.ViewAsync(id)).Review!.Stages[1].Roles[0].Required);

        Assert.Equal(ReviewState.Approved, Deeds.Done(await _site.ApproveAsync(_site.Reviewer2, id)).State);
    }

    private async Task AssertUnmetAsync(string id, string? rule)
    {
        var view = await _site.ViewAsync(id);
        Assert.Equal(rule is null, view.PermittedTriggers.Contains(Trigger.Publish));
        Assert.Equal(rule is null ? [] : [rule], view.UnmetRules.GetValueOrDefault(Trigger.Publish, []).Select(unmet => unmet.Rule));
    }

    /// <summary>The view says it before anyone tries, and publication, schedule and saving-and-publishing refuse it alike; or all of them go on.</summary>
    private async Task AssertAskedAsync(string id, string? rule, string says)
    {
        await AssertUnmetAsync(id, rule);
        if (rule is null)
        {
            Deeds.Done(await _site.ScheduleAsync(_site.Editor, id, _site.NowUtc.AddHours(1)));
            Deeds.Done(await _site.PublishAsync(_site.Editor, id));
            return;
        }

        var refusal = Deeds.Refused(await _site.PublishAsync(_site.Editor, id), RefusalKind.Conflict, rule);
        Assert.Contains(says, refusal.Message, StringComparison.Ordinal);
        Assert.Contains("ake the submission back and submit it again", refusal.Message, StringComparison.Ordinal);
        Deeds.Refused(await _site.ScheduleAsync(_site.Editor, id, _site.NowUtc.AddHours(1)), RefusalKind.Conflict, rule);
        var same = ContentItemJson.Write(_site.Latest(id));
        Deeds.Refused(await new SaveAndPublish(_site.Ports).ExecuteAsync(_site.Editor, new(same, Deeds.NoTag), Token), RefusalKind.Conflict, rule);
        Assert.False(_site.Latest(id).Published);
    }

    private void Policy(string version, string stages, string members = "") =>
        _site.SetPolicy("Article", JsonNode.Parse($$"""{ "ContentType": "Article", "Version": "{{version}}", "Stages": [ {{stages}} ]{{members}} }""")!.ToJsonString());
}
