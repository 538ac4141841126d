using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Certificates.Status;
using GutCms.Core.Keys;

namespace GutCms.Core.Certificates;

/// <summary>Verifies certificates. Knows nothing of the database: the certificate, the key set and the document as delivered suffice.</summary>
public sealed class CertificateVerifier(TimeProvider time)
{
    /// <summary>Verifies a certificate.</summary>
    /// <param name="jws">The compact form, as delivered.</param>
    /// <param name="trust">Whose word counts.</param>
    /// <param name="delivered">The document as delivered (<c>id</c>, <c>versionId</c>, <c>contentHash</c>, <c>content</c>, <c>review</c>); null: only the certificate itself is verified.</param>
    public async Task<CertificateVerification> VerifyAsync(string jws, CertificateTrust trust, JsonObject? delivered)
    {
        ArgumentNullException.ThrowIfNull(trust);
        var result = await CompactJws.VerifyAsync(jws, trust.Keys, ReviewCertificate.JwsType);
        if (result.Payload is not { } payload)
        {
            return Refused(result.Refusal switch
            {
                JwsRefusal.WrongAlgorithm => CertificateRefusal.WrongAlgorithm,
                JwsRefusal.WrongType => CertificateRefusal.WrongType,
                JwsRefusal.UnknownKey => CertificateRefusal.UnknownKey,
                JwsRefusal.KeyRevoked => CertificateRefusal.KeyRevoked,
                JwsRefusal.BadSignature => CertificateRefusal.BadSignature,
                _ => CertificateRefusal.Malformed,
            });
        }

        ReviewCertificate certificate;
        try
        {
            certificate = ReviewCertificate.FromClaims(payload);
        }
        catch (FormatException)
        {
            return Refused(CertificateRefusal.Malformed);
        }

        var refusals = new List<CertificateRefusal>();
        if (!trust.IsIssuer(Text(payload, "iss")))
        {
            refusals.Add(CertificateRefusal.IssuerMismatch);
        }

        var approvedOther = certificate.Approvals.Any(approval => approval.ContentHash != certificate.ContentHash);
        if (certificate.Approvals.IsEmpty || (approvedOther && certificate.Disclaimer is null))
        {
            refusals.Add(CertificateRefusal.ApprovalMismatch);
        }

        if (delivered is not null)
        {
            refusals.AddRange(DeliveredComparison.Find(certificate, delivered));
        }

        if (await FindStatusAsync(certificate, trust) is { } status)
        {
            refusals.Add(status);
        }

        return new(certificate, Text(payload, "iss"), result.KeyId, refusals, [.. Warn(certificate, approvedOther, trust)]);
    }

    private async Task<CertificateRefusal?> FindStatusAsync(ReviewCertificate certificate, CertificateTrust trust) =>
        trust.StatusList is not { } list || certificate.Status?.StatusList is not { } entry
            ? null
            : await StatusListToken.FindAsync(list, trust.Keys, entry, time.GetUtcNow()) switch
            {
                (int)CertificateStatus.Valid => null,
                (int)CertificateStatus.Superseded => CertificateRefusal.Superseded,
                null => CertificateRefusal.StatusUnreadable,
                _ => CertificateRefusal.WithdrawnOrRevoked,
            };

    private IEnumerable<CertificateWarning> Warn(ReviewCertificate certificate, bool approvedOther, CertificateTrust trust)
    {
        if (certificate.NextReview < time.GetUtcNow().UtcDateTime)
        {
            yield return CertificateWarning.ReviewOverdue;
        }

        if (approvedOther && certificate.Disclaimer is not null)
        {
            yield return CertificateWarning.DisclaimerChangedSinceApproval;
        }

        if (certificate.PresentationSigned == false)
        {
            yield return CertificateWarning.PresentationChangedSinceApproval;
        }

        if (certificate.Trial == true)
        {
            yield return CertificateWarning.Trial;
        }

        if (certificate.Status?.StatusList is null)
        {
            yield return CertificateWarning.NoStatus;
        }
        else if (trust.StatusList is null)
        {
            yield return CertificateWarning.StatusNotChecked;
        }
    }

    private static string? Text(JsonObject json, string member) =>
        json[member] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    private static CertificateVerification Refused(CertificateRefusal refusal) => new(null, null, null, [refusal], []);
}
