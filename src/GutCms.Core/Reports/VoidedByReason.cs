using System.Collections.Immutable;

namespace GutCms.Core.Reports;

/// <summary>Decisions that were voided for one reason.</summary>
/// <param name="Reason">Why, as it was recorded.</param>
/// <param name="Count">How many.</param>
/// <param name="Texts">About how many items.</param>
public sealed record VoidedByReason(string Reason, int Count, int Texts)
{
    internal static ImmutableArray<VoidedByReason> Of(IEnumerable<VoidedFact> voided) =>
    [
        .. voided.GroupBy(fact => fact.Reason, StringComparer.Ordinal)
            .Select(group => new VoidedByReason(group.Key, group.Count(), group.Select(fact => fact.ContentItemId).Distinct(StringComparer.Ordinal).Count()))
            .OrderByDescending(reason => reason.Count).ThenBy(reason => reason.Reason, StringComparer.Ordinal),
    ];
}
