using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Times;

/// <summary>Time zones: the visitor's own, that of the site, and universal time.</summary>
internal static class Zones
{
    private const string Cookie = "gutcms.zone";
    private const int MostOfName = 64;

    /// <summary>The zone of an IANA name; null: there is none.</summary>
    public static TimeZoneInfo? Find(string? id) => id is { Length: > 0 and <= MostOfName } && TimeZoneInfo.TryFindSystemTimeZoneById(id, out var zone) && zone.HasIanaId ? zone : null;

    /// <summary>The zone of the visitor, as the browser has said before; null: it has not.</summary>
    public static TimeZoneInfo? Own(HttpContext http) => Find(http.Request.Cookies[Cookie]);

    /// <summary>The zone of the site.</summary>
    public static TimeZoneInfo OfSite(HttpContext http) => Find(http.RequestServices.GetRequiredService<IOptionsMonitor<TimeOptions>>().CurrentValue.Zone) ?? TimeZoneInfo.Utc;

    /// <summary>The zone in which the visitor is shown what is planned: the own one, where it is known, otherwise that of the site.</summary>
    public static TimeZoneInfo Shown(HttpContext http) => Own(http) ?? OfSite(http);

    /// <summary>The zones to choose from: the visitor's own, that of the site, universal time; none twice.</summary>
    public static IReadOnlyList<TimeZoneInfo> Offered(HttpContext http) =>
        [.. new[] { Own(http), OfSite(http), TimeZoneInfo.Utc }.OfType<TimeZoneInfo>().DistinctBy(zone => zone.Id)];

    /// <summary>The time of a clock in a zone.</summary>
    /// <param name="utc">UTC.</param>
    /// <param name="zone">The zone.</param>
    public static DateTime ToLocal(DateTime utc, TimeZoneInfo zone) => TimeZoneInfo.ConvertTimeFromUtc(DateTime.SpecifyKind(utc, DateTimeKind.Utc), zone);

    /// <summary>The instant, UTC, at which a clock in a zone shows a time; of two such instants, when clocks are put back, the first. Null: there is none, when they are put forward.</summary>
    /// <param name="local">What the clock shows.</param>
    /// <param name="zone">The zone.</param>
    public static DateTime? ToUtc(DateTime local, TimeZoneInfo zone)
    {
        var shown = DateTime.SpecifyKind(local, DateTimeKind.Unspecified);
        if (zone.IsInvalidTime(shown) || shown.Year is < 1900 or > 9990)
        {
            return null;
        }

        var offset = zone.IsAmbiguousTime(shown) ? zone.GetAmbiguousTimeOffsets(shown).Max() : zone.GetUtcOffset(shown);
        return DateTime.SpecifyKind(shown - offset, DateTimeKind.Utc);
    }
}
