using GutCms.Core.Reviews.Disclaimers;

namespace GutCms.Web.Pages.Admin.Reviewing;

/// <summary>Part of what a change of a disclaimer concerns: partial <c>_Impact</c>.</summary>
/// <param name="Rows">The items that are shown.</param>
internal sealed record ImpactRows(IReadOnlyList<ImpactedItem> Rows)
{
    /// <summary>Items on a page.</summary>
    public const int Most = 50;

    /// <summary>The first page of the items after an id; null: from the start.</summary>
    public static ImpactRows After(DisclaimerImpact impact, string? after) =>
        new([.. impact.Items.SkipWhile(item => after is not null && string.CompareOrdinal(item.ContentItemId, after) <= 0).Take(Most)]);
}
