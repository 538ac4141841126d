using System.Globalization;

namespace GutCms.Web.Features.Notices.Telling;

/// <summary>Which reminders have come, as instants pass. Of several that have come only the last counts: whoever was away for a week is reminded once.</summary>
internal static class ReminderSteps
{
    /// <summary>The last step of a decision that has come; null: none. Each has a name of its own.</summary>
    /// <param name="dueUtc">When the decision is due, UTC.</param>
    /// <param name="submittedUtc">Since when it could be made, UTC: nobody is reminded of what they were told no earlier than that.</param>
    /// <param name="nowUtc">UTC.</param>
    /// <param name="times">When people are reminded.</param>
    public static string? OfDecision(DateTime dueUtc, DateTime submittedUtc, DateTime nowUtc, ReminderTimes times)
    {
        if (nowUtc < dueUtc)
        {
            var before = dueUtc.AddDays(-times.BeforeDays);
            return times.BeforeDays > 0 && nowUtc >= before && before > submittedUtc ? "before" : null;
        }

        var again = times.EveryDays > 0 ? (int)((nowUtc - dueUtc).TotalDays / times.EveryDays) : 0;
        return again == 0 ? "due" : "late-" + again.ToString(CultureInfo.InvariantCulture);
    }

    /// <summary>How many of those who are told one after the other that nobody has decided are to be told by now; 0: nobody.</summary>
    public static int Escalations(DateTime dueUtc, DateTime nowUtc, ReminderTimes times) => times.EscalateAfterDays <= 0 || nowUtc < dueUtc ? 0
        : Math.Min((int)((nowUtc - dueUtc).TotalDays / times.EscalateAfterDays), Math.Max(1, times.EscalateTo.Length));

    /// <summary>In how many days a live text is due to be reviewed, as far as that is told: 30 or 7; null: it is further away, or past, which is told by itself.</summary>
    public static int? OfLive(DateTime nextReviewUtc, DateTime nowUtc) =>
        nowUtc >= nextReviewUtc ? null : nowUtc >= nextReviewUtc.AddDays(-7) ? 7 : nowUtc >= nextReviewUtc.AddDays(-30) ? 30 : null;
}
