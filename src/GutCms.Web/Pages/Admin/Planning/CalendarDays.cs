using System.Globalization;
using GutCms.Core.Planning;

namespace GutCms.Web.Pages.Admin.Planning;

/// <summary>Which days a view of the calendar shows.</summary>
/// <param name="View">One of <see cref="Views"/>.</param>
/// <param name="Day">The day around which it is.</param>
internal sealed record CalendarDays(string View, DateOnly Day)
{
    private const int Week = 7;
    private const int Listed = 60;

    // Lines of a day in a month; the last may be the one that unfolds the others.
    private const int MostOfADay = 5;

    /// <summary>The views, as addresses name them; the first is the default.</summary>
    public static IReadOnlyList<string> Views { get; } = ["month", "week", "list"];

    /// <summary>The first day.</summary>
    public DateOnly First => View switch
    {
        "month" => Monday(new(Day.Year, Day.Month, 1)),
        "week" => Monday(Day),
        _ => Day,
    };

    /// <summary>The last day.</summary>
    public DateOnly Last => View switch
    {
        "month" => Monday(new DateOnly(Day.Year, Day.Month, 1).AddMonths(1).AddDays(-1)).AddDays(Week - 1),
        "week" => Monday(Day).AddDays(Week - 1),
        _ => Day.AddDays(Listed - 1),
    };

    /// <summary>A day of the view before.</summary>
    public DateOnly Before => View switch { "month" => new DateOnly(Day.Year, Day.Month, 1).AddMonths(-1), "week" => Day.AddDays(-Week), _ => Day.AddDays(-Listed) };

    /// <summary>A day of the view behind.</summary>
    public DateOnly Behind => View switch { "month" => new DateOnly(Day.Year, Day.Month, 1).AddMonths(1), "week" => Day.AddDays(Week), _ => Day.AddDays(Listed) };

    /// <summary>The weeks, each with its days from Monday on.</summary>
    public IEnumerable<DateOnly[]> Weeks => Enumerable.Range(0, (Last.DayNumber - First.DayNumber + 1) / Week).Select(week => Enumerable.Range(0, Week).Select(day => First.AddDays((week * Week) + day)).ToArray());

    /// <summary>What a day shows at once, and what it folds away: in a month it has few lines, and first comes what changes what readers see. Both in the order in which they are given.</summary>
    public (IReadOnlyList<PlannedEntry> Shown, IReadOnlyList<PlannedEntry> Folded) Divide(IEnumerable<PlannedEntry> ofADay)
    {
        var entries = ofADay.ToList();
        if (View != "month" || entries.Count <= MostOfADay)
        {
            return (entries, []);
        }

        var shown = entries.OrderBy(entry => entry.Kind is PlannedKind.Decision or PlannedKind.Review).Take(MostOfADay - 1).ToHashSet();
        return ([.. entries.Where(shown.Contains)], [.. entries.Where(entry => !shown.Contains(entry))]);
    }

    /// <summary>An address of the calendar.</summary>
    public static string Path(string view, DateOnly day, string zone) => string.Create(CultureInfo.InvariantCulture, $"/admin/calendar?view={view}&day={day:yyyy-MM-dd}&zone={Uri.EscapeDataString(zone)}");

    private static DateOnly Monday(DateOnly day) => day.AddDays(-(((int)day.DayOfWeek + 6) % Week));
}
