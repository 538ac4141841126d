using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Reviews.Standing;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>Several stages, several roles in a stage, and how many of each.</summary>
public sealed class StagesTests
{
    private readonly MemorySite _site = new();

    [Theory]
    [InlineData("\"One\"", 3, 1)]
    [InlineData("2", 3, 2)]
    [InlineData("\"Most\"", 3, 2)]
    [InlineData("\"Most\"", 4, 3)]
    [InlineData("\"All\"", 3, 3)]
    [InlineData("\"All\"", 1, 1)]
    public async Task Is_satisfied_by_exactly_as_many_as_the_threshold_says(string threshold, int people, int needed)
    {
        Policy($$"""{ "Name": "Panel", "Role": "Panellist", "Approvals": {{threshold}} }""");
        var panel = Enumerable.Range(1, people).Select(number => _site.AddPerson("panellist" + number, "Panellist")).ToList();
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        for (var given = 1; given <= needed; given++)
        {
            Assert.Equal(given < needed ? ReviewState.InReview : ReviewState.Approved, Deeds.Done(await _site.ApproveAsync(panel[given - 1], id)).State);
        }

        Assert.Equal(needed, (await _site.ViewAsync(id)).Review!.Stages[0].Roles[0].Required);
        Deeds.Done(await _site.PublishAsync(_site.Editor, id));
    }

    [Fact]
    public async Task Threshold_of_all_leaves_authors_and_disabled_people_out()
    {
        Policy("""{ "Name": "Panel", "Role": "Panellist", "Approvals": "All" }""");
        var (one, two, gone) = (_site.AddPerson("one", "Panellist", "Editor"), _site.AddPerson("two", "Panellist"), _site.AddPerson("gone", "Panellist"));
        var id = await _site.ArticleInAsync(ReviewState.Draft);
        await _site.EditAsync(one, id, "Another text.");
        Deeds.Done(await _site.SubmitAsync(_site.Author, id));
        _site.Disable(gone);
        Assert.Equal(ReviewState.Approved, Deeds.Done(await _site.ApproveAsync(two, id)).State);
    }

    [Fact]
    public async Task Threshold_of_all_waits_for_everybody_who_is_there_when_somebody_left_who_had_approved()
    {
        Policy("""{ "Name": "Panel", "Role": "Panellist", "Approvals": "All" }""");
        var (left, two, three) = (_site.AddPerson("left", "Panellist"), _site.AddPerson("two", "Panellist"), _site.AddPerson("three", "Panellist"));
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        Deeds.Done(await _site.ApproveAsync(left, id));
        _site.Disable(left);

        Assert.Equal(ReviewState.InReview, Deeds.Done(await _site.ApproveAsync(two, id)).State);
        Assert.Equal(ReviewState.Approved, Deeds.Done(await _site.ApproveAsync(three, id)).State);
    }

