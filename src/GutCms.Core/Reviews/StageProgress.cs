using System.Collections.Immutable;

namespace GutCms.Core.Reviews;

/// <summary>How far a stage is.</summary>
/// <param name="Satisfied">Every role is.</param>
/// <param name="Required">Approvals that each role needs, by role, as things stand.</param>
/// <param name="Open">Roles that are not satisfied, in the order of the policy.</param>
internal sealed record StageProgress(bool Satisfied, ImmutableSortedDictionary<string, int> Required, ImmutableArray<string> Open)
{
    /// <summary>Counts.</summary>
    /// <param name="stage">The stage.</param>
    /// <param name="decisions">Decisions of the run, voided ones too.</param>
    /// <param name="eligible">Who may decide, by role: authors left out where the policy says so.</param>
    public static StageProgress Of(ReviewStage stage, IEnumerable<Decision> decisions, IReadOnlyDictionary<string, IReadOnlyList<Reviewer>> eligible)
    {
        var counting = decisions.Where(decision => decision.Counts && decision.Stage == stage.Name).ToList();
        var required = ImmutableSortedDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
        var open = ImmutableArray.CreateBuilder<string>();
        foreach (var role in stage.Roles)
        {
            var may = eligible.TryGetValue(role.Role, out var found) ? found : [];
            var given = counting.Where(decision => decision.Role == role.Role).Select(decision => decision.ReviewerId).Distinct(StringComparer.Ordinal).Count();
            var needed = role.Threshold.Required(may.Count);
            if (role.Threshold.Kind == ThresholdKind.All)
            {
                // Everybody has to approve in this stage, whichever of its roles they sign in: a person signs once.
                var missing = may.Count(reviewer => counting.All(decision => decision.ReviewerId != reviewer.UserId));
                needed = Math.Max(1, given + missing);
            }

            required[role.Role] = needed;
            if (given < needed)
            {
                open.Add(role.Role);
            }
        }

        return new(open.Count == 0 && stage.Roles.Length > 0, required.ToImmutable(), open.ToImmutable());
    }

    /// <summary>Whether there are enough people to satisfy a stage when each of them signs once.</summary>
    public static bool IsSatisfiable(ReviewStage stage, IReadOnlyDictionary<string, IReadOnlyList<Reviewer>> eligible)
    {
        var places = stage.Roles
            .SelectMany(role => Enumerable.Repeat(role.Role, Seats(role.Threshold, eligible.TryGetValue(role.Role, out var may) ? may.Count : 0)))
            .ToList();
        var people = eligible.Values.SelectMany(list => list).Select(reviewer => reviewer.UserId).Distinct(StringComparer.Ordinal).Count();
        if (places.Count == 0 || places.Count > people)
        {
            return false;
        }

        var taken = new Dictionary<string, int>(StringComparer.Ordinal);
        return Enumerable.Range(0, places.Count).All(place => Seat(place, places, eligible, taken, []));
    }

    // Everyone of a role need not find a seat of their own: a signature in another role of the stage counts for them.
    private static int Seats(Threshold threshold, int people) => threshold.Kind == ThresholdKind.All ? 1 : Math.Min(threshold.Required(people), 1000);

    private static bool Seat(int place, List<string> places, IReadOnlyDictionary<string, IReadOnlyList<Reviewer>> eligible, Dictionary<string, int> taken, HashSet<string> tried)
    {
        foreach (var person in eligible.TryGetValue(places[place], out var may) ? may : [])
        {
            if (tried.Add(person.UserId) && (!taken.TryGetValue(person.UserId, out var other) || Seat(other, places, eligible, taken, tried)))
            {
                taken[person.UserId] = place;
                return true;
            }
        }

        return false;
    }
}
