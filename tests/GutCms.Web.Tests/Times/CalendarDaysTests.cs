using GutCms.Core.Planning;
using GutCms.Web.Pages.Admin.Planning;

namespace GutCms.Web.Tests.Times;

/// <summary>A month can be looked over however much is planned: a day has five lines, and what readers will notice is among them.</summary>
public sealed class CalendarDaysTests
{
    private static readonly DateOnly Day = new(2026, 11, 30);

    [Theory]
    [InlineData(5, 5, 0)]
    [InlineData(6, 4, 2)]
    [InlineData(0, 0, 0)]
    public void A_day_of_a_month_folds_what_does_not_fit(int entries, int shown, int folded)
    {
        var (seen, rest) = new CalendarDays("month", Day).Divide(Enumerable.Range(0, entries).Select(number => Entry(PlannedKind.Decision, number)));

        Assert.Equal((shown, folded), (seen.Count, rest.Count));
    }

    [Theory]
    [InlineData("week")]
    [InlineData("list")]
    public void Other_views_show_all(string view)
    {
        var (seen, rest) = new CalendarDays(view, Day).Divide(Enumerable.Range(0, 9).Select(number => Entry(PlannedKind.Decision, number)));

        Assert.Equal((9, 0), (seen.Count, rest.Count));
    }

    [Fact]
    public void What_changes_what_readers_see_is_not_folded_before_dates_of_the_work()
    {
        PlannedEntry[] entries = [.. Enumerable.Range(0, 6).Select(number => Entry(PlannedKind.Decision, number)), Entry(PlannedKind.Review, 6), Entry(PlannedKind.Publication, 7), Entry(PlannedKind.TakeDown, 8)];

        var (seen, rest) = new CalendarDays("month", Day).Divide(entries);

        Assert.Equal(["0", "1", "7", "8"], seen.Select(entry => entry.Id));
        Assert.Equal(["2", "3", "4", "5", "6"], rest.Select(entry => entry.Id));
    }

    private static PlannedEntry Entry(PlannedKind kind, int number) => new(kind, $"{number}", Day.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc).AddMinutes(number), null, "Article", null, null);
}
