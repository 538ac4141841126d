using System.Collections.Immutable;

namespace GutCms.Core.Reviews.Policies;

/// <summary>When people are reminded of a decision, and who is told when nobody decides: as its policy says, and where that says nothing, the site.</summary>
/// <param name="BeforeDays">Days before it is due; 0: not before.</param>
/// <param name="EveryDays">Afterwards every so many days; 0: not again.</param>
/// <param name="EscalateAfterDays">Days after it was due until others are told, and from each of them to the next; 0: nobody is.</param>
/// <param name="EscalateTo">Who, one after the other: roles, or people with <c>@</c> before their user name. Empty: those who may assign reviewers.</param>
public sealed record ReminderTimes(int BeforeDays, int EveryDays, int EscalateAfterDays, ImmutableArray<string> EscalateTo)
{
    /// <summary>Those of a stage.</summary>
    public static ReminderTimes Of(StageReminders? stage, ReminderTimes site) =>
        new(stage?.BeforeDays ?? site.BeforeDays, stage?.EveryDays ?? site.EveryDays, stage?.EscalateAfterDays ?? site.EscalateAfterDays, stage?.EscalateTo ?? []);
}
