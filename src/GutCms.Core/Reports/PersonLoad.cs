using System.Collections.Immutable;
using GutCms.Core.Reviews.Model;

namespace GutCms.Core.Reports;

/// <summary>What is overdue with a person, and what the person has decided.</summary>
/// <param name="UserId">User id; null: nobody is asked by name.</param>
/// <param name="Name">User name of those who are asked, otherwise the name under the last signature; empty when nobody is asked by name.</param>
/// <param name="Overdue">Runs in whose present stage the person is asked and that are past its date, now.</param>
/// <param name="OldestUtc">The earliest of these dates, UTC; null when there is none.</param>
/// <param name="Decided">Decisions in the period.</param>
/// <param name="Late">Those of them that came after their date.</param>
public sealed record PersonLoad(string? UserId, string Name, int Overdue, DateTime? OldestUtc, int Decided, int Late)
{
    internal static ImmutableArray<PersonLoad> Of(IReadOnlyList<DecisionFact> decisions, IReadOnlyList<Review> overdue)
    {
        var asked = overdue.SelectMany(review => Asked(review)
            .Select(person => (person.UserId, person.Name, Due: review.CurrentStage?.DueUtc))).ToList();
        var lateOf = asked.ToLookup(entry => entry.UserId);
        var ownOf = decisions.ToLookup(decision => (string?)decision.ReviewerId);
        return
        [
            .. lateOf.Select(group => group.Key).Union(ownOf.Select(group => group.Key)).Select(id =>
            {
                var (late, own) = (lateOf[id], ownOf[id]);
                var name = late.Any() ? late.First().Name : own.MaxBy(decision => decision.DecidedUtc)?.PrintedName ?? "";
                return new PersonLoad(id, name, late.Count(), late.Min(entry => entry.Due), own.Count(), own.Count(decision => decision.IsLate));
            }).OrderByDescending(person => person.Overdue).ThenByDescending(person => person.Late).ThenBy(person => person.Name, StringComparer.OrdinalIgnoreCase).ThenBy(person => person.UserId, StringComparer.Ordinal),
        ];
    }

    private static (string? UserId, string Name)[] Asked(Review review)
    {
        (string? UserId, string Name)[] named = [.. review.Assignments.Where(assignment => assignment.Stage == review.CurrentStage?.Name).Select(assignment => (assignment.UserId, assignment.UserName)).Distinct()];
        return named.Length > 0 ? named : [(null, "")];
    }
}
