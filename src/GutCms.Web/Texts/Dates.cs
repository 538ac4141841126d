namespace GutCms.Web.Texts;

/// <summary>Days, instants and numbers as people of the present language write them. Instants are UTC and say so.</summary>
internal static class Dates
{
    /// <summary>For example <c>2 March 2026</c>.</summary>
    public static string Day(DateTime utc) => Say("Format.Day", utc);

    /// <summary>For example <c>2 Mar 2026</c>.</summary>
    public static string ShortDay(DateTime utc) => Say("Format.ShortDay", utc);

    /// <summary>For example <c>2 Mar</c>.</summary>
    public static string DayAndMonth(DateTime utc) => Say("Format.DayAndMonth", utc);

    /// <summary>For example <c>2 Mar 2026, 14:05 UTC</c>.</summary>
    public static string Instant(DateTime utc) => Say("Format.Instant", utc);

    /// <summary>For example <c>2 March 2026, 14:05 UTC</c>.</summary>
    public static string LongInstant(DateTime utc) => Say("Format.LongInstant", utc);

    /// <summary>For example <c>March 2026</c>.</summary>
    public static string Month(DateOnly day) => Say("Format.Month", day.ToDateTime(TimeOnly.MinValue));

    /// <summary>For example <c>Mon</c>.</summary>
    public static string Weekday(DateOnly day) => Say("Format.Weekday", day.ToDateTime(TimeOnly.MinValue));

    /// <summary>For example <c>Monday, 2 March 2026</c>.</summary>
    public static string WeekdayAndDay(DateOnly day) => Say("Format.WeekdayAndDay", day.ToDateTime(TimeOnly.MinValue));

    /// <summary>For example <c>2 Mar 2026, 15:05 (Europe/Berlin)</c>.</summary>
    public static string Zoned(DateTime utc, TimeZoneInfo zone) => SiteSentence.Of("Format.Zoned", TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), zone), zone.Id).ToCurrent();

    /// <summary>With at most one decimal: <c>1.5</c>.</summary>
    public static string Number(double value) => Say("Format.Number", value);

    private static string Say(string format, object value) => SiteSentence.Of(format, value).ToCurrent();
}
