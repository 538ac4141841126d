using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GutCms.Core.Keys;

/// <summary>A JSON Web Key Set.</summary>
public static class Jwks
{
    /// <summary>
    /// The public parts of all keys, retired ones too, each with <c>kty</c>, <c>crv</c>, <c>x</c>, <c>y</c>, <c>alg</c>, <c>use</c>, <c>kid</c>; a revoked one also with
    /// <c>revoked</c>: <c>{ "revoked_at": seconds since 1970 }</c>, from when on what it signed counts for nothing.
    /// </summary>
    /// <remarks>RFC 7517; <c>revoked</c> as in OpenID Federation 1.0, historical keys.</remarks>
    public static JsonObject Build(IEnumerable<SigningKey> keys) => new() { ["keys"] = new JsonArray([.. keys.Select(Describe)]) };

    /// <summary>Whether a key of a set does not vouch for a statement of that time. A mark that cannot be read revokes the key altogether.</summary>
    /// <param name="jwks">The set.</param>
    /// <param name="keyId">The key.</param>
    /// <param name="issuedAt">When the statement says that it was made, seconds since 1970; null: it does not say.</param>
    internal static bool IsRevoked(JsonObject jwks, string keyId, long? issuedAt) =>
        jwks["keys"] is JsonArray keys && keys.OfType<JsonObject>().Where(key => Is(key["kid"], keyId) && key.ContainsKey("revoked"))
            .Any(key => (key["revoked"] as JsonObject)?["revoked_at"] is not JsonValue at || at.GetValueKind() != JsonValueKind.Number
                || issuedAt is null || issuedAt >= double.Parse(at.ToJsonString(), CultureInfo.InvariantCulture));

    private static bool Is(JsonNode? value, string text) => value is JsonValue && value.GetValueKind() == JsonValueKind.String && value.GetValue<string>() == text;

    private static JsonObject Describe(SigningKey key)
    {
        var json = new JsonObject
        {
            ["kty"] = "EC",
            ["crv"] = "P-256",
            ["x"] = key.X,
            ["y"] = key.Y,
            ["alg"] = "ES256",
            ["use"] = "sig",
            ["kid"] = key.KeyId,
        };
        if (key.RevokedUtc is { } revoked)
        {
            json["revoked"] = new JsonObject { ["revoked_at"] = new DateTimeOffset(revoked).ToUnixTimeSeconds() };
        }

        return json;
    }
}
