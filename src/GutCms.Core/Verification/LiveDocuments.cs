using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Certificates;
using GutCms.Core.Content.Projecting;
using GutCms.Core.Delivery;
using GutCms.Core.Json;
using GutCms.Core.Keys;
using GutCms.Core.Reviews.Model;

namespace GutCms.Core.Verification;

/// <summary>Whether what is served of a live item is what it gives: the bytes in every form, title and summary in lists, the certificate and its place in a status list.</summary>
internal sealed class LiveDocuments(JsonObject jwks, TimeProvider time, Action<SiteFinding> report)
{
    private readonly CertificateVerifier _certificates = new(time);

    /// <summary>Compares one.</summary>
    /// <param name="live">What is on file about it.</param>
    /// <param name="stored">Its document as it is served; null: it has none.</param>
    /// <param name="source">What the document is made of; null: it is not delivered.</param>
    /// <param name="comparesBytes">The documents on file were made by this program.</param>
    public async Task CompareAsync(LiveFacts live, StoredDocument? stored, DocumentSource? source, bool comparesBytes)
    {
        if (source is null)
        {
            return;
        }

        if (stored is null)
        {
            Report(SiteFault.DocumentMissing, live, "It is live and has no document.");
            return;
        }

        var document = stored.Document;
        if (DocumentIntegrity.FindFault(document) is { } damage)
        {
            Report(damage.Fault, live, damage.Message);
        }

        if (Parse(document.Identity) is not { } json || (json["content"] is JsonObject content && HashOf(content) != live.Hash))
        {
            Report(SiteFault.DocumentAltered, live, $"The text in the document does not have the hash {live.Hash}.");
        }
        else if (comparesBytes && live.Computed == live.Hash && !IsAboutToBeMarked(live))
        {
            CompareBytes(live, stored, DeliveryRefresh.Draft(source));
        }

        if (live.Publication is { Basis: PublicationBasis.Approved } publication)
        {
            var delivered = Parse(document.Identity);
            if (delivered is not null && !delivered.ContainsKey("content"))
            {
                // Series and disclaimers are delivered without the whole of their content; the bytes are compared above.
                delivered["content"] = source.Text.Content.DeepClone();
            }

            var verified = publication.Certificate is { } jws ? await VerifyAsync(jws, delivered) : null;
            if (verified is not { Valid: true })
            {
                Report(SiteFault.CertificateInvalid, live, verified is null ? "An approved text has no certificate." : $"The certificate does not vouch for it: {string.Join(", ", verified.Refusals)}.");
            }
            else
            {
                CompareRegister(live, verified);
            }
        }
    }

    /// <summary>Where the certificate says that it can be asked how it stands, there it stands as valid.</summary>
    private void CompareRegister(LiveFacts live, CertificateVerification certificate)
    {
        if (certificate.Certificate?.Status?.StatusList is { } place && !live.Valid.Any(valid => valid.VersionId == live.Item.ContentItemVersionId
            && valid.KeyId == certificate.KeyId && valid.ToEntry() == place && LogReading.Seconds(valid.IssuedUtc) == LogReading.Seconds(certificate.Certificate.IssuedAt)))
        {
            Report(SiteFault.RegisterAltered, live, $"Its certificate names place {place.Idx} of {place.Uri}, where the register has no valid one like it.");
        }
    }

    /// <summary>By the site's own keys, in whatever name it signed then: its public address may have become another.</summary>
    private async Task<CertificateVerification> VerifyAsync(string jws, JsonObject? document)
    {
        var signed = await CompactJws.VerifyAsync(jws, jwks, ReviewCertificate.JwsType);
        return await _certificates.VerifyAsync(jws, new CertificateTrust(signed.Payload.Text("iss") ?? "", jwks), document);
    }

    private void CompareBytes(LiveFacts live, StoredDocument stored, DocumentDraft draft)
    {
        if (!stored.Document.Identity.AsSpan().SequenceEqual(draft.Identity))
        {
            Report(SiteFault.DocumentAltered, live, "The bytes of the document are not those that its content and review give.");
        }
        else if (stored.Title != draft.Title || stored.Document.Key != draft.Key || stored.Document.Kind != draft.Kind || !stored.Summary.AsSpan().SequenceEqual(draft.Summary(stored.Document.LastModifiedUtc)))
        {
            Report(SiteFault.ListingAltered, live, "Title, address or summary of the document is another than its content gives.");
        }
        else if (stored.Place != new StoredPlace(draft.SeriesId, draft.SeriesSlug, draft.SeriesPosition, IsInOrder: true, DeliveredItem.PublishedUtcOf(draft.Text.Version)))
        {
            Report(SiteFault.ListingAltered, live, "Series, position or first publication by which the document is put in order is another than its content gives.");
        }
    }

    /// <summary>Its review is due since a moment ago; the job that writes so into the document has not come by yet.</summary>
    private bool IsAboutToBeMarked(LiveFacts live) => live.Publication is { ReviewDueReason: null, NextReviewUtc: { } next } && next <= time.GetUtcNow().UtcDateTime;

    private static string? HashOf(JsonObject content)
    {
        try
        {
            return MedicalContent.Hash(content);
        }
        catch (CanonicalJsonException)
        {
            return null;
        }
    }

    private static JsonObject? Parse(byte[] identity)
    {
        try
        {
            return JsonNode.Parse(identity) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private void Report(SiteFault fault, LiveFacts live, string message) => report(new(fault, live.Item.ContentItemId, live.Item.ContentItemVersionId, message));
}
