using System.Globalization;

namespace GutCms.Core.Content.Html;

/// <summary>What an attribute may say. Each rule gives the canonical value, or null when the attribute goes.</summary>
internal static class HtmlAttributes
{
    private static readonly string[] RelTokens = ["nofollow", "sponsored", "ugc"];

    public static string? Canonical(string name, string value) => name switch
    {
        "href" => Link(value),
        "rel" => Rel(value),
        "title" => value.Length == 0 ? null : value,
        "start" or "value" or "colspan" or "rowspan" => Count(value),
        "type" => value is "1" or "a" or "A" or "i" or "I" ? value : null,
        "reversed" => "",
        "id" => HtmlNotes.IsName(value) ? value : null,
        "scope" => OneOf(value, "row", "col", "rowgroup", "colgroup"),
        "dir" => OneOf(value, "ltr", "rtl", "auto"),
        "lang" => value.Length is > 0 and <= 35 && value.All(character => char.IsAsciiLetterOrDigit(character) || character == '-') ? value : null,
        _ => null,
    };

    /// <summary>Whether a reader may follow the address: http, https, mailto, tel, sms, or relative to this site.</summary>
    /// <remarks>
    /// Refuses what can be read otherwise than it looks: control characters, white space, backslashes, escaped characters, two slashes at the
    /// beginning, and a colon before the first slash that ends no allowed scheme (<c>?q=a:b</c>).
    /// </remarks>
    public static bool IsSafeLink(string address)
    {
        if (address.Length == 0 || address.StartsWith("//", StringComparison.Ordinal) || address.Contains("&#", StringComparison.Ordinal)
            || address.Any(character => char.IsControl(character) || char.IsWhiteSpace(character) || character == '\\'))
        {
            return false;
        }

        var colon = address.IndexOf(':', StringComparison.Ordinal);
        var end = address.AsSpan().IndexOfAny('/', '#');
        return colon < 0 || (end >= 0 && end < colon) || HtmlProfile.Schemes.Contains(address[..colon].ToLowerInvariant());
    }

    private static string? Link(string value)
    {
        var trimmed = value.Trim(' ', '\t', '\n', '\f', '\r');
        return IsSafeLink(trimmed) ? trimmed : null;
    }

    // What the author says of a link stays (a sponsored link must be recognisable); what concerns windows and referrers is the site's business.
    private static string? Rel(string value)
    {
        var tokens = value.ToLowerInvariant().Split([' ', '\t', '\n', '\f', '\r'], StringSplitOptions.RemoveEmptyEntries);
        var kept = string.Join(' ', RelTokens.Where(tokens.Contains));
        return kept.Length == 0 ? null : kept;
    }

    private static string? Count(string value) =>
        int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count is > 0 and <= 1000 ? count.ToString(CultureInfo.InvariantCulture) : null;

    private static string? OneOf(string value, params string[] allowed) => allowed.FirstOrDefault(word => word.Equals(value, StringComparison.OrdinalIgnoreCase));
}
