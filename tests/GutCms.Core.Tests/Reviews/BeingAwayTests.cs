using GutCms.Core.Reviews.Model;

namespace GutCms.Core.Tests.Reviews;

/// <summary>A person is away on whole days, the first and the last included.</summary>
public sealed class BeingAwayTests
{
    private static readonly DateTime Noon = new(2026, 3, 10, 12, 0, 0, DateTimeKind.Utc);

    private static readonly TimeAway Away = new("ann", new(2026, 3, 10), new(2026, 3, 12), null, Noon.AddDays(-5));

    [Theory]
    [InlineData(-1, 1, false)]
    [InlineData(0, 1, true)]
    [InlineData(0, 2.5, true)]
    [InlineData(0, 2.6, false)]
    [InlineData(2.4, 2.4, true)]
    [InlineData(1, 0, true)]
    [InlineData(3, 1, false)]
    public void A_time_is_covered_until_the_midnight_after_the_last_day(double from, double until, bool covers) => Assert.Equal(covers, Away.Covers(Noon.AddDays(from), Noon.AddDays(until)));

    [Fact]
    public void The_instant_at_which_a_time_ends_is_not_in_it() => Assert.False(Away.Covers(Noon, Away.Until.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc).AddTicks(1)));

    [Fact]
    public void It_holds_from_the_first_day_and_not_before_others_know()
    {
        Assert.Equal(new DateTime(2026, 3, 10, 0, 0, 0, DateTimeKind.Utc), Away.SinceUtc);
        Assert.Equal(Noon, (Away with { SavedUtc = Noon }).SinceUtc);
    }
}
