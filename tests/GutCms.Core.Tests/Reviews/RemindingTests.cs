using GutCms.Core.Reviews.Policies;

namespace GutCms.Core.Tests.Reviews;

/// <summary>Where a stage says nothing of reminders, the site does; but whom a stage does not name, nobody names.</summary>
public sealed class RemindingTests
{
    private static readonly ReminderTimes Site = new(3, 5, 7, ["Editor"]);

    [Fact]
    public void A_stage_says_what_it_says_and_nothing_else()
    {
        Assert.Equal((3, 5, 7, 0), Said(ReminderTimes.Of(null, Site)));
        Assert.Equal((1, 5, 7, 0), Said(ReminderTimes.Of(new() { BeforeDays = 1 }, Site)));
        Assert.Equal((3, 2, 7, 0), Said(ReminderTimes.Of(new() { EveryDays = 2 }, Site)));
        Assert.Equal((3, 5, 4, 1), Said(ReminderTimes.Of(new() { EscalateAfterDays = 4, EscalateTo = ["@ann"] }, Site)));
    }

    private static (int Before, int Every, int After, int People) Said(ReminderTimes times) => (times.BeforeDays, times.EveryDays, times.EscalateAfterDays, times.EscalateTo.Length);
}
