using System.Text.Json.Nodes;
using GutCms.Core.Keys;

namespace GutCms.Core.Certificates.Status;

/// <summary>A signed status list: a compact JWS, ES256, <c>typ</c> = <see cref="JwsType"/>.</summary>
/// <remarks>draft-ietf-oauth-status-list, Status List Token in JWT format.</remarks>
public static class StatusListToken
{
    /// <summary><c>typ</c> of a status list.</summary>
    public const string JwsType = "statuslist+jwt";

    /// <summary>Media type of a status list.</summary>
    public const string MediaType = "application/" + JwsType;

    /// <summary>How long a list may be relied upon at all, in seconds from its <c>iat</c>.</summary>
    public const int Lifetime = 86_400;

    /// <summary>The claims of a list.</summary>
    /// <param name="uri">Its address, which the certificates name; claim <c>sub</c>.</param>
    /// <param name="issuedAt">Seconds since 1970.</param>
    /// <param name="secondsToKeep">After so many seconds whoever keeps it should ask again; claim <c>ttl</c>, at least 1.</param>
    /// <param name="list">See <see cref="StatusList.Write"/>.</param>
    public static JsonObject Claims(string uri, long issuedAt, int secondsToKeep, JsonObject list) => new()
    {
        ["sub"] = uri,
        ["iat"] = issuedAt,
        ["exp"] = issuedAt + Lifetime,
        ["ttl"] = Math.Max(1, secondsToKeep),
        ["status_list"] = list,
    };

    /// <summary>What a list says about a certificate.</summary>
    /// <param name="jws">The list, compact form.</param>
    /// <param name="jwks">Key set of the site that issued the certificate.</param>
    /// <param name="entry">Where the certificate says that its status is.</param>
    /// <param name="now">The time.</param>
    /// <returns>The value at its place; null: it is no list of that address signed by that site, it is expired or not yet valid, or it has no such place.</returns>
    public static async Task<int?> FindAsync(string jws, JsonObject jwks, StatusListEntry entry, DateTimeOffset now)
    {
        ArgumentNullException.ThrowIfNull(entry);
        var payload = (await CompactJws.VerifyAsync(jws.Trim(), jwks, JwsType)).Payload;
        var seconds = now.ToUnixTimeSeconds();
        return payload is not null
            && payload["sub"] is JsonValue sub && sub.TryGetValue(out string? uri) && uri == entry.Uri
            && Number(payload["iat"]) is { } issued && issued <= seconds + Leeway
            && (!payload.ContainsKey("exp") || (Number(payload["exp"]) is { } expires && expires > seconds))
            ? StatusList.Find(payload["status_list"] as JsonObject, entry.Idx)
            : null;
    }

    // Clocks of two sites differ.
    private const int Leeway = 300;

    private static long? Number(JsonNode? node) => node is JsonValue value && value.TryGetValue(out long number) ? number : null;
}
