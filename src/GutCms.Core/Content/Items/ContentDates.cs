using System.Globalization;

namespace GutCms.Core.Content.Items;

/// <summary>The two date forms of content item JSON.</summary>
/// <remarks>Source: Orchard Core. Root dates keep fractions of a second to 7 digits; dates inside parts and fields are written at seconds.</remarks>
public static class ContentDates
{
    private static readonly string[] InstantFormats = ["yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd"];

    /// <summary>Reads an ISO 8601 instant; one without an offset is UTC. False when it is none.</summary>
    public static bool TryParse(string? text, out DateTime utc) => DateTime.TryParseExact(
        text, InstantFormats, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out utc);

    /// <summary>As at the root of an item: up to 7 fractional digits, trailing zeros dropped.</summary>
    public static string FormatRoot(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFF'Z'", CultureInfo.InvariantCulture);

    /// <summary>As inside parts and fields: seconds, fractions cut off.</summary>
    public static string FormatInPart(DateTime utc) => utc.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
}
