namespace GutCms.Core.Reports;

/// <summary>The days that reports are about, UTC.</summary>
/// <param name="From">The first day.</param>
/// <param name="To">The last day; not before <paramref name="From"/>.</param>
public sealed record ReportPeriod(DateOnly From, DateOnly To)
{
    /// <summary>Most days of a period.</summary>
    public const int MostDays = 3660;

    /// <summary>Days of a period that nobody has chosen.</summary>
    public const int UsualDays = 90;

    /// <summary>Its beginning, UTC.</summary>
    public DateTime FromUtc => From.ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);

    /// <summary>Its end, UTC, which is not in it.</summary>
    public DateTime ToUtc => To.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);

    /// <summary>The period that is asked for: its days where they are given, otherwise the last ninety.</summary>
    /// <param name="from">The first day; null: eighty-nine days before the last.</param>
    /// <param name="to">The last day; null: today.</param>
    /// <param name="nowUtc">The instant, UTC.</param>
    public static ReportPeriod Of(DateOnly? from, DateOnly? to, DateTime nowUtc)
    {
        var last = to ?? DateOnly.FromDateTime(nowUtc);
        return new(from ?? DateOnly.FromDayNumber(Math.Max(0, last.DayNumber - UsualDays + 1)), last);
    }

    /// <summary>It can be reported about: its days are in order, not too many, and not at the end of the calendar.</summary>
    public bool IsValid => From <= To && To.DayNumber - From.DayNumber < MostDays && To < DateOnly.MaxValue;
}
