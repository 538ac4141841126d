using System.Collections.Immutable;
using GutCms.Core.Editorial;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Texts;

namespace GutCms.Core.Workloads;

/// <summary>Tells who has how much to decide and how late it is, for whoever assigns reviews. Reads only.</summary>
public sealed class GetWorkload(ReviewPorts ports, ListAssignable assignable)
{
    /// <summary>At most so many reviews are looked at, the most urgent ones.</summary>
    public const int Most = 1000;

    private const int Soon = 7;

    /// <summary>What a person is asked by name.</summary>
    /// <param name="UserId">User id.</param>
    /// <param name="Name">Printed name; the user name of whoever decides no more.</param>
    /// <param name="Open">Reviews.</param>
    /// <param name="Late">Those of them that are past their date.</param>
    /// <param name="DueSoon">Those of them that are due within seven days, and not late.</param>
    public sealed record Person(string UserId, string Name, int Open, int Late, int DueSoon);

    /// <summary>A review that waits.</summary>
    /// <param name="ContentItemId">The item.</param>
    /// <param name="Title">Its title; null when it has none.</param>
    /// <param name="Stage">The current stage.</param>
    /// <param name="DueUtc">When a decision is due, UTC; null: no date.</param>
    /// <param name="IsLate">The date has passed.</param>
    /// <param name="AskedIds">User ids of those who are asked by name; empty: nobody is.</param>
    public sealed record Waiting(string ContentItemId, string? Title, string Stage, DateTime? DueUtc, bool IsLate, ImmutableArray<string> AskedIds);

    /// <summary>The load.</summary>
    /// <param name="People">Everybody who could be asked and everybody who is: those with most that is late first, then with most at all.</param>
    /// <param name="Reviews">What waits, most urgent first.</param>
    /// <param name="IsCut">There is more than <see cref="Most"/>.</param>
    public sealed record Result(ImmutableArray<Person> People, ImmutableArray<Waiting> Reviews, bool IsCut);

    /// <summary>Reads.</summary>
    public async Task<Outcome<Result>> ExecuteAsync(Actor actor, CancellationToken cancellationToken)
    {
        var now = Attempt.Now(ports);
        await using var work = await ports.Store.ReadAsync(cancellationToken);
        if (await OpenWork.FindAsync(work, actor, Most, cancellationToken) is not { } open)
        {
            return Refusal.Forbidden(Sentence.Of("Refused.Workload"), Permissions.AssignReview);
        }

        var heads = await work.FindHeadsAsync([.. open.Select(review => review.ContentItemId).Distinct(StringComparer.Ordinal)], cancellationToken);
        var names = (await assignable.ExecuteAsync(work, actor, cancellationToken)).ToDictionary(reviewer => reviewer.UserId, reviewer => reviewer.PrintedName, StringComparer.Ordinal);
        var asked = open.SelectMany(review => review.Asked.DistinctBy(assignment => assignment.UserId, StringComparer.Ordinal).Select(assignment => (assignment.UserId, assignment.UserName, Due: review.DueUtc))).ToLookup(entry => entry.UserId, StringComparer.Ordinal);
        return new Result(
            [
                .. names.Keys.Union(asked.Select(group => group.Key)).Select(id => new Person(
                    id,
                    names.GetValueOrDefault(id) ?? asked[id].First().UserName,
                    asked[id].Count(),
                    asked[id].Count(entry => entry.Due <= now),
                    asked[id].Count(entry => entry.Due > now && entry.Due <= now.AddDays(Soon)))).OrderByDescending(person => person.Late).ThenByDescending(person => person.Open).ThenBy(person => person.Name, StringComparer.Ordinal).ThenBy(person => person.UserId, StringComparer.Ordinal),
            ],
            [
                .. open.Select(review => new Waiting(
                    review.ContentItemId,
                    heads.GetValueOrDefault(review.ContentItemId)?.Title,
                    review.Stage ?? "",
                    review.DueUtc,
                    review.DueUtc <= now,
                    [.. review.Asked.Select(assignment => assignment.UserId).Distinct(StringComparer.Ordinal)])),
            ],
            open.Count == Most);
    }
}
