using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>In which stage and role a decision counts, and whose.</summary>
public sealed class SeatsTests
{
    private readonly MemorySite _site = new();

    [Fact]
    public async Task A_stage_is_not_satisfied_by_another_stage_of_the_same_role()
    {
        Policy("""{ "Name": "Medical", "Role": "MedicalReviewer" }, { "Name": "Second look", "Role": "MedicalReviewer" }""");
        var id = await _site.ArticleInAsync(ReviewState.InReview);

        Assert.Equal(ReviewState.InReview, Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id)).State);
        Deeds.Refused(await _site.PublishAsync(_site.Editor, id), RefusalKind.Conflict, Rules.MustBePermittedInState);
        Assert.Equal(ReviewState.Approved, Deeds.Done(await _site.ApproveAsync(_site.Reviewer2, id)).State);
        Assert.Equal(["Medical", "Second look"], (await _site.ViewAsync(id)).Review!.Decisions.Select(decision => decision.Stage));
    }

    [Fact]
    public async Task Approvals_of_another_stage_do_not_count_towards_the_number_of_a_stage()
    {
        Policy("""{ "Name": "Medical", "Role": "MedicalReviewer" }, { "Name": "Second look", "Role": "MedicalReviewer", "Approvals": 2 }""");
        var third = _site.AddPerson("reviewer3", "MedicalReviewer");
        var id = await _site.ArticleInAsync(ReviewState.InReview);

        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id));
        Assert.Equal(ReviewState.InReview, Deeds.Done(await _site.ApproveAsync(_site.Reviewer2, id)).State);
        Assert.Equal(ReviewState.Approved, Deeds.Done(await _site.ApproveAsync(third, id)).State);
    }

    [Fact]
    public void All_of_nobody_is_not_satisfied()
    {
        var stage = new ReviewStage("Panel", [new("Panellist", Threshold.All)], null);
        var progress = StageProgress.Of(new("Article", "1", [stage]), stage, [], new Dictionary<string, IReadOnlyList<Reviewer>>());

        Assert.False(progress.Satisfied);
        Assert.Equal(1, progress.Required["Panellist"]);
    }

    [Fact]
    public void Two_decisions_of_one_reviewer_count_once()
    {
        var stage = new ReviewStage("Panel", [new("Panellist", Threshold.Of(2))], null);
        var eligible = new Dictionary<string, IReadOnlyList<Reviewer>> { ["Panellist"] = [new("ada", "ada", "Ada", null), new("ben", "ben", "Ben", null)] };

        Assert.False(Progress(Approval("ada"), Approval("ada")).Satisfied);
        Assert.False(Progress(Approval("ada"), Approval("ben") with { VoidedUtc = MemorySite.Start }).Satisfied);
        Assert.False(Progress(Approval("ada"), Approval("ben") with { Outcome = DecisionOutcome.ChangesRequested }).Satisfied);
        Assert.False(Progress(Approval("ada"), Approval("ben") with { Role = "Lawyer" }).Satisfied);
        Assert.True(Progress(Approval("ada"), Approval("ben")).Satisfied);

        StageProgress Progress(params Decision[] decisions) => StageProgress.Of(new("Article", "1", [stage]), stage, decisions, eligible);
    }

    [Fact]
    public void A_stage_without_roles_is_not_satisfied()
    {
        var stage = new ReviewStage("Panel", [], null);

        Assert.False(StageProgress.Of(new("Article", "1", [stage]), stage, [Approval("ada")], new Dictionary<string, IReadOnlyList<Reviewer>>()).Satisfied);
    }

    [Fact]
    public void Only_a_signature_that_counts_keeps_its_reviewer_from_another_stage()
    {
        var stage = new ReviewStage("Second look", [new("Panellist", Threshold.One)], null);
        var policy = new ReviewPolicy("Article", "1", [stage]);
        Decision[] decisions =
        [
            Approval("ada"),
            Approval("ben") with { VoidedUtc = MemorySite.Start },
            Approval("cleo") with { Outcome = DecisionOutcome.ChangesRequested },
            Approval("dora") with { Stage = stage.Name },
        ];

        Assert.Equal(["ada"], StageProgress.SignersOfOtherStages(policy, stage, decisions));
        Assert.Empty(StageProgress.SignersOfOtherStages(policy with { AllowSamePersonInStages = true }, stage, decisions));
    }

    [Fact]
    public async Task Who_is_not_assigned_decides_while_fewer_are_assigned_than_are_needed()
    {
        Policy("""{ "Name": "Medical", "Role": "MedicalReviewer", "Approvals": 2 }""");
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        Deeds.Done(await _site.AssignAsync(_site.Editor, id, _site.Reviewer));

        Deeds.Done(await _site.ApproveAsync(_site.Reviewer2, id));
    }

    [Fact]
    public async Task Who_is_not_assigned_does_not_decide_when_enough_are_assigned()
    {
        Policy("""{ "Name": "Medical", "Role": "MedicalReviewer" }""");
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        Deeds.Done(await _site.AssignAsync(_site.Editor, id, _site.Reviewer));

        Deeds.Refused(await _site.ApproveAsync(_site.Reviewer2, id), RefusalKind.Conflict, Rules.MustBeAssignedReviewer);
    }

    [Fact]
    public async Task Who_holds_two_roles_decides_in_the_one_that_was_assigned()
    {
        Policy("""{ "Name": "Panel", "Roles": [ { "Role": "MedicalReviewer", "Threshold": "One" }, { "Role": "Lawyer", "Threshold": "One" } ] }""");
        var both = _site.AddPerson("both", "MedicalReviewer", "Lawyer");
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        var assigned = await new AssignReview(_site.Ports).ExecuteAsync(_site.Editor, new(id, Deeds.NoTag, null, "Lawyer", [both.UserId]), TestContext.Current.CancellationToken);
        Deeds.Done(assigned);

        Deeds.Done(await _site.ApproveAsync(both, id));

        Assert.Equal("Lawyer", Assert.Single((await _site.ViewAsync(id)).Review!.Decisions).Role);
    }

    [Fact]
    public async Task Nobody_without_a_printed_name_decides()
    {
        var id = await _site.ArticleInAsync(ReviewState.InReview);

        Deeds.Refused(await _site.ApproveAsync(_site.Reviewer with { PrintedName = null }, id), RefusalKind.Conflict, Rules.MustSign);
    }

    [Fact]
    public async Task A_wrong_password_is_refused_where_none_is_asked_for()
    {
        _site.SetPolicy("Article", """{ "ContentType": "Article", "Version": "2", "SignatureRequired": false, "Stages": [ { "Name": "Medical", "Role": "MedicalReviewer" } ] }""");
        var id = await _site.ArticleInAsync(ReviewState.InReview);

        Deeds.Refused(await _site.ApproveAsync(_site.Reviewer, id, "wrong"), RefusalKind.Conflict, Rules.MustSign);
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id, password: null));
    }

    private static Decision Approval(string who) => new(
        ContentIds.New(), "run", "version", "sha256:text", "Panel", "Panellist", who, who, who, null, DecisionOutcome.Approved, SignatureMeanings.Approval, true, null, MemorySite.Start);

    private void Policy(string stages) => _site.SetPolicy("Article", $$"""{ "ContentType": "Article", "Version": "2", "Stages": [ {{stages}} ] }""");
}
