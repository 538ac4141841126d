using System.Text.Json.Nodes;

namespace GutCms.Core.Certificates;

/// <summary>Whom a reader trusts. It comes from the reader, never from the document or from wherever that was fetched.</summary>
/// <param name="Issuer">Address of the site whose word counts, for example <c>https://gut.example</c>.</param>
/// <param name="Keys">The key set of that site, fetched from that address.</param>
public sealed record CertificateTrust(string Issuer, JsonObject Keys)
{
    /// <summary>The status list token that the certificate names, fetched from its <c>uri</c>; null: it was not asked, and the result says so.</summary>
    public string? StatusList { get; init; }

    /// <summary>Where the key set of an issuer is.</summary>
    public static Uri KeySetOf(string issuer) => new(issuer.TrimEnd('/') + "/.well-known/jwks.json");

    /// <summary>Scheme and host in lower case, without the scheme's own port and without a slash at the end; null when it is no http or https address.</summary>
    public static string? Normalize(string? address) =>
        Uri.TryCreate(address, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https" && uri is { Query.Length: 0, Fragment.Length: 0, UserInfo.Length: 0 }
            ? uri.AbsoluteUri.TrimEnd('/')
            : null;

    /// <summary>Whether a statement that names this issuer is one of the trusted site's. Two addresses that are none are never the same.</summary>
    public bool IsIssuer(string? issuer) => Normalize(issuer) is { } named && named == Normalize(Issuer);
}
