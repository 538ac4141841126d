using System.Collections.Concurrent;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Transitions;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Reviews.Views;
using GutCms.Core.Security;
using GutCms.Core.Tests.Reviews.Memory;

namespace GutCms.Core.Tests.Reviews;

/// <summary>Every state, every trigger, every role: what the table says is written down here a second time, by hand.</summary>
public sealed class PullingTriggersTests
{
    private static readonly Dictionary<ReviewState, Trigger[]> Permitted = new()
    {
        [ReviewState.Draft] = [Trigger.Submit],
        [ReviewState.InReview] = [Trigger.WithdrawSubmission, Trigger.Approve, Trigger.RequestChanges],
        [ReviewState.ChangesRequested] = [Trigger.Submit],
        [ReviewState.Approved] = [Trigger.WithdrawSubmission, Trigger.RequestChanges, Trigger.Publish, Trigger.Schedule],
        [ReviewState.Published] = [Trigger.Unpublish, Trigger.ScheduleUnpublish, Trigger.Renew, Trigger.Withdraw],
        [ReviewState.ReviewDue] = [Trigger.Submit, Trigger.Unpublish, Trigger.ScheduleUnpublish, Trigger.Renew, Trigger.Withdraw],
        [ReviewState.Withdrawn] = [Trigger.Submit],
        [ReviewState.Imported] = [Trigger.Submit, Trigger.Unpublish, Trigger.ScheduleUnpublish, Trigger.Withdraw],
    };

    private static readonly Dictionary<string, Trigger[]> Rights = new()
    {
        ["Author"] = [Trigger.Submit, Trigger.WithdrawSubmission],
        ["Editor"] = [Trigger.Submit, Trigger.WithdrawSubmission, Trigger.Publish, Trigger.Schedule, Trigger.Unpublish, Trigger.ScheduleUnpublish, Trigger.Withdraw],
        ["MedicalReviewer"] = [Trigger.Approve, Trigger.RequestChanges, Trigger.Renew, Trigger.Withdraw],
        ["Administrator"] = [Trigger.Submit, Trigger.WithdrawSubmission, Trigger.Publish, Trigger.Schedule, Trigger.Unpublish, Trigger.ScheduleUnpublish, Trigger.Withdraw],
        ["System"] = [Trigger.Submit, Trigger.WithdrawSubmission, Trigger.Publish, Trigger.Schedule, Trigger.Unpublish, Trigger.ScheduleUnpublish, Trigger.Withdraw],
        ["AnotherAuthor"] = [],
        ["Delivery"] = [],
        ["Anonymous"] = [],
    };

    private static readonly ConcurrentDictionary<ReviewState, Task<(MemoryState Stored, DateTime NowUtc, string Id)>> Prepared = new();

    public static TheoryData<ReviewState, Trigger, string> Everything() =>
        new(from state in Enum.GetValues<ReviewState>() from trigger in Enum.GetValues<Trigger>() from role in Rights.Keys select (state, trigger, role));

    [Theory]
    [MemberData(nameof(Everything))]
    public async Task Is_permitted_or_refused_as_written(ReviewState state, Trigger trigger, string role)
    {
        var (site, id) = await InAsync(state);
        var before = await site.ViewAsync(id);
        var live = before.Published is not null;
        var actor = Actors(site, role);
        var outcome = await PullAsync(site, actor, id, trigger, before);
        if (Permitted[state].Contains(trigger) && Rights[role].Contains(trigger))
        {
            Assert.Equal(Destination(state, trigger), Deeds.Done(outcome).State);
            Assert.Equal(outcome.Value!.Tag, (await site.ViewAsync(id)).Tag);
            return;
        }

        var subjectIsLive = TransitionTable.SubjectOf(trigger) == Subject.Published;
        var hidden = role switch { "Anonymous" => true, "Delivery" or "AnotherAuthor" => !(subjectIsLive && live), _ => false };
        var expected = hidden ? RefusalKind.NotFound : Rights[role].Contains(trigger) ? RefusalKind.Conflict : RefusalKind.Forbidden;
        Assert.Equal(expected, outcome.Refusal?.Kind);
        Assert.Equal(before.Tag, (await site.ViewAsync(id)).Tag);
        if (expected != RefusalKind.NotFound)
        {
            Assert.NotEmpty(outcome.Refusal!.UnmetRules);
            Assert.Equal(subjectIsLive ? before.Published?.State : before.State, outcome.Refusal.CurrentState);
        }
        else
        {
            Assert.Null(outcome.Refusal!.CurrentState);
        }

        Assert.EndsWith(".refused", site.State.Audit[^1].Action, StringComparison.Ordinal);
        Assert.Equal(actor.UserId, site.State.Audit[^1].ActorId);
    }

    [Theory]
    [MemberData(nameof(Everything))]
    public async Task What_a_view_permits_is_what_succeeds(ReviewState state, Trigger trigger, string role)
    {
        var (site, id) = await InAsync(state);
        var actor = Actors(site, role);
        var before = await site.ViewAsync(id);
        var view = await new GetReview(site.Ports).ExecuteAsync(actor, id, TestContext.Current.CancellationToken);
        var outcome = await PullAsync(site, actor, id, trigger, before);
        if (view.Succeeded)
        {
            Assert.Equal(view.Value.PermittedTriggers.Contains(trigger), outcome.Succeeded);
        }
        else
        {
            Assert.False(outcome.Succeeded);
        }
    }

