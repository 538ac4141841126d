using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Delivery;
using GutCms.Core.Json;

namespace GutCms.Core.Certificates;

/// <summary>Compares a document as delivered with what its certificate states.</summary>
internal static class DeliveredComparison
{
    public static IEnumerable<CertificateRefusal> Find(ReviewCertificate certificate, JsonObject delivered)
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

        if (!ShowsApprovals(certificate, delivered))
        {
            yield return CertificateRefusal.ApprovalsAltered;
        }

        if (!PresentationComparison.Holds(certificate, delivered))
        {
            yield return CertificateRefusal.PresentationAltered;
        }
    }

    /// <summary>The hash of a member; null: there is no such object.</summary>
    internal static string? HashOf(JsonNode? content)
    {
        try
        {
            return content is JsonObject ? CanonicalJson.Hash(content) : null;
        }
        catch (CanonicalJsonException)
        {
            return null;
        }
    }

    // A document without a member "review" names nobody: nothing to compare.
    private static bool ShowsApprovals(ReviewCertificate certificate, JsonObject delivered)
    {
        if (!delivered.TryGetPropertyValue("review", out var review))
        {
            return true;
        }

        return review is JsonObject { } shown && shown["approvals"] is JsonArray approvals && approvals.Count == certificate.Approvals.Length
            && approvals.Zip(certificate.Approvals).All(pair => pair.First is JsonObject approval && Shows(approval, pair.Second));
    }

    private static bool Shows(JsonObject shown, CertifiedApproval approval) =>
        Text(shown, "printedName") == approval.PrintedName && Text(shown, "credential") == approval.Credential && Text(shown, "role") == approval.Role
        && Text(shown, "meaning") == approval.Meaning && Text(shown, "decidedUtc") == DocumentJson.Instant(approval.DecidedUtc);

    private static string? Text(JsonObject json, string member) =>
        json[member] is JsonValue value && value.GetValueKind() == JsonValueKind.String ? value.GetValue<string>() : null;
}
