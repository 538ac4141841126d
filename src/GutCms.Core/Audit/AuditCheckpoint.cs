using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Keys;

namespace GutCms.Core.Audit;

/// <summary>What the log looked like at one moment; kept elsewhere, it shows later that nothing up to there was rewritten or cut off.</summary>
/// <param name="Sequence">Number of the last entry; 0 for an empty log.</param>
/// <param name="Hash">Hash of that entry; <see cref="AuditChain.Genesis"/> for an empty log.</param>
/// <param name="TakenUtc">When the checkpoint was taken, UTC, whole seconds.</param>
/// <param name="Count">Number of entries; the same as <paramref name="Sequence"/>, since nothing is ever trimmed.</param>
public sealed record AuditCheckpoint(long Sequence, string Hash, DateTime TakenUtc, long Count)
{
    /// <summary><c>typ</c> of a signed checkpoint.</summary>
    public const string JwsType = "gutcms-audit-checkpoint+jwt";

    /// <summary>The checkpoint of a log that ends with this entry.</summary>
    /// <param name="last">Last entry; null: the log is empty.</param>
    /// <param name="nowUtc">The instant, UTC.</param>
    public static AuditCheckpoint Of(AuditEntry? last, DateTime nowUtc) =>
        new(last?.Sequence ?? 0, last?.Hash ?? AuditChain.Genesis, nowUtc, last?.Sequence ?? 0);

    /// <summary>Signs it: a compact JWS, ES256, with <c>iss</c>, <c>iat</c>, <c>sequence</c>, <c>hash</c>, <c>count</c>.</summary>
    /// <param name="key">The site's current key.</param>
    /// <param name="issuer">Public address of the site.</param>
    public string Sign(SigningKey key, string issuer) => CompactJws.Sign(key, JwsType, new JsonObject
    {
        ["iss"] = issuer,
        ["iat"] = new DateTimeOffset(TakenUtc).ToUnixTimeSeconds(),
        ["sequence"] = Sequence,
        ["hash"] = Hash,
        ["count"] = Count,
    });

    /// <summary>Reads a signed checkpoint.</summary>
    /// <param name="jws">The compact form.</param>
    /// <param name="jwks">Key set of the site.</param>
    /// <returns>The checkpoint, or null with the reason.</returns>
    public static async Task<(AuditCheckpoint? Checkpoint, JwsRefusal? Refusal)> ReadAsync(string jws, JsonObject jwks)
    {
        var result = await CompactJws.VerifyAsync(jws, jwks, JwsType);
        if (result.Payload is not { } payload)
        {
            return (null, result.Refusal);
        }

        try
        {
            var taken = DateTimeOffset.FromUnixTimeSeconds(payload["iat"]?.GetValue<long>() ?? 0).UtcDateTime;
            return payload["hash"] is { } hash && payload["sequence"] is { } sequence && payload["count"] is { } count
                ? (new(sequence.GetValue<long>(), hash.GetValue<string>(), taken, count.GetValue<long>()), null)
                : (null, JwsRefusal.Malformed);
        }
        catch (Exception fault) when (fault is InvalidOperationException or FormatException or JsonException or ArgumentException)
        {
            return (null, JwsRefusal.Malformed);
        }
    }
}
