using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Reviews.Reading;
using GutCms.Core.Reviews.Transitions;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>An assignment holds in its stage and its role, for whom it names; and a decision takes the seat that is free.</summary>
public sealed class AssigningTests
{
    private const string TwoLooks = """{ "Name": "Medical", "Role": "MedicalReviewer" }, { "Name": "Second look", "Role": "MedicalReviewer" }""";
    private const string Panel = """{ "Name": "Panel", "Roles": [ { "Role": "MedicalReviewer" }, { "Role": "Lawyer" } ] }""";

    private readonly MemorySite _site = new();

    [Fact]
    public async Task Assignment_of_a_later_stage_keeps_nobody_from_this_one()
    {
        var id = await InReviewAsync(TwoLooks);
        Deeds.Done(await AssignAsync(id, "Second look", "MedicalReviewer", _site.Reviewer2));

        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id));
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer2, id));
    }

    [Fact]
    public async Task Assignment_of_one_role_keeps_nobody_from_another()
    {
        var lawyer = _site.AddPerson("lawyer", "Lawyer");
        var id = await InReviewAsync(Panel);
        Deeds.Done(await AssignAsync(id, "Panel", "Lawyer", lawyer));

        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id));
    }

    [Fact]
    public async Task Any_of_several_who_are_assigned_decides()
    {
        var id = await InReviewAsync("""{ "Name": "Medical", "Role": "MedicalReviewer" }""");
        var assigned = Deeds.Done(await _site.AssignAsync(_site.Editor, id, _site.Reviewer, _site.Reviewer2));

        Assert.Equal((await _site.ViewAsync(id)).Tag, assigned.Tag);
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer2, id));
    }

    [Theory]
    [InlineData(-1, 1, true)]
    [InlineData(0, 0, true)]
    [InlineData(1, 2, false)]
    [InlineData(-2, -1, false)]
    public async Task Who_stands_in_for_whoever_is_assigned_decides_on_the_days_of_the_absence(int from, int until, bool may)
    {
        var id = await InReviewAsync("""{ "Name": "Medical", "Role": "MedicalReviewer" }""");
        Deeds.Done(await _site.AssignAsync(_site.Editor, id, _site.Reviewer));
        await AwayAsync(_site.Reviewer, from, until, _site.Reviewer2);

        var outcome = await _site.ApproveAsync(_site.Reviewer2, id);
        Assert.Equal(may ? null : Rules.MustBeAssignedReviewer, outcome.Refusal?.UnmetRules.Single().Rule);
    }

    [Fact]
    public async Task Who_stands_in_without_the_role_or_as_author_decides_nothing_and_who_does_not_stand_in_neither()
    {
        var id = await InReviewAsync("""{ "Name": "Medical", "Role": "MedicalReviewer" }""");
        Deeds.Done(await _site.AssignAsync(_site.Editor, id, _site.Reviewer));
        await AwayAsync(_site.Reviewer, 0, 3, _site.Author);

        Assert.False((await _site.ApproveAsync(_site.Author, id)).Succeeded);
        Assert.False((await _site.ApproveAsync(_site.Reviewer2, id)).Succeeded);
    }

    [Fact]
    public async Task What_is_mine_is_also_what_those_are_asked_for_whom_I_stand_in_while_they_are_away()
    {
        var (mine, theirs) = (await InReviewAsync("""{ "Name": "Medical", "Role": "MedicalReviewer" }"""), await _site.ArticleInAsync(ReviewState.InReview, title: "theirs"));
        Deeds.Done(await _site.AssignAsync(_site.Editor, mine, _site.Reviewer2));
        Deeds.Done(await _site.AssignAsync(_site.Editor, theirs, _site.Reviewer));
        async Task<ReviewQueuePage> MineAsync() => Deeds.Done(await new ListOpenReviews(_site.Ports).ExecuteAsync(_site.Reviewer2, new() { Mine = true }, TestContext.Current.CancellationToken));
        Assert.Equal([mine], (await MineAsync()).Reviews.Select(review => review.ContentItemId));

        await AwayAsync(_site.Reviewer, 0, 3, _site.Reviewer2);
        var page = await MineAsync();
        Assert.Equal(new[] { mine, theirs }.Order(), page.Reviews.Select(review => review.ContentItemId).Order());
        Assert.Equal([_site.Reviewer.UserId], page.StoodInForIds);

        await AwayAsync(_site.Reviewer, 1, 3, _site.Reviewer2);
        Assert.Equal([mine], (await MineAsync()).Reviews.Select(review => review.ContentItemId));
    }

    [Fact]
    public async Task Who_stands_in_and_is_away_as_well_is_stood_in_for_and_a_circle_ends()
    {
        var third = _site.AddPerson("reviewer3", "MedicalReviewer");
        await AwayAsync(_site.Reviewer, 0, 3, _site.Reviewer2);
        await AwayAsync(_site.Reviewer2, 0, 3, third);
        Assert.Equal(third.UserId, (await TimesAsync()).DeputyOf(_site.Reviewer.UserId, _site.NowUtc));

        await AwayAsync(third, 0, 3, _site.Reviewer);
        Assert.Null((await TimesAsync()).DeputyOf(_site.Reviewer.UserId, _site.NowUtc));
    }

    [Fact]
    public async Task Too_few_people_are_found_when_they_leave_are_away_until_it_is_due_or_others_are_asked_by_name()
    {
        var id = await InReviewAsync("""{ "Name": "Medical", "Role": "MedicalReviewer", "DueDays": 3 }""");
        Assert.Null(await StuckAsync(id));

        await AwayAsync(_site.Reviewer, 0, 3, null);
        Assert.Null(await StuckAsync(id));
        await AwayAsync(_site.Reviewer2, 0, 2, null);
        Assert.Null(await StuckAsync(id));
        await AwayAsync(_site.Reviewer2, 0, 5, null);
        Assert.Equal("Medical|MedicalReviewer|", await StuckAsync(id));

        await AwayAsync(_site.Reviewer2, -3, -1, null);
        Deeds.Done(await _site.AssignAsync(_site.Editor, id, _site.Reviewer));
        Assert.Equal("Medical|MedicalReviewer|", await StuckAsync(id));
        await AwayAsync(_site.Reviewer, 0, 5, _site.Reviewer2);
        Assert.Null(await StuckAsync(id));
        _site.Disable(_site.Reviewer2);
        Assert.Equal("Medical|MedicalReviewer|", await StuckAsync(id));

        // Who is not asked decides nothing, and so is not told that it waits for them.
        _site.AddPerson("reviewer3", "MedicalReviewer");
        _site.Disable(_site.Reviewer);
        Assert.Empty((await new FindAudience(_site.Ports).ExecuteAsync(id, TestContext.Current.CancellationToken))!.DeciderIds);
    }

    private async Task AwayAsync(Actor person, int from, int until, Actor? deputy)
    {
        var today = DateOnly.FromDateTime(_site.NowUtc);
        await using var work = await _site.Store.BeginAsync(TestContext.Current.CancellationToken);
        await TimesAway.SaveAsync(work, person.UserId, new(person.UserId, today.AddDays(from), today.AddDays(until), deputy?.UserId, _site.NowUtc), TestContext.Current.CancellationToken);
        await work.CommitAsync(TestContext.Current.CancellationToken);
    }

    private async Task<TimesAway> TimesAsync()
    {
        await using var work = await _site.Store.ReadAsync(TestContext.Current.CancellationToken);
        return await TimesAway.ReadAsync(work, TestContext.Current.CancellationToken);
    }

    private async Task<string?> StuckAsync(string id) =>
        (await new FindAudience(_site.Ports).ExecuteAsync(id, TestContext.Current.CancellationToken))?.Stuck is { } stuck ? $"{stuck.Stage}|{stuck.Role}|{string.Join(',', stuck.AbleIds)}" : null;

    [Fact]
    public async Task Who_holds_two_roles_decides_in_the_one_that_is_open()
    {
        var both = _site.AddPerson("both", "MedicalReviewer", "Lawyer");
        var id = await InReviewAsync(Panel);
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id));

        Assert.Equal(ReviewState.Approved, Deeds.Done(await _site.ApproveAsync(both, id)).State);
        Assert.Equal("Lawyer", await LastRoleAsync(id));
    }

    [Fact]
    public async Task Assignment_of_somebody_else_gives_no_seat()
    {
        var (both, lawyer) = (_site.AddPerson("both", "MedicalReviewer", "Lawyer"), _site.AddPerson("lawyer", "Lawyer"));
        var id = await InReviewAsync(Panel);
        Deeds.Done(await AssignAsync(id, "Panel", "Lawyer", lawyer));

        Deeds.Done(await _site.ApproveAsync(both, id));
        Assert.Equal("MedicalReviewer", await LastRoleAsync(id));
    }

    [Fact]
    public async Task Assignment_of_another_stage_gives_no_seat()
    {
        var both = _site.AddPerson("both", "MedicalReviewer", "Lawyer");
        var id = await InReviewAsync(Panel + ", " + Panel.Replace("Panel", "Second panel", StringComparison.Ordinal));
        Deeds.Done(await AssignAsync(id, "Second panel", "Lawyer", both));

        Deeds.Done(await _site.ApproveAsync(both, id));
        Assert.Equal("MedicalReviewer", await LastRoleAsync(id));
    }

    [Fact]
    public async Task Whoever_reviews_this_stage_objects_in_it_and_not_in_an_earlier_one()
    {
        var id = await InReviewAsync(TwoLooks);
        Deeds.Done(await _site.ApproveAsync(_site.Reviewer, id));
        Deeds.Done(await _site.RequestChangesAsync(_site.Reviewer2, id));

        Assert.Equal("Second look", (await _site.ViewAsync(id)).Review!.Decisions[^1].Stage);
    }

    [Fact]
    public async Task Nobody_without_a_name_has_a_seat()
    {
        var id = await InReviewAsync("""{ "Name": "Medical", "Role": "MedicalReviewer" }""");
        await using var work = await _site.Store.ReadAsync(TestContext.Current.CancellationToken);
        var facts = (await ReviewFactsLoader.LoadAsync(work, _site, _site.NowUtc, id, TestContext.Current.CancellationToken))!
            with
        { Holders = new Dictionary<string, IReadOnlyList<Reviewer>> { ["MedicalReviewer"] = [new("", "", "", null)] } };

        Assert.Null(new GuardContext(facts, Actor.Anonymous, Trigger.Approve).Seat());
    }

    [Fact]
    public async Task Who_submits_tells_the_reviewers_something_and_names_them_or_nothing_is_submitted()
    {
        var id = await _site.ArticleInAsync(ReviewState.Draft);
        var pull = new PullTrigger(_site.Ports);
        TriggerInput Named(params Actor[] people) => new(id, Deeds.NoTag) { Comment = " Mind the dose. ", AssigneeIds = [.. people.Select(person => person.UserId)] };
        Task<Outcome<TriggerResult>> SubmitAsync(Actor actor, TriggerInput input) => pull.RunAsync(actor, Trigger.Submit, input, TestContext.Current.CancellationToken);

        // Naming takes the right to assign, and people who may decide.
        Assert.Equal(RefusalKind.Forbidden, (await SubmitAsync(_site.Author, Named(_site.Reviewer))).Refusal!.Kind);
        Assert.Equal(Rules.MustBeEligibleReviewer, Assert.Single((await SubmitAsync(_site.Editor, Named(_site.Author))).Refusal!.UnmetRules).Rule);
        Assert.Equal(("message", RefusalKind.Invalid), (await SubmitAsync(_site.Editor, Named() with { Comment = new('a', 4001) })) is { Refusal: { } refusal } ? (Assert.Single(refusal.Faults).Path, refusal.Kind) : default);
        Assert.Equal(ReviewState.Draft, await _site.StateAsync(id));
        Assert.DoesNotContain(_site.State.Reviews, review => review.ContentItemId == id);

        var submitted = Deeds.Done(await SubmitAsync(_site.Editor, Named(_site.Reviewer2)));
        var view = await _site.ViewAsync(id);
        Assert.Equal((view.Tag, "Mind the dose."), (submitted.Tag, view.Review!.Review.Message));
        Assert.Equal([_site.Reviewer2.UserId], view.Review.Review.Assignments.Select(assignment => assignment.UserId));
        Assert.Equal([GutCms.Core.Storage.ReviewEvents.Submitted, GutCms.Core.Storage.ReviewEvents.Assigned], _site.State.Outbox.TakeLast(2).Select(told => told.Event));
    }

    private async Task<string> InReviewAsync(string stages)
    {
        _site.SetPolicy("Article", $$"""{ "ContentType": "Article", "Version": "2", "Stages": [ {{stages}} ] }""");
        if (stages.Contains("Lawyer", StringComparison.Ordinal))
        {
            _site.AddPerson("another-lawyer", "Lawyer");
            _site.AddPerson("further-lawyer", "Lawyer");
        }

        return await _site.ArticleInAsync(ReviewState.InReview);
    }

    private Task<Outcome<TriggerResult>> AssignAsync(string id, string stage, string role, Actor person) =>
        new AssignReview(_site.Ports).ExecuteAsync(_site.Editor, new(id, Deeds.NoTag, stage, role, [person.UserId]), TestContext.Current.CancellationToken);

    private async Task<string> LastRoleAsync(string id) => (await _site.ViewAsync(id)).Review!.Decisions[^1].Role;
}
