using System.Globalization;
using System.Text;
using GutCms.Core.Planning;
using GutCms.Core.Reviews.Model;

namespace GutCms.Web.Features.Calendar;

/// <summary>Writes what is planned as iCalendar (RFC 5545).</summary>
internal static class CalendarFile
{
    private const int MostOctets = 75;
    private const string Instant = "yyyyMMdd'T'HHmmss'Z'";
    private const string Day = "yyyyMMdd";

    /// <summary>The file.</summary>
    /// <param name="entries">What is planned.</param>
    /// <param name="nowUtc">UTC.</param>
    /// <param name="name">Name of the calendar.</param>
    /// <param name="host">Host of the site, for ids.</param>
    /// <param name="summary">What an entry is called.</param>
    /// <param name="link">Where an entry leads.</param>
    public static string Write(IEnumerable<PlannedEntry> entries, DateTime nowUtc, string name, string host, Func<PlannedEntry, string> summary, Func<PlannedEntry, string> link)
    {
        var file = new StringBuilder();
        Line(file, "BEGIN:VCALENDAR");
        Line(file, "VERSION:2.0");
        Line(file, "PRODID:-//GutCms//Plan//EN");
        Line(file, "X-WR-CALNAME:" + Escape(name));
        foreach (var entry in entries)
        {
            Line(file, "BEGIN:VEVENT");
            Line(file, $"UID:{entry.Kind}-{entry.Id}@{host}");
            Line(file, "DTSTAMP:" + nowUtc.ToString(Instant, CultureInfo.InvariantCulture));
            Line(file, entry.Kind switch
            {
                PlannedKind.Decision => "DTSTART;VALUE=DATE:" + DueDay.Of(entry.AtUtc)!.Value.ToString(Day, CultureInfo.InvariantCulture),
                PlannedKind.Review => "DTSTART;VALUE=DATE:" + entry.AtUtc.ToString(Day, CultureInfo.InvariantCulture),
                _ => "DTSTART:" + entry.AtUtc.ToString(Instant, CultureInfo.InvariantCulture),
            });
            Line(file, "SUMMARY:" + Escape(summary(entry)));
            Line(file, "URL:" + link(entry));
            Line(file, "END:VEVENT");
        }

        Line(file, "END:VCALENDAR");
        return file.ToString();
    }

    private static string Escape(string text) =>
        text.Replace("\\", "\\\\", StringComparison.Ordinal).Replace(";", "\\;", StringComparison.Ordinal).Replace(",", "\\,", StringComparison.Ordinal)
            .Replace("\r", "", StringComparison.Ordinal).Replace("\n", "\\n", StringComparison.Ordinal);

    /// <summary>Lines are folded after 75 octets, and never within a character.</summary>
    private static void Line(StringBuilder file, string text)
    {
        var octets = 0;
        foreach (var rune in text.EnumerateRunes())
        {
            if (octets + rune.Utf8SequenceLength > MostOctets)
            {
                file.Append("\r\n ");
                octets = 1;
            }

            file.Append(rune.ToString());
            octets += rune.Utf8SequenceLength;
        }

        file.Append("\r\n");
    }
}
