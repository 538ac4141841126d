using System.Text;
using GutCms.Core.Planning;
using GutCms.Web.Features.Calendar;

namespace GutCms.Web.Tests.Times;

/// <summary>What calendar programs read is iCalendar (RFC 5545), whatever stands in titles.</summary>
public sealed class CalendarFileTests
{
    private static readonly DateTime Now = new(2026, 11, 30, 9, 0, 0, DateTimeKind.Utc);

    [Fact]
    public void Instants_and_days_are_written_and_titles_are_escaped_and_folded()
    {
        var title = "Dose; \"twice\", a\\b\nBEGIN:VEVENT " + string.Concat(Enumerable.Repeat("ä😀", 40));
        PlannedEntry[] entries =
        [
            new(PlannedKind.Publication, "one", Now.AddHours(3), title, "Article", null, null),
            new(PlannedKind.Decision, "two", new(2026, 12, 2, 0, 0, 0, DateTimeKind.Utc), "Gut", "Article", null, "Medical"),
        ];

        var file = CalendarFile.Write(entries, Now, "Plan", "site.example", entry => entry.Title!, entry => "https://site.example/" + entry.Id);

        var lines = file.Split("\r\n");
        Assert.All(lines, line => Assert.InRange(Encoding.UTF8.GetByteCount(line), 0, 75));
        Assert.DoesNotContain('\n', file.Replace("\r\n", "", StringComparison.Ordinal));
        Assert.Equal(2, lines.Count(line => line == "BEGIN:VEVENT"));
        Assert.Contains("DTSTART:20261130T120000Z", lines);
        Assert.Contains("DTSTART;VALUE=DATE:20261201", lines);
        Assert.Contains("UID:Publication-one@site.example", lines);
        var whole = file.Replace("\r\n ", "", StringComparison.Ordinal);
        Assert.Contains("SUMMARY:Dose\\; \"twice\"\\, a\\\\b\\nBEGIN:VEVENT ä😀ä😀", whole, StringComparison.Ordinal);
    }
}
