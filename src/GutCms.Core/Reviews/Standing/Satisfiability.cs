using GutCms.Core.Reviews.Policies;
using GutCms.Core.Reviews.Ports;

namespace GutCms.Core.Reviews.Standing;

/// <summary>Whether there are enough people for a policy: each signs once in a stage, and in one stage only unless the policy says otherwise.</summary>
internal static class Satisfiability
{
    /// <summary>The first stage that nobody could satisfy; null: each could be.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="eligible">Who could decide, by role.</param>
    public static ReviewStage? FindStuck(ReviewPolicy policy, IReadOnlyDictionary<string, IReadOnlyList<Reviewer>> eligible)
    {
        var seats = new Seats();
        foreach (var stage in policy.Stages)
        {
            if (policy.AllowSamePersonInStages)
            {
                seats = new Seats();
            }

            if (!seats.Take(stage, eligible))
            {
                return stage;
            }
        }

        return null;
    }

    /// <summary>Places for signatures and who takes them; when another place needs somebody, they move on to a place of their own that is free.</summary>
    private sealed class Seats
    {
        private const int Most = 1000;

        private readonly List<IReadOnlyList<Reviewer>> _places = [];
        private readonly Dictionary<string, int> _taken = new(StringComparer.Ordinal);
        private readonly HashSet<string> _gone = new(StringComparer.Ordinal);

        public bool Take(ReviewStage stage, IReadOnlyDictionary<string, IReadOnlyList<Reviewer>> eligible)
        {
            var everyone = new HashSet<string>(StringComparer.Ordinal);
            var seats = new List<(IReadOnlyList<Reviewer> May, int Count)>();
            foreach (var role in stage.Roles)
            {
                List<Reviewer> may = [.. (eligible.GetValueOrDefault(role.Role) ?? []).Where(reviewer => !_gone.Contains(reviewer.UserId))];

                // Everyone of a role need not find a seat of their own: a signature in another role of the stage counts for them.
                var count = role.Threshold.Kind switch
                {
                    ThresholdKind.All => 1,
                    ThresholdKind.Most => role.Threshold.Required(may.Count(reviewer => !_taken.ContainsKey(reviewer.UserId))),
                    _ => role.Threshold.Required(may.Count),
                };
                if (count > Most)
                {
                    return false;
                }

                seats.Add((may, count));
                everyone.UnionWith(role.Threshold.Kind == ThresholdKind.All ? may.Select(reviewer => reviewer.UserId) : []);
            }

            // Whoever has to sign here, because everyone has to, is not there for a later stage.
            _gone.UnionWith(everyone);
            return seats.Count > 0 && seats.SelectMany(entry => Enumerable.Repeat(entry.May, entry.Count)).All(may =>
            {
                _places.Add(may);
                return Find(_places.Count - 1, []);
            });
        }

        private bool Find(int place, HashSet<string> tried)
        {
            foreach (var person in _places[place])
            {
                if (tried.Add(person.UserId) && (!_taken.TryGetValue(person.UserId, out var other) || Find(other, tried)))
                {
                    _taken[person.UserId] = place;
                    return true;
                }
            }

            return false;
        }
    }
}
