using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Content;

namespace GutCms.Core.Certificates;

/// <summary>Why a certificate does not vouch for a document.</summary>
public enum CertificateRefusal
{
    /// <summary>It is no compact JWS with a certificate's claims in it.</summary>
    Malformed,

    /// <summary>It is not signed with ES256 (<c>none</c> and HMAC included).</summary>
    WrongAlgorithm,

    /// <summary>It is a signed statement of another kind.</summary>
    WrongType,

    /// <summary>It is signed by a key that the site does not list.</summary>
    UnknownKey,

    /// <summary>The signature does not fit.</summary>
    BadSignature,

    /// <summary>It has no approval, or one of another text that no change of the disclaimer explains.</summary>
    ApprovalMismatch,

    /// <summary>It is about another item.</summary>
    ItemMismatch,

    /// <summary>It is about another version.</summary>
    VersionMismatch,

    /// <summary>The document's <c>contentHash</c> is not the certificate's.</summary>
    HashMismatch,

    /// <summary>The document's <c>content</c> does not have the hash that the certificate states.</summary>
    ContentAltered,
}

/// <summary>What does not invalidate a certificate but should be shown.</summary>
public enum CertificateWarning
{
    /// <summary>The date of next review is past.</summary>
    ReviewOverdue,

    /// <summary>An approval has another content hash than the certificate: the site says that the disclaimer was changed editorially since.</summary>
    DisclaimerChangedSinceApproval,
}

/// <summary>Result of verifying a certificate.</summary>
/// <param name="Certificate">Its claims; null unless the signature holds.</param>
/// <param name="Issuer">Claim <c>iss</c>; null unless the signature holds.</param>
/// <param name="KeyId">Key that signed it; null unless the signature holds.</param>
/// <param name="Refusals">Every reason to refuse it; empty: it is valid.</param>
/// <param name="Warnings">What else should be shown.</param>
public sealed record CertificateVerification(
    ReviewCertificate? Certificate,
    string? Issuer,
    string? KeyId,
    IReadOnlyList<CertificateRefusal> Refusals,
    IReadOnlyList<CertificateWarning> Warnings)
{
    /// <summary>Whether the certificate holds, and vouches for the document if one was given.</summary>
    public bool Valid => Refusals.Count == 0;
}

/// <summary>Verifies certificates. Knows nothing of the database: the certificate, the key set and the document as delivered suffice.</summary>
public sealed class CertificateVerifier(TimeProvider time)
{
    /// <summary>Verifies a certificate.</summary>
    /// <param name="jws">The compact form, as delivered.</param>
    /// <param name="jwks">Key set, as served at <c>/.well-known/jwks.json</c>.</param>
    /// <param name="delivered">The document as delivered (<c>id</c>, <c>versionId</c>, <c>contentHash</c>, <c>content</c>); null: only the certificate itself is verified.</param>
    public async Task<CertificateVerification> VerifyAsync(string jws, JsonObject jwks, JsonObject? delivered)
    {
        var result = await CompactJws.VerifyAsync(jws, jwks, ReviewCertificate.JwsType);
        if (result.Payload is not { } payload)
        {
            return Refused(result.Refusal switch
            {
                JwsRefusal.WrongAlgorithm => CertificateRefusal.WrongAlgorithm,
                JwsRefusal.WrongType => CertificateRefusal.WrongType,
                JwsRefusal.UnknownKey => CertificateRefusal.UnknownKey,
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
        var approvedOther = certificate.Approvals.Any(approval => approval.ContentHash != certificate.ContentHash);
        if (certificate.Approvals.IsEmpty || (approvedOther && certificate.Disclaimer is null))
        {
            refusals.Add(CertificateRefusal.ApprovalMismatch);
        }

        if (delivered is not null)
        {
            refusals.AddRange(Compare(certificate, delivered));
        }

        return new(certificate, Text(payload, "iss"), result.KeyId, refusals, [.. Warn(certificate, approvedOther)]);
    }

    private IEnumerable<CertificateWarning> Warn(ReviewCertificate certificate, bool approvedOther)
    {
        if (certificate.NextReview < time.GetUtcNow().UtcDateTime)
        {
            yield return CertificateWarning.ReviewOverdue;
        }

        if (approvedOther && certificate.Disclaimer is not null)
        {
            yield return CertificateWarning.DisclaimerChangedSinceApproval;
        }
    }

    private static IEnumerable<CertificateRefusal> Compare(ReviewCertificate certificate, JsonObject delivered)
    {
        if (Text(delivered, "id") != certificate.ContentItemId)
        {
            yield return CertificateRefusal.ItemMismatch;
        }

        if (Text(delivered, "versionId") != certificate.ContentItemVersionId)
        {
            yield return CertificateRefusal.VersionMismatch;
        }

        if (Text(delivered, "contentHash") != certificate.ContentHash)
        {
            yield return CertificateRefusal.HashMismatch;
        }

        if (HashOf(delivered["content"]) != certificate.ContentHash)
        {
            yield return CertificateRefusal.ContentAltered;
        }
    }

    private static string? HashOf(JsonNode? content)
    {
        try
        {
            return content is JsonObject ? "sha256:" + Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Serialize(content))) : null;
        }
        catch (CanonicalJsonException)
        {
            return null;
        }
    }

    private static string? Text(JsonObject json, string member) =>
        json[member] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;

    private static CertificateVerification Refused(CertificateRefusal refusal) => new(null, null, null, [refusal], []);
}
