using System.Collections.Immutable;

namespace GutCms.Core.Reports;

/// <summary>How many live texts are due to be reviewed again in a month.</summary>
/// <param name="Month">Its first day, UTC.</param>
/// <param name="Count">How many; in the first month with those that were due before.</param>
/// <param name="Passed">Those of them whose date has passed.</param>
public sealed record DueInMonth(DateOnly Month, int Count, int Passed)
{
    private const int Months = 12;

    /// <summary>The instant before which a date is told, UTC.</summary>
    internal static DateTime EndOf(DateTime nowUtc) => First(nowUtc).AddMonths(Months).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);

    internal static ImmutableArray<DueInMonth> Of(IReadOnlyList<DateTime> dates, DateTime nowUtc)
    {
        var first = First(nowUtc);
        var byMonth = dates.ToLookup(date => First(date) < first ? first : First(date));
        return [.. Enumerable.Range(0, Months).Select(first.AddMonths).Select(month => new DueInMonth(month, byMonth[month].Count(), byMonth[month].Count(date => date <= nowUtc)))];
    }

    private static DateOnly First(DateTime at) => new(at.Year, at.Month, 1);
}
