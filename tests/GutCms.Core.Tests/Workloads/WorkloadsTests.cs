using GutCms.Core.Editorial;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Security;
using GutCms.Core.Tests.Reviews;
using GutCms.Core.Tests.Reviews.Memory;
using GutCms.Core.Workloads;

namespace GutCms.Core.Tests.Workloads;

/// <summary>Who has how much, what is shared by load, and what is taken over.</summary>
public sealed class WorkloadsTests
{
    private readonly MemorySite _site = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Load_is_counted_by_person_with_what_is_late_and_what_nobody_is_asked_about()
    {
        var (first, second) = (await InReviewAsync("first"), await InReviewAsync("second"));
        Deeds.Done(await _site.AssignAsync(_site.Editor, first, _site.Reviewer));

        var load = Deeds.Done(await LoadAsync(_site.Editor));
        Assert.Equal((1, 0), Of(load, _site.Reviewer));
        Assert.Equal([second], load.Reviews.Where(review => review.AskedIds.IsEmpty).Select(review => review.ContentItemId));

        _site.NowUtc = _site.NowUtc.AddYears(1);
        Assert.Equal((1, 1), Of(Deeds.Done(await LoadAsync(_site.Editor)), _site.Reviewer));
        Deeds.Refused(await LoadAsync(_site.Author), RefusalKind.Forbidden, Rules.MustHavePermission);
        Deeds.Refused(await LoadAsync(_site.Reviewer), RefusalKind.Forbidden, Rules.MustHavePermission);
    }

    [Fact]
    public async Task Whoever_asks_people_is_told_their_loads_and_whoever_has_least_comes_first()
    {
        var other = _site.AddPerson("other", "MedicalReviewer");
        Deeds.Done(await _site.AssignAsync(_site.Editor, await InReviewAsync("first"), _site.Reviewer));
        await InReviewAsync("second");

        var loads = await new GetLoads(_site.Ports).ExecuteAsync(_site.Editor, Token);
        Assert.Equal(new GetLoads.Load(1, 0), Assert.Single(loads, load => load.Key == _site.Reviewer.UserId).Value);
        Assert.Single(loads);
        Reviewer Person(Actor actor) => new(actor.UserId, actor.UserName, actor.UserName, null);
        Assert.Equal([(other.UserId, 0), (_site.Reviewer.UserId, 1)], GetLoads.LeastFirst([Person(_site.Reviewer), Person(other)], loads).Select(each => (each.Person.UserId, each.Load.Open)));

        _site.NowUtc = _site.NowUtc.AddYears(1);
        Assert.Equal(new GetLoads.Load(1, 1), (await new GetLoads(_site.Ports).ExecuteAsync(_site.Editor, Token))[_site.Reviewer.UserId]);
        Assert.Empty(await new GetLoads(_site.Ports).ExecuteAsync(_site.Author, Token));
    }

    [Fact]
    public async Task Each_goes_to_whoever_has_least_and_may_decide()
    {
        var other = _site.AddPerson("other", "MedicalReviewer");
        var busy = await InReviewAsync("busy");
        Deeds.Done(await _site.AssignAsync(_site.Editor, busy, _site.Reviewer));
        string[] ids = [await InReviewAsync("first"), await InReviewAsync("second"), await InReviewAsync("third")];

        var lines = await ShareAsync(_site.Editor, [.. ids, busy, "4art0000000000000000000009"]);

        Assert.Equal([true, true, true, false, false], lines.Select(line => line.Fault is null));
        var load = Deeds.Done(await LoadAsync(_site.Editor));
        Assert.Equal(4, load.People.Sum(person => person.Open));
        Assert.InRange(Of(load, other).Open, 1, 2);
        Assert.InRange(Of(load, _site.Reviewer).Open, 1, 2);
        Assert.All(await ShareAsync(_site.Author, [await InReviewAsync("fourth")]), line => Assert.NotNull(line.Fault));
    }

    [Fact]
    public async Task What_is_taken_over_leaves_one_person_for_another_who_may_decide()
    {
        var other = _site.AddPerson("other", "MedicalReviewer");
        var id = await InReviewAsync("gut");
        Deeds.Done(await _site.AssignAsync(_site.Editor, id, _site.Reviewer));
        Deeds.Refused(await TakeOverAsync(_site.Author, id, _site.Reviewer, other), RefusalKind.Forbidden, Rules.MustHavePermission);
        Deeds.Refused(await TakeOverAsync(_site.Editor, id, _site.Reviewer, _site.Author), RefusalKind.Conflict, Rules.MustBeEligibleReviewer);
        Deeds.Refused(await TakeOverAsync(_site.Editor, id, other, _site.Reviewer), RefusalKind.Stale);

        Deeds.Done(await TakeOverAsync(_site.Editor, id, _site.Reviewer, other));

        Assert.Equal([other.UserId], Assert.Single(Deeds.Done(await LoadAsync(_site.Editor)).Reviews).AskedIds);
    }

    private static (int Open, int Late) Of(GetWorkload.Result load, Actor actor)
    {
        var person = load.People.Single(person => person.UserId == actor.UserId);
        return (person.Open, person.Late);
    }

    private Task<string> InReviewAsync(string title) => _site.ArticleInAsync(ReviewState.InReview, title: title);

    private Task<Outcome<GetWorkload.Result>> LoadAsync(Actor actor) => new GetWorkload(_site.Ports, new ListAssignable(_site.Ports)).ExecuteAsync(actor, Token);

    private Task<IReadOnlyList<ShareReviews.Line>> ShareAsync(Actor actor, string[] ids) => new ShareReviews(_site.Ports).ExecuteAsync(actor, ids, Token);

    private Task<Outcome<TakeOverReview.Result>> TakeOverAsync(Actor actor, string id, Actor from, Actor to) => new TakeOverReview(_site.Ports).ExecuteAsync(actor, new(id, from.UserId, to.UserId), Token);
}
