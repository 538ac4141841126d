using System.Security.Cryptography;
using System.Text;
using GutCms.Core.Certificates.Status;
using GutCms.Core.Keys;
using GutCms.Core.Reviews.Certifying;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.UseCases;

/// <summary>The status list that certificates name: which of them the site still stands behind. Anybody may ask.</summary>
/// <param name="store">Opens units of work.</param>
/// <param name="keys">The site's keys.</param>
/// <param name="certificates">Whether the site signs at all.</param>
/// <param name="time">The clock.</param>
public sealed class GetStatusList(IContentStore store, ISigningKeys keys, ICertificateIssuer certificates, TimeProvider time)
{
    // Lists of the same hour that say the same are the same, but for the signature.
    private const int Step = 3600;

    /// <summary>A list.</summary>
    /// <param name="Token">The signed list, compact form.</param>
    /// <param name="Tag">Another whenever it says something else: 43 characters of base64url.</param>
    public sealed record Result(string Token, string Tag);

    /// <summary>Does it.</summary>
    /// <param name="list">Number of the list.</param>
    /// <param name="secondsToKeep">Claim <c>ttl</c>.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The list; not found: there is none of that number; a conflict: the site may not sign.</returns>
    public async Task<Outcome<Result>> ExecuteAsync(int list, int secondsToKeep, CancellationToken cancellationToken)
    {
        IReadOnlyList<IssuedCertificate> issued;
        IReadOnlyDictionary<string, string?> delivered;
        await using (var work = await store.ReadAsync(cancellationToken))
        {
            issued = await work.Reviews.Register.ListAsync(list, cancellationToken);
            if (issued.Count == 0)
            {
                return new Refusal(RefusalKind.NotFound, Sentence.Of("Refused.NoStatusList", list));
            }

            delivered = await work.Reviews.Register.FindDeliveredAsync(list, cancellationToken);
        }

        if (certificates.Obstacle is { } obstacle)
        {
            return new Refusal(RefusalKind.Conflict, obstacle);
        }

        var all = (await keys.GetAllAsync(cancellationToken)).ToDictionary(key => key.KeyId, StringComparer.Ordinal);
        var statuses = issued.Select(certificate => KeyValuePair.Create(certificate.Index, StatusOf(certificate, delivered, all)));
        var now = time.GetUtcNow().ToUnixTimeSeconds();
        var claims = StatusListToken.Claims(
            StatusListEntry.Of(issued[0].Issuer, list, 0).Uri, now - (now % Step), secondsToKeep, StatusList.Write(StatusPlaces.Length, statuses));
        var signing = await keys.GetCurrentAsync(cancellationToken);
        var tag = System.Buffers.Text.Base64Url.EncodeToString(SHA256.HashData(Encoding.UTF8.GetBytes(signing.KeyId + claims.ToJsonString())));
        return new Result(CompactJws.Sign(signing, StatusListToken.JwsType, claims), tag);
    }

    /// <summary>How a certificate stands: as it ended, or as what is live shows, whoever ended it; and its key.</summary>
    private static CertificateStatus StatusOf(IssuedCertificate certificate, IReadOnlyDictionary<string, string?> delivered, Dictionary<string, SigningKey> keys) =>
        !keys.TryGetValue(certificate.KeyId, out var key) || key.Revokes(certificate.IssuedUtc) ? CertificateStatus.Invalid
        : certificate.Status != CertificateStatus.Valid ? certificate.Status
        : !delivered.TryGetValue(certificate.ContentItemId, out var version) ? CertificateStatus.Invalid
        : version == certificate.VersionId ? CertificateStatus.Valid
        : CertificateStatus.Superseded;
}
