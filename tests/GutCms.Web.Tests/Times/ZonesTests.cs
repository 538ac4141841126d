using GutCms.Web.Features.Times;
using GutCms.Web.Pages.Admin;

namespace GutCms.Web.Tests.Times;

/// <summary>What a clock shows becomes an instant, also where clocks are changed.</summary>
public sealed class ZonesTests
{
    private static readonly TimeZoneInfo Berlin = Zones.Find("Europe/Berlin")!;

    [Theory]
    [InlineData("2026-01-15T09:30", "2026-01-15T08:30")]
    [InlineData("2026-07-15T09:30", "2026-07-15T07:30")]
    [InlineData("2026-10-25T02:30", "2026-10-25T00:30")]
    [InlineData("2026-10-25T03:00", "2026-10-25T02:00")]
    public void Time_is_read_in_its_zone_and_the_first_of_two_is_meant(string local, string utc)
    {
        var (read, fault) = new WhenInput { At = At(local), Zone = "Europe/Berlin" }.Read();

        Assert.Null(fault);
        Assert.Equal((At(utc), DateTimeKind.Utc), (read!.Value, read.Value.Kind));
        Assert.Equal(At(local), Zones.ToLocal(read.Value, Berlin));
    }

    [Theory]
    [InlineData(null, "Europe/Berlin", "When.Missing")]
    [InlineData("2026-03-29T02:30", "Europe/Berlin", "When.NoSuchTime")]
    [InlineData("2026-03-29T03:30", "Europe/Nowhere", "When.NoZone")]
    [InlineData("2026-03-29T03:30", "../etc/passwd", "When.NoZone")]
    [InlineData("2026-03-29T03:30", null, "When.NoZone")]
    [InlineData("0001-01-01T00:00", "Europe/Berlin", "When.NoSuchTime")]
    public void What_is_no_time_is_refused_with_the_reason(string? local, string? zone, string fault) =>
        Assert.Equal((null, fault), new WhenInput { At = local is null ? null : At(local), Zone = zone }.Read());

    [Theory]
    [InlineData("Europe/Berlin", true)]
    [InlineData("UTC", true)]
    [InlineData("", false)]
    [InlineData("Berlin", false)]
    public void Setting_is_a_zone_that_this_machine_knows(string zone, bool known) => Assert.Equal(known, new KnownZoneAttribute().IsValid(zone));

    private static DateTime At(string text) => DateTime.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
