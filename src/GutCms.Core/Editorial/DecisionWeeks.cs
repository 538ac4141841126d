using System.Collections.Immutable;

namespace GutCms.Core.Editorial;

/// <summary>A decision and how long its text had waited for it.</summary>
/// <param name="DecidedUtc">When it was made, UTC.</param>
/// <param name="SubmittedUtc">When the text was submitted, UTC.</param>
/// <param name="IsApproval">It approved or confirmed; otherwise it asked for changes.</param>
public sealed record DecisionTime(DateTime DecidedUtc, DateTime SubmittedUtc, bool IsApproval);

/// <summary>What was decided in a week.</summary>
/// <param name="BeginsUtc">Monday, 00:00 UTC.</param>
/// <param name="Approvals">Approvals and confirmations.</param>
/// <param name="ChangeRequests">Requests for changes.</param>
/// <param name="MedianDays">Half of the decisions came within so many days after submission; null when there were none.</param>
public sealed record DecisionWeek(DateTime BeginsUtc, int Approvals, int ChangeRequests, double? MedianDays);

/// <summary>Counts decisions by week.</summary>
public static class DecisionWeeks
{
    /// <summary>Number of weeks that are told.</summary>
    public const int Count = 12;

    /// <summary>Monday of the first week that is told, 00:00 UTC.</summary>
    public static DateTime BeginningOf(DateTime nowUtc) => MondayOf(nowUtc).AddDays(-7 * (Count - 1));

    /// <summary>The last twelve weeks, the current one among them, oldest first. Decisions outside are left out.</summary>
    public static ImmutableArray<DecisionWeek> Of(IEnumerable<DecisionTime> decisions, DateTime nowUtc)
    {
        var byWeek = decisions.ToLookup(decision => MondayOf(decision.DecidedUtc));
        return [.. Enumerable.Range(0, Count).Select(week => BeginningOf(nowUtc).AddDays(7 * week)).Select(monday => Of(monday, [.. byWeek[monday]]))];
    }

    private static DecisionWeek Of(DateTime monday, IReadOnlyList<DecisionTime> decisions) => new(
        monday,
        decisions.Count(decision => decision.IsApproval),
        decisions.Count(decision => !decision.IsApproval),
        Median([.. decisions.Select(decision => (decision.DecidedUtc - decision.SubmittedUtc).TotalDays).Order()]));

    private static double? Median(double[] ordered) =>
        ordered.Length == 0 ? null : (ordered[(ordered.Length - 1) / 2] + ordered[ordered.Length / 2]) / 2;

    private static DateTime MondayOf(DateTime utc) => DateTime.SpecifyKind(utc.Date, DateTimeKind.Utc).AddDays(-(((int)utc.DayOfWeek + 6) % 7));
}