    [Fact]
    public async Task Stages_are_done_in_order()
    {
        Policy("""{ "Name": "Medical", "Role": "MedicalReviewer", "DueDays": 5 }, { "Name": "Legal", "Role": "Lawyer", "DueDays": 3 }""");
        var lawyer = _site.AddPerson("lawyer", "Lawyer");
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        Assert.Equal([_site.NowUtc.AddDays(5), null], (await _site.ViewAsync(id)).Review!.Stages.Select(stage => stage.DueUtc));
        Deeds.Refused(await _site.ApproveAsync(lawyer, id), RefusalKind.Conflict, Rules.MustBeEligibleReviewer);
        _site.NowUtc = _site.NowUtc.AddDays(1);
        Assert.Equal(ReviewState.InReview, Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id)).State);
        Assert.Equal(_site.NowUtc.AddDays(3), (await _site.ViewAsync(id)).Review!.Stages[1].DueUtc);
        Deeds.Refused(await _site.PublishAsync(_site.Editor, id), RefusalKind.Conflict, Rules.MustBePermittedInState);
        Assert.Equal(ReviewState.Approved, Deeds.Done(await _site.ApproveAsync(lawyer, id)).State);
        Deeds.Done(await _site.PublishAsync(_site.Editor, id));
    }

    [Fact]
    public async Task Reviewer_of_a_later_stage_may_ask_for_changes()
    {
        Policy("""{ "Name": "Medical", "Role": "MedicalReviewer" }, { "Name": "Legal", "Role": "Lawyer" }""");
        var id = await _site.ArticleInAsync(ReviewState.Draft, null);
        var lawyer = _site.AddPerson("lawyer", "Lawyer");
        Deeds.Done(await _site.SubmitAsync(_site.Author, id));
        Deeds.Done(await _site.RequestChangesAsync(lawyer, id));
        Assert.Equal("Legal", (await _site.ViewAsync(id)).Review!.Decisions[0].Stage);
    }

    [Fact]
    public async Task Roles_of_a_stage_decide_in_any_order_and_each_has_to()
    {
        Policy("""{ "Name": "Panel", "Roles": [ { "Role": "MedicalReviewer", "Threshold": 2 }, { "Role": "Lawyer", "Threshold": "One" } ] }""");
        var lawyer = _site.AddPerson("lawyer", "Lawyer");
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id));
        Deeds.Done(await _site.ApproveAsync(lawyer, id));
        Assert.Equal(ReviewState.InReview, await _site.StateAsync(id));
        Assert.Equal(ReviewState.Approved, Deeds.Done(await _site.ApproveAsync(_site.Reviewer2, id)).State);
    }

    [Fact]
    public async Task One_person_with_two_roles_counts_in_one_of_them()
    {
        Policy("""{ "Name": "Panel", "Roles": [ { "Role": "MedicalReviewer", "Threshold": "One" }, { "Role": "Lawyer", "Threshold": "One" } ] }""");
        var both = _site.AddPerson("both", "MedicalReviewer", "Lawyer");
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        Deeds.Done(await _site.ApproveAsync(both, id, role: "Lawyer"));
        Deeds.Refused(await _site.ApproveAsync(both, id, role: "MedicalReviewer"), RefusalKind.Conflict, Rules.MustNotHaveDecided);
        Assert.Equal(ReviewState.Approved, Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id)).State);
    }

    [Theory]
    [InlineData("""{ "Name": "Panel", "Role": "Nobody" }""", "Panel")]
    [InlineData("""{ "Name": "Medical", "Role": "MedicalReviewer", "Approvals": 3 }""", "Medical")]
    [InlineData("""{ "Name": "Medical", "Role": "MedicalReviewer" }, { "Name": "Late", "Role": "Nobody", "Approvals": "All" }""", "Late")]
    public async Task Submission_is_refused_when_nobody_could_satisfy_a_stage(string stages, string stuck)
    {
        Policy(stages);
        var id = await _site.ArticleInAsync(ReviewState.Draft);
        var refusal = Deeds.Refused(await _site.SubmitAsync(_site.Author, id), RefusalKind.Conflict, Rules.StageMustBeSatisfiable);
        Assert.Contains($"'{stuck}'", refusal.UnmetRules[0].Message, StringComparison.Ordinal);
        Assert.EndsWith("An administrator gives the role to somebody else, or enables somebody who has it.", refusal.UnmetRules[0].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Submission_is_refused_when_only_the_author_could_approve()
    {
        var both = _site.AddPerson("both", "Author", "Lawyer");
        Policy("""{ "Name": "Legal", "Role": "Lawyer" }""");
        var id = (await _site.SaveAsync(both, Deeds.Article("gut", await _site.PublishedDisclaimerAsync()))).Item.ContentItemId;
        Deeds.Refused(await _site.SubmitAsync(both, id), RefusalKind.Conflict, Rules.StageMustBeSatisfiable);
    }

    [Fact]
    public void One_person_cannot_fill_two_seats_of_a_stage()
    {
        var stage = new ReviewStage("Panel", [new("A", Threshold.One), new("B", Threshold.One)], null);
        Reviewer ann = new("1", "ann", "Ann", null), bob = new("2", "bob", "Bob", null);
        Assert.Equal(stage, FindStuck(Eligible([ann], [ann])));
        Assert.Null(FindStuck(Eligible([ann, bob], [ann])));
        Assert.Null(FindStuck(Eligible([ann], [ann, bob])));

        static Dictionary<string, IReadOnlyList<Reviewer>> Eligible(Reviewer[] a, Reviewer[] b) => new() { ["A"] = a, ["B"] = b };

        ReviewStage? FindStuck(Dictionary<string, IReadOnlyList<Reviewer>> eligible) => Satisfiability.FindStuck(new("Article", "1", [stage]), eligible);
    }

    [Fact]
    public void Nobody_satisfies_a_stage_whose_role_nobody_has_or_that_has_none()
    {
        ReviewStage ofNobody = new("Panel", [new("A", Threshold.One)], null), empty = new("Panel", [], null);

        Assert.Equal(ofNobody, Satisfiability.FindStuck(new("Article", "1", [ofNobody]), new Dictionary<string, IReadOnlyList<Reviewer>>()));
        Assert.Equal(empty, Satisfiability.FindStuck(new("Article", "1", [empty]), new Dictionary<string, IReadOnlyList<Reviewer>> { ["A"] = [new("1", "ann", "Ann", null)] }));
    }

    [Fact]
    public void More_approvals_than_anybody_could_give_are_given_by_nobody()
    {
        var stage = new ReviewStage("Panel", [new("A", Threshold.Of(1001))], null);

        Assert.Equal(stage, Satisfiability.FindStuck(new("Article", "1", [stage]), new Dictionary<string, IReadOnlyList<Reviewer>> { ["A"] = [new("1", "ann", "Ann", null)] }));
    }

    // Stages are parted by |, each is one role with its threshold.
    [Theory]
    [InlineData("A1|B1", "ann", "ann", false)]
    [InlineData("A1|B1", "ann", "bob", true)]
    [InlineData("A1|B1", "ann,bob", "ann", true)]
    [InlineData("A1|A1", "ann", "", false)]
    [InlineData("A1|A1", "ann,bob", "", true)]
    [InlineData("A1|AMost", "ann,bob", "", true)]
    [InlineData("AMost|A1", "ann,bob", "", false)]
    [InlineData("AMost|A1", "ann,bob,carl", "", true)]
    [InlineData("AAll|A1", "ann,bob", "", false)]
    [InlineData("A1|AAll", "ann,bob", "", true)]
    [InlineData("A1|AAll", "ann", "", false)]
    [InlineData("AAll|B1", "ann,bob", "bob", false)]
    [InlineData("AAll|B1", "ann,bob", "bob,carl", true)]
    public void Nobody_counts_in_two_stages_unless_the_policy_allows_it(string stages, string a, string b, bool possible)
    {
        var eligible = new Dictionary<string, IReadOnlyList<Reviewer>> { ["A"] = People(a), ["B"] = People(b) };
        var policy = new ReviewPolicy("Article", "1", [.. stages.Split('|').Select((text, index) => new ReviewStage(
            $"S{index}", [new(text[..1], text[1..] switch { "All" => Threshold.All, "Most" => Threshold.Most, _ => Threshold.One })], null))]);

        Assert.Equal(possible, Satisfiability.FindStuck(policy, eligible) is null);
        Assert.Null(Satisfiability.FindStuck(policy with { AllowSamePersonInStages = true }, eligible));

        static Reviewer[] People(string names) => [.. names.Split(',', StringSplitOptions.RemoveEmptyEntries).Select(name => new Reviewer(name, name, name, null))];
    }

    [Fact]
    public async Task Assigned_stage_is_decided_by_whoever_it_is_assigned_to()
    {
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        Deeds.Done(await _site.AssignAsync(_site.Editor, id, _site.Reviewer2));
        Deeds.Refused(await _site.ApproveAsync(_site.Reviewer, id), RefusalKind.Conflict, Rules.MustBeAssignedReviewer);
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer2, id));
    }

    [Fact]
    public async Task Stage_that_is_given_back_to_its_role_is_decided_by_anyone_of_it()
    {
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        Deeds.Done(await _site.AssignAsync(_site.Editor, id, _site.Reviewer2));
        Deeds.Done(await _site.AssignAsync(_site.Editor, id));
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id));
    }

    [Fact]
    public async Task Stage_is_not_assigned_to_whoever_could_not_decide()
    {
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        Deeds.Refused(await _site.AssignAsync(_site.Editor, id, _site.Author), RefusalKind.Conflict, Rules.MustBeEligibleReviewer);
        Deeds.Refused(await _site.AssignAsync(_site.Author, id, _site.Reviewer), RefusalKind.Forbidden, Rules.MustHavePermission);
        Deeds.Refused(await _site.AssignAsync(_site.Client, id, _site.Reviewer), RefusalKind.NotFound);
    }

    [Theory]
    [InlineData(0, DateTimeKind.Utc, false)]
    [InlineData(-1, DateTimeKind.Utc, false)]
    [InlineData(1, DateTimeKind.Local, false)]
    [InlineData(1, DateTimeKind.Unspecified, false)]
    [InlineData(1, DateTimeKind.Utc, true)]
    public async Task Due_date_of_a_stage_lies_in_the_future_and_in_UTC(int ticks, DateTimeKind kind, bool isAccepted)
    {
        var id = await _site.ArticleInAsync(ReviewState.InReview);
        var due = DateTime.SpecifyKind(_site.NowUtc.AddTicks(ticks), kind);

        var outcome = await new AssignReview(_site.Ports).ExecuteAsync(_site.Editor, new(id, Deeds.NoTag, DueUtc: due), TestContext.Current.CancellationToken);

        if (isAccepted)
        {
            Deeds.Done(outcome);
            Assert.Equal(due, (await _site.ViewAsync(id)).Review!.Stages[0].DueUtc);
        }
        else
        {
            Deeds.Refused(outcome, RefusalKind.Conflict, Rules.MustBeInTheFuture);
            Assert.NotEqual(due, (await _site.ViewAsync(id)).Review!.Stages[0].DueUtc);
        }
    }

    [Fact]
    public async Task Queue_shows_what_the_reader_may_see_most_urgent_first()
    {
        var disclaimer = await _site.PublishedDisclaimerAsync();
        var first = await _site.ArticleInAsync(ReviewState.InReview, disclaimer, "first");
        _site.NowUtc = _site.NowUtc.AddDays(1);
        var second = await _site.ArticleInAsync(ReviewState.InReview, disclaimer, "second");
        Deeds.Done(await new AssignReview(_site.Ports).ExecuteAsync(_site.Editor, new(second, Deeds.NoTag, DueUtc: _site.NowUtc.AddHours(1)), TestContext.Current.CancellationToken));
        Deeds.Done(await _site.AssignAsync(_site.Editor, first, _site.Reviewer2));
        _site.NowUtc = _site.NowUtc.AddHours(2);

        Assert.Equal([second, first], await QueueAsync(_site.Reviewer, new()));
        Assert.Equal([second], await QueueAsync(_site.Reviewer, new(Overdue: true)));
        Assert.Equal([first], await QueueAsync(_site.Reviewer, new(AssigneeId: _site.Reviewer2.UserId)));
        Assert.Equal([second, first], await QueueAsync(_site.Author, new()));
        Assert.Empty(await QueueAsync(_site.AddPerson("another", "Author"), new()));
        Assert.Empty(await QueueAsync(_site.Client, new()));
        Assert.Empty(await QueueAsync(_site.Reviewer, new(Stage: "Legal")));
    }

    private async Task<IEnumerable<string>> QueueAsync(Actor actor, ListOpenReviews.Request request) =>
        Deeds.Done(await new ListOpenReviews(_site.Ports).ExecuteAsync(actor, request, TestContext.Current.CancellationToken)).Reviews.Select(review => review.ContentItemId);

    private void Policy(string stages) => _site.SetPolicy("Article", $$"""{ "ContentType": "Article", "Version": "2", "Stages": [ {{stages}} ] }""");
}
