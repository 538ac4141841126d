using System.Collections.Immutable;

namespace GutCms.Core.Reports;

/// <summary>How long decisions of a stage and role were waited for.</summary>
/// <param name="Stage">Stage.</param>
/// <param name="Role">Role.</param>
/// <param name="Count">Number of decisions.</param>
/// <param name="Median">As long or less for half of them.</param>
/// <param name="MostOfTen">As long or less for nine of ten.</param>
public sealed record DecisionTimes(string Stage, string Role, int Count, TimeSpan Median, TimeSpan MostOfTen)
{
    internal static ImmutableArray<DecisionTimes> Of(IEnumerable<DecisionFact> decisions) =>
    [
        .. decisions.GroupBy(decision => (decision.Stage, decision.Role)).OrderBy(group => group.Key.Stage, StringComparer.Ordinal).ThenBy(group => group.Key.Role, StringComparer.Ordinal).Select(group =>
        {
            TimeSpan[] waited = [.. group.Select(decision => decision.Waited).Order()];
            return new DecisionTimes(group.Key.Stage, group.Key.Role, waited.Length, At(waited, 50), At(waited, 90));
        }),
    ];

    /// <summary>The smallest of the values than which so many of a hundred are not larger.</summary>
    private static TimeSpan At(TimeSpan[] sorted, int ofHundred) => sorted[(((sorted.Length * ofHundred) + 99) / 100) - 1];
}
