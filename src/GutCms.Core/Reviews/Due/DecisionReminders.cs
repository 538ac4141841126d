using System.Globalization;
using GutCms.Core.Reviews.Policies;

namespace GutCms.Core.Reviews.Due;

/// <summary>Something of which people are told because a decision is due, or late.</summary>
/// <param name="Name">What it is on file under: it is told once.</param>
/// <param name="IsEscalation">Others are told that nobody has decided; otherwise those who are to decide are reminded.</param>
/// <param name="To">Of an escalation: a role, or a person with <see cref="StageReminders.Person"/> before the user name; null: those who may assign reviewers.</param>
public sealed record DecisionReminder(string Name, bool IsEscalation, string? To);

/// <summary>Which reminders have come, as instants pass. Of several that have come only the last counts: whoever was away for a week is reminded once.</summary>
public static class DecisionReminders
{
    /// <summary>Everything of which people are to be told by now, whether or not they were told before.</summary>
    /// <param name="reviewId">The review.</param>
    /// <param name="stage">Its current stage.</param>
    /// <param name="dueUtc">When that is due, UTC.</param>
    /// <param name="submittedUtc">Since when it could be decided, UTC.</param>
    /// <param name="nowUtc">UTC.</param>
    /// <param name="times">When people are reminded.</param>
    public static IEnumerable<DecisionReminder> Of(string reviewId, string stage, DateTime dueUtc, DateTime submittedUtc, DateTime nowUtc, ReminderTimes times)
    {
        var name = $"{reviewId}-{stage}-{dueUtc.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture)}";
        if (StepOf(dueUtc, submittedUtc, nowUtc, times) is { } step)
        {
            yield return new($"remind-{name}-{step}", IsEscalation: false, null);
        }

        for (var told = 0; told < Escalations(dueUtc, nowUtc, times); told++)
        {
            yield return new(told == 0 ? $"escalate-{name}" : $"escalate-{name}-{told + 1}", IsEscalation: true, times.EscalateTo.ElementAtOrDefault(told));
        }
    }

    /// <summary>The last step of a decision that has come; null: none. Each has a name of its own.</summary>
    /// <param name="dueUtc">When the decision is due, UTC.</param>
    /// <param name="submittedUtc">Since when it could be made, UTC: nobody is reminded of what they were told no earlier than that.</param>
    /// <param name="nowUtc">UTC.</param>
    /// <param name="times">When people are reminded.</param>
    public static string? StepOf(DateTime dueUtc, DateTime submittedUtc, DateTime nowUtc, ReminderTimes times)
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
}
