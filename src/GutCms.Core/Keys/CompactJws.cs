using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace GutCms.Core.Keys;

/// <summary>Why a signed statement is not accepted.</summary>
public enum JwsRefusal
{
    /// <summary>It is no compact JWS with a JSON object in it.</summary>
    Malformed,

    /// <summary>Its <c>alg</c> is not ES256.</summary>
    WrongAlgorithm,

    /// <summary>Its <c>typ</c> says that it is a statement of another kind.</summary>
    WrongType,

    /// <summary>Its <c>kid</c> is not in the key set.</summary>
    UnknownKey,

    /// <summary>The signature does not fit.</summary>
    BadSignature,

    /// <summary>Its key is revoked, and the statement (<c>iat</c>) is not from before that.</summary>
    KeyRevoked,
}

/// <summary>Result of checking a signed statement.</summary>
/// <param name="Payload">The statement; null when it is refused.</param>
/// <param name="KeyId">Key that signed it; null when it is refused.</param>
/// <param name="Refusal">Why it is refused; null when it is not.</param>
public sealed record JwsResult(JsonObject? Payload, string? KeyId, JwsRefusal? Refusal);

/// <summary>Signs and checks compact JWS with ES256 and nothing else.</summary>
/// <remarks>RFC 7515, RFC 7518 §3.4. The header of a statement never chooses the algorithm or brings its own key.</remarks>
public static class CompactJws
{
    private static readonly JsonWebTokenHandler Handler = new() { SetDefaultTimesOnTokenCreation = false };

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Signs a statement.</summary>
    /// <param name="key">The key; its private part must be at hand.</param>
    /// <param name="type">Kind of statement, the header's <c>typ</c>.</param>
    /// <param name="payload">The statement.</param>
    /// <exception cref="InvalidOperationException">The private part of the key is not at hand, or the key is retired.</exception>
    public static string Sign(SigningKey key, string type, JsonObject payload)
    {
        if (key.RetiredUtc is not null)
        {
            throw new InvalidOperationException($"Key {key.KeyId} is retired; it does not sign.");
        }

        using var ecdsa = ECDsa.Create();
        ecdsa.ImportPkcs8PrivateKey(key.ExportPkcs8(), out _);
        var credentials = new SigningCredentials(Uncached(new ECDsaSecurityKey(ecdsa) { KeyId = key.KeyId }), SecurityAlgorithms.EcdsaSha256);
        return Handler.CreateToken(payload.ToJsonString(), credentials, new Dictionary<string, object> { ["typ"] = type });
    }

    /// <summary>Checks a statement against a key set.</summary>
    /// <param name="jws">The compact form.</param>
    /// <param name="jwks">Key set as served at <c>/.well-known/jwks.json</c>.</param>
    /// <param name="type">The kind of statement that is expected.</param>
    public static async Task<JwsResult> VerifyAsync(string jws, JsonObject jwks, string type)
    {
        if (Read(jws) is not { } token)
        {
            return Refused(JwsRefusal.Malformed);
        }

        if (token.Alg != SecurityAlgorithms.EcdsaSha256)
        {
            return Refused(JwsRefusal.WrongAlgorithm);
        }

        if (token.Typ != type || token.TryGetHeaderValue<object>("crit", out _))
        {
            return Refused(JwsRefusal.WrongType);
        }

        using var ecdsa = FindKey(jwks, token.Kid);
        if (ecdsa is null)
        {
            return Refused(JwsRefusal.UnknownKey);
        }

        var result = await Handler.ValidateTokenAsync(token, new TokenValidationParameters
        {
            IssuerSigningKey = Uncached(new ECDsaSecurityKey(ecdsa) { KeyId = token.Kid }),
            ValidAlgorithms = [SecurityAlgorithms.EcdsaSha256],
            RequireSignedTokens = true,
            // A statement has no audience and does not expire; who issued it is what the key says.
            ValidateIssuer = false,
            ValidateAudience = false,
            ValidateLifetime = false,
        });
        if (!result.IsValid)
        {
            return Refused(JwsRefusal.BadSignature);
        }

        return ParsePayload(token) is not { } payload ? Refused(JwsRefusal.Malformed)
            : Jwks.IsRevoked(jwks, token.Kid, payload["iat"] is JsonValue at && at.TryGetValue(out long issued) ? issued : null) ? Refused(JwsRefusal.KeyRevoked)
            : new(payload, token.Kid, null);
    }

    private static JsonWebToken? Read(string jws)
    {
        try
        {
            return jws.Count(character => character == '.') == 2 ? new JsonWebToken(jws) : null;
        }
        catch (Exception fault) when (fault is ArgumentException or FormatException or JsonException)
        {
            return null;
        }
    }

    private static JsonObject? ParsePayload(JsonWebToken token)
    {
        try
        {
            return JsonNode.Parse(Base64UrlEncoder.DecodeBytes(token.EncodedPayload), documentOptions: Strict) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static ECDsa? FindKey(JsonObject jwks, string? keyId)
    {
        var key = string.IsNullOrEmpty(keyId)
            ? null
            : new JsonWebKeySet(jwks.ToJsonString()).Keys.FirstOrDefault(candidate => candidate.Kid == keyId && candidate.Kty == "EC" && candidate.Crv == "P-256");
        if (key is null)
        {
            return null;
        }

        try
        {
            return ECDsa.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = Base64UrlEncoder.DecodeBytes(key.X), Y = Base64UrlEncoder.DecodeBytes(key.Y) },
            });
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException or ArgumentException)
        {
            // A point that is not on the curve is no key.
            return null;
        }
    }

    // The library caches signature providers by key id; ours would be cached with a key that is disposed by then.
    private static ECDsaSecurityKey Uncached(ECDsaSecurityKey key)
    {
        key.CryptoProviderFactory = new CryptoProviderFactory { CacheSignatureProviders = false };
        return key;
    }

    private static JwsResult Refused(JwsRefusal refusal) => new(null, null, refusal);
}
