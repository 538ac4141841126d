using System.Globalization;
using GutCms.Web.Features.Times;

namespace GutCms.Web.Pages.Admin;

/// <summary>Fields for an instant: a time, and the zone in which it is meant. Partial <c>_When</c>; they are sent as <see cref="WhenInput"/>.</summary>
/// <param name="Label">What is asked for.</param>
/// <param name="Utc">The instant that is set, UTC; null: none.</param>
/// <param name="Typed">What was typed before; null: nothing.</param>
internal sealed record WhenField(string Label, DateTime? Utc, WhenInput? Typed)
{
    private const string Form = "yyyy-MM-ddTHH:mm";

    /// <summary>The zone that is chosen.</summary>
    public TimeZoneInfo Zone(HttpContext http) => Zones.Find(Typed?.Zone) ?? Zones.Shown(http);

    /// <summary>The value of the field.</summary>
    public string? Value(HttpContext http) => Typed?.At?.ToString(Form, CultureInfo.InvariantCulture) ?? (Utc is { } utc ? Zones.ToLocal(utc, Zone(http)).ToString(Form, CultureInfo.InvariantCulture) : null);
}

/// <summary>A time and the zone in which it is meant, as a form sends them.</summary>
internal sealed class WhenInput
{
    /// <summary>What a clock shows.</summary>
    public DateTime? At { get; set; }

    /// <summary>IANA name of the zone.</summary>
    public string? Zone { get; set; }

    /// <summary>The instant, UTC; otherwise the name of the text that says why there is none.</summary>
    public (DateTime? Utc, string? Fault) Read() =>
        At is not { } local ? (null, "When.Missing")
        : Zones.Find(Zone) is not { } zone ? (null, "When.NoZone")
        : Zones.ToUtc(local, zone) is { } utc ? (utc, null)
        : (null, "When.NoSuchTime");
}
