using System.Globalization;

namespace GutCms.Core.Reviews.Model;

/// <summary>Due dates are chosen as days and end with them: the first instant of the next day, UTC.</summary>
public static class DueDay
{
    /// <summary>The instant at which a chosen day has ended, UTC.</summary>
    public static DateTime End(DateOnly day) => day.AddDays(1).ToDateTime(TimeOnly.MinValue, DateTimeKind.Utc);

    /// <summary>An instant of the last day on which it can be done, for showing it.</summary>
    public static DateTime? Of(DateTime? dueUtc) => dueUtc?.AddTicks(-1);

    /// <summary>That day as a date field has it; null when there is none.</summary>
    public static string? Field(DateTime? dueUtc) => Of(dueUtc)?.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
