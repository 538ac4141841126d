using System.Collections.Immutable;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Reviews.Ports;

namespace GutCms.Core.Reviews.Facts;

/// <summary>How far a stage is.</summary>
/// <param name="Satisfied">Every role is.</param>
/// <param name="Required">Approvals that each role needs, by role, as things stand.</param>
/// <param name="Open">Roles that are not satisfied, in the order of the policy.</param>
internal sealed record StageProgress(bool Satisfied, ImmutableSortedDictionary<string, int> Required, ImmutableArray<string> Open)
{
    /// <summary>Counts.</summary>
    /// <param name="policy">The policy of the run.</param>
    /// <param name="stage">One of its stages.</param>
    /// <param name="decisions">Decisions of the run, voided ones too.</param>
    /// <param name="eligible">Who may decide, by role: authors left out where the policy says so. Whoever has signed another stage is left out here.</param>
    public static StageProgress Of(ReviewPolicy policy, ReviewStage stage, IReadOnlyCollection<Decision> decisions, IReadOnlyDictionary<string, IReadOnlyList<Reviewer>> eligible)
    {
        var counting = decisions.Where(decision => decision.Counts && decision.Stage == stage.Name).ToList();
        var elsewhere = SignersOfOtherStages(policy, stage, decisions);
        var required = ImmutableSortedDictionary.CreateBuilder<string, int>(StringComparer.Ordinal);
        var open = ImmutableArray.CreateBuilder<string>();
        foreach (var role in stage.Roles)
        {
            var may = (eligible.GetValueOrDefault(role.Role) ?? []).Where(reviewer => !elsewhere.Contains(reviewer.UserId)).ToList();
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

    /// <summary>Ids of those who sign no more in a stage because they have signed another; empty where the policy allows it.</summary>
    public static HashSet<string> SignersOfOtherStages(ReviewPolicy policy, ReviewStage stage, IEnumerable<Decision> decisions) => policy.AllowSamePersonInStages ? []
        : decisions.Where(decision => decision.Counts && decision.Stage != stage.Name).Select(decision => decision.ReviewerId).ToHashSet(StringComparer.Ordinal);
}
