using System.Globalization;
using System.Text.Json.Serialization;

namespace GutCms.Core.Certificates.Status;

/// <summary>Where the status of a certificate is: claim <c>status</c>.</summary>
/// <param name="StatusList">The place in a status list; null: in no list of this kind.</param>
/// <remarks>draft-ietf-oauth-status-list, Referenced Token.</remarks>
public sealed record CertificateStatusClaim([property: JsonPropertyName("status_list")] StatusListEntry? StatusList);

/// <summary>A place in a status list.</summary>
/// <param name="Idx">0-based.</param>
/// <param name="Uri">Address of the list, below that of the site.</param>
public sealed record StatusListEntry(int Idx, string Uri)
{
    /// <summary>Path below which a site serves its lists, by number.</summary>
    public const string Path = "/status-lists/";

    /// <summary>The place of a certificate of this site.</summary>
    /// <param name="issuer">Address of the site.</param>
    /// <param name="list">Number of the list.</param>
    /// <param name="index">0-based.</param>
    public static StatusListEntry Of(string issuer, int list, int index) => new(index, FormattableString.Invariant($"{issuer.TrimEnd('/')}{Path}{list}"));

    /// <summary>Number of the list; null: it is none of this site.</summary>
    /// <param name="issuer">Address of the site.</param>
    public int? NumberOf(string issuer)
    {
        ArgumentNullException.ThrowIfNull(issuer);
        var start = issuer.TrimEnd('/') + Path;
        return Uri.StartsWith(start, StringComparison.Ordinal) && int.TryParse(Uri.AsSpan(start.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : null;
    }
}