    [Fact]
    public void Have_one_way_in_for_whoever_is_outside() =>
        Assert.Equal(
            [nameof(AssignReview), nameof(PullTrigger), nameof(RecordSave)],
            typeof(PullTrigger).Assembly.GetExportedTypes().Where(type => type.GetMethods().Any(method => method.ReturnType == typeof(Task<Outcome<TriggerResult>>))).Select(type => type.Name).Order());

    [Fact]
    public async Task Throws_when_there_is_no_such_trigger() => await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() =>
        new PullTrigger(new MemorySite().Ports).RunAsync(Actor.System, (Trigger)99, new("4art0000000000000000000001", Deeds.NoTag), TestContext.Current.CancellationToken));

    [Fact]
    public void Has_one_row_at_most_for_a_state_and_a_trigger() =>
        Assert.All(TransitionTable.Rows.GroupBy(row => (row.From, row.Trigger)), rows => Assert.Single(rows));

    [Fact]
    public void Asks_for_one_permission_and_one_subject_for_each_trigger() =>
        Assert.All(TransitionTable.Rows.GroupBy(row => row.Trigger), rows =>
        {
            Assert.Single(rows.Select(row => row.Permission).Distinct());
            // A take-down is planned also of what is to become live.
            Assert.Equal(rows.Key == Trigger.ScheduleUnpublish ? [Subject.Published, Subject.Latest] : [TransitionTable.SubjectOf(rows.Key)], rows.Select(row => row.Subject).Distinct());
        });

    [Fact]
    public void Knows_a_guard_for_every_rule_of_the_table()
    {
        var rules = typeof(Rules).GetFields().Select(field => (string)field.GetValue(null)!).ToHashSet();
        Assert.All(TransitionTable.Rows.SelectMany(row => row.Guards), rule => Assert.Contains(rule, rules));
    }

    [Fact]
    public async Task Refuses_by_a_rule_that_nobody_knows()
    {
        var site = new MemorySite();
        var id = await site.ArticleInAsync(ReviewState.Draft);
        await using var work = await site.Store.ReadAsync(TestContext.Current.CancellationToken);
        var facts = await ReviewFactsLoader.LoadAsync(work, site, site.NowUtc, id, TestContext.Current.CancellationToken);
        var row = TransitionTable.Find(ReviewState.Draft, Trigger.Submit)! with { Guards = ["MustBeFullMoon"] };
        Assert.Equal("MustBeFullMoon", Assert.Single(Guards.FindUnmet(row, new(facts!, site.Author, Trigger.Submit))).Rule);
    }

    /// <summary>A site with an article in that state. The way there is the same for all rows, so it is walked once.</summary>
    private static async Task<(MemorySite Site, string Id)> InAsync(ReviewState state)
    {
        var (stored, now, id) = await Prepared.GetOrAdd(state, static async wanted =>
        {
            var first = new MemorySite();
            var article = await first.ArticleInAsync(wanted);
            return (first.State, first.NowUtc, article);
        });
        var site = new MemorySite { NowUtc = now };
        site.Store.State = stored;
        return (site, id);
    }

    private static Actor Actors(MemorySite site, string role) => role switch
    {
        "Author" => site.Author,
        "Editor" => site.Editor,
        "MedicalReviewer" => site.Reviewer,
        "Administrator" => site.Administrator,
        "System" => Actor.System,
        "AnotherAuthor" => site.AddPerson("another", "Author"),
        "Delivery" => site.Client,
        _ => Actor.Anonymous,
    };

    private static ReviewState Destination(ReviewState from, Trigger trigger) => trigger switch
    {
        Trigger.Submit => ReviewState.InReview,
        Trigger.WithdrawSubmission => ReviewState.Draft,
        Trigger.Approve => ReviewState.Approved,
        Trigger.RequestChanges => ReviewState.ChangesRequested,
        Trigger.Publish => ReviewState.Published,
        Trigger.Unpublish => from == ReviewState.Published ? ReviewState.Approved : ReviewState.Draft,
        Trigger.Schedule => ReviewState.Approved,
        Trigger.ScheduleUnpublish => from,
        Trigger.Renew => ReviewState.Published,
        _ => ReviewState.Withdrawn,
    };

    private static Task<Outcome<TriggerResult>> PullAsync(MemorySite site, Actor actor, string id, Trigger trigger, ReviewView shown)
    {
        var live = trigger == Trigger.Renew ? shown.Published : null;
        return new PullTrigger(site.Ports).RunAsync(actor, trigger, new(id, ExpectedTag.Of(shown.Tag))
        {
            ContentHash = live?.ContentHash ?? shown.ContentHash,
            PresentationHash = (live?.Presentation ?? shown.Presentation).Hash(),
            Signature = new(MemorySite.Password),
            Comment = "A unit is wrong.",
            AtUtc = site.NowUtc.AddDays(1),
            Reason = "The dose is wrong.",
        }, TestContext.Current.CancellationToken);
    }
}
