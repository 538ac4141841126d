using GutCms.Core.Editorial;
using GutCms.Core.Planning;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin;

/// <summary>The first page: what waits, and how the work goes.</summary>
[AdminPermission]
internal sealed class IndexModel(GetDashboard dashboard, GetPlan plan, ListContentTypes types, IStringLocalizer<AdminText> words) : AdminPage(words)
{
    private const int MostPlanned = 6;

    /// <summary>What is told.</summary>
    public GetDashboard.Result Dashboard { get; private set; } = null!;

    /// <summary>What becomes live or is taken down next.</summary>
    public IReadOnlyList<PlannedEntry> Planned { get; private set; } = [];

    /// <summary>What can be begun.</summary>
    public IReadOnlyList<NewChoice> New { get; private set; } = [];

    /// <summary>Shows it.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        Dashboard = await dashboard.ExecuteAsync(Actor, cancellationToken);
        Planned = await plan.ExecuteAsync(Actor, GetPlan.Schedules, null, null, MostPlanned, cancellationToken);
        New = NewChoice.Of(await types.ExecuteAsync(Actor, cancellationToken), Words);
    }
}

/// <summary>A list of the dashboard: partial <c>_DashboardPart</c>.</summary>
/// <param name="Title">What it lists.</param>
/// <param name="Nothing">What it says when there is nothing.</param>
/// <param name="Part">The rows.</param>
/// <param name="Path">Where all of it is listed, from the site's root; null: nowhere.</param>
/// <param name="ToReview">Rows lead to the review instead of the editor.</param>
/// <param name="Tone">Tone of the number.</param>
/// <param name="ShowsState">Rows say in which state they are.</param>
internal sealed record DashboardPart(string Title, string Nothing, GetDashboard.Part Part, string? Path, bool ToReview = false, string Tone = "tone-grey", bool ShowsState = false)
{
    /// <summary>What may be seen; null: all that is listed.</summary>
    public EditorialSight? Sight { get; init; }

    /// <summary>Where a row leads, from the site's root; null: nowhere. Of what one may not work on, to what readers see.</summary>
    public string? Target(EditorialRow row) =>
        Sight?.HoldsDraftsOf(row) == false ? (row.LivePath is { Length: > 0 } path ? "/" + path : null)
        : ToReview ? $"/admin/review/{row.ContentItemId}"
        : $"/admin/content/{row.ContentItemId}/edit";
}

/// <summary>A chart of twelve weeks: partial <c>_Weeks</c>. Heights are in units of the drawing, 0 to 100.</summary>
/// <param name="Title">What it shows.</param>
/// <param name="Id">Id of its title.</param>
/// <param name="Series">Names of what is stacked, from the bottom.</param>
/// <param name="Weeks">First day and values of each week, oldest first.</param>
internal sealed record WeekChart(string Title, string Id, IReadOnlyList<string> Series, IReadOnlyList<(DateTime BeginsUtc, IReadOnlyList<double> Values)> Weeks)
{
    /// <summary>The largest week, at least 1.</summary>
    public double Most => Math.Max(1, Weeks.Max(week => week.Values.Sum()));
}
