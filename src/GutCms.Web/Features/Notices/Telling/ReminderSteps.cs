namespace GutCms.Web.Features.Notices.Telling;

/// <summary>Which reminders of live texts have come, as instants pass.</summary>
internal static class ReminderSteps
{
    /// <summary>In how many days a live text is due to be reviewed, as far as that is told: 30 or 7; null: it is further away, or past, which is told by itself.</summary>
    public static int? OfLive(DateTime nextReviewUtc, DateTime nowUtc) =>
        nowUtc >= nextReviewUtc ? null : nowUtc >= nextReviewUtc.AddDays(-7) ? 7 : nowUtc >= nextReviewUtc.AddDays(-30) ? 30 : null;
}
