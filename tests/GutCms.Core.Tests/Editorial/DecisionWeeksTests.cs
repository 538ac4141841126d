using GutCms.Core.Editorial;

namespace GutCms.Core.Tests.Editorial;

public sealed class DecisionWeeksTests
{
    // A Tuesday.
    private static readonly DateTime Now = new(2026, 11, 24, 15, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void There_are_twelve_weeks_from_Monday_on_when_nothing_was_decided()
    {
        var weeks = DecisionWeeks.Of([], Now);

        Assert.Equal(12, weeks.Length);
        Assert.Equal(new DateTime(2026, 9, 7, 0, 0, 0, DateTimeKind.Utc), weeks[0].BeginsUtc);
        Assert.Equal(new DateTime(2026, 11, 23, 0, 0, 0, DateTimeKind.Utc), weeks[^1].BeginsUtc);
        Assert.All(weeks, week => Assert.Equal((0, 0, null), (week.Approvals, week.ChangeRequests, week.MedianDays)));
    }

    [Fact]
    public void Decision_counts_in_the_week_in_which_it_was_made()
    {
        var sunday = new DateTime(2026, 11, 22, 23, 59, 59, DateTimeKind.Utc);
        var weeks = DecisionWeeks.Of([new(sunday, sunday.AddDays(-2), true), new(sunday.AddSeconds(1), sunday, false)], Now);

        Assert.Equal((1, 0), (weeks[^2].Approvals, weeks[^2].ChangeRequests));
        Assert.Equal((0, 1), (weeks[^1].Approvals, weeks[^1].ChangeRequests));
    }

    [Theory]
    [InlineData(new[] { 3.0 }, 3.0)]
    [InlineData(new[] { 1.0, 9.0, 2.0 }, 2.0)]
    [InlineData(new[] { 1.0, 2.0, 4.0, 9.0 }, 3.0)]
    public void Median_is_the_middle_of_the_days(double[] days, double median) =>
        Assert.Equal(median, DecisionWeeks.Of(days.Select(wait => new DecisionTime(Now, Now.AddDays(-wait), true)), Now)[^1].MedianDays!.Value, 6);

    [Fact]
    public void Older_decisions_are_left_out() =>
        Assert.All(DecisionWeeks.Of([new(new(2026, 9, 6, 23, 0, 0, DateTimeKind.Utc), new(2026, 9, 1, 0, 0, 0, DateTimeKind.Utc), true)], Now), week => Assert.Equal(0, week.Approvals));
}
