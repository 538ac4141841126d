using System.ComponentModel.DataAnnotations;
using GutCms.Core.Reviews.Policies;

namespace GutCms.Api.Review;

/// <summary>Section <c>GutCms:Reminders</c> of any host: who is reminded of decisions that are due, and when. A decision that is due on an instant is told of then in any case.</summary>
public sealed class ReminderOptions
{
    /// <summary>Name of the section.</summary>
    public const string Section = "GutCms:Reminders";

    /// <summary>So many days before a decision is due those who are to decide are reminded, 0 to 60; 0: not before.</summary>
    [Range(0, 60, ErrorMessage = "GutCms:Reminders:BeforeDays has to be 0 to 60.")]
    public int BeforeDays { get; set; } = 1;

    /// <summary>After a decision was due they are reminded every so many days, 0 to 60; 0: not again.</summary>
    [Range(0, 60, ErrorMessage = "GutCms:Reminders:EveryDays has to be 0 to 60.")]
    public int EveryDays { get; set; } = 2;

    /// <summary>So many days after a decision was due those who may assign reviewers are told that nobody has decided, 0 to 60; 0: never.</summary>
    [Range(0, 60, ErrorMessage = "GutCms:Reminders:EscalateAfterDays has to be 0 to 60.")]
    public int EscalateAfterDays { get; set; } = 5;

    /// <summary>What they say: those who may assign reviewers are told.</summary>
    public ReminderTimes ToTimes() => new(BeforeDays, EveryDays, EscalateAfterDays, []);
}
