using GutCms.Core.Reviews.Ports;
using GutCms.Core.Workloads;

namespace GutCms.Web.Pages.Admin.Reviewing;

/// <summary>The form that asks people to decide: partial <c>_AssignForm</c>.</summary>
/// <param name="ItemId">The item.</param>
/// <param name="Tag">Tag of what the visitor saw.</param>
/// <param name="Stage">The stage.</param>
/// <param name="Role">The role that is asked.</param>
/// <param name="People">Who holds it.</param>
/// <param name="Loads">How much each is asked about already, by user id; who is asked about nothing is absent.</param>
internal sealed record AssignForm(string ItemId, string Tag, string Stage, string Role, IReadOnlyList<Reviewer> People, IReadOnlyDictionary<string, GetLoads.Load> Loads)
{
    /// <summary>Those who hold it, whoever has least first.</summary>
    public IEnumerable<(Reviewer Person, GetLoads.Load Load)> ByLoad => GetLoads.LeastFirst(People, Loads);

    /// <summary>Ids of those who are chosen.</summary>
    public IReadOnlyCollection<string> Chosen { get; init; } = [];

    /// <summary>The due day as the field holds it; null: none.</summary>
    public string? Due { get; init; }

    /// <summary>The due day that was there before; sent back, since it need not be in the future.</summary>
    public string? Was { get; init; }
}
