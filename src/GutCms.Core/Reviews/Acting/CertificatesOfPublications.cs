using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GutCms.Core.Certificates.Status;
using GutCms.Core.Reviews.Certifying;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Storage;

namespace GutCms.Core.Reviews.Acting;

/// <summary>Publications with their certificates.</summary>
/// <param name="Publications">The publications.</param>
/// <param name="Places">Places of the certificates in status lists; empty: none has one.</param>
internal sealed record CertifiedPublications(IReadOnlyList<Publication> Publications, IReadOnlyCollection<IssuedCertificate> Places)
{
    /// <summary>Member of an entry of the log that holds <see cref="DescribePlaces"/>.</summary>
    public const string LogMember = "certificates";

    /// <summary>The places for the log, by which the site's check of itself finds that one is gone or was moved; null: there are none.</summary>
    /// <param name="contentItemId">Only of this item; null: all.</param>
    public JsonArray? DescribePlaces(string? contentItemId = null)
    {
        JsonNode[] places =
        [
            .. Places.Where(place => contentItemId is null || place.ContentItemId == contentItemId)
                .Select(place => new JsonObject { ["list"] = place.List, ["index"] = place.Index, ["contentItemId"] = place.ContentItemId, ["versionId"] = place.VersionId }),
        ];
        return places.Length == 0 ? null : [.. places];
    }
}

/// <summary>Puts certificates on publications.</summary>
internal static class CertificatesOfPublications
{
    /// <summary>The publications with certificates for their texts; those that are not approved have none. What was issued before for the items is superseded.</summary>
    /// <param name="register">Every certificate that was issued.</param>
    /// <param name="publications">The publications, one for each item.</param>
    /// <param name="runs">The runs that approved and confirmed them, by id; others are passed over.</param>
    /// <param name="decisions">Decisions by run.</param>
    /// <param name="signer">The key.</param>
    /// <param name="nowUtc">UTC.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="InvalidOperationException">One is approved, and run or key is missing.</exception>
    public static async Task<CertifiedPublications> RenewAsync(
        ICertificateRegister register,
        IReadOnlyCollection<Publication> publications,
        IReadOnlyDictionary<string, Review> runs,
        IReadOnlyDictionary<string, IReadOnlyList<Decision>> decisions,
        ICertificateSigner? signer,
        DateTime nowUtc,
        CancellationToken cancellationToken)
    {
        await register.EndAsync([.. publications.Select(publication => publication.ContentItemId)], CertificateStatus.Superseded, cancellationToken);
        var approved = publications.Where(publication => publication.Basis == PublicationBasis.Approved).ToList();
        if (approved.Count == 0)
        {
            return new([.. publications.Select(publication => publication with { Certificate = null })], []);
        }

        var places = signer is null ? throw Missing() : await StatusPlaces.TakeAsync(register, approved, signer, nowUtc, cancellationToken);
        return new(
            [
                .. publications.Select(publication => publication with
                {
                    Certificate = publication.Basis == PublicationBasis.Approved
                        ? signer.Sign(RequestOf(publication, runs, decisions, nowUtc) with { Status = places.GetValueOrDefault(publication.ContentItemId)?.ToEntry() })
                        : null,
                }),
            ],
            [.. places.Values]);
    }

    private static CertificateRequest RequestOf(
        Publication publication, IReadOnlyDictionary<string, Review> runs, IReadOnlyDictionary<string, IReadOnlyList<Decision>> decisions, DateTime nowUtc)
    {
        if (publication.ReviewId is null || !runs.TryGetValue(publication.ReviewId, out var review))
        {
            throw Missing();
        }

        ImmutableArray<Decision> approvals =
        [
            .. new[] { publication.ReviewId, publication.RenewalId }.OfType<string>()
                .SelectMany(id => decisions.GetValueOrDefault(id) ?? []).Where(decision => decision.Counts).OrderBy(decision => decision.DecidedUtc),
        ];
        return new(
            publication.ContentItemId,
            publication.VersionId,
            publication.ContentHash,
            review.Policy,
            approvals,
            publication.DisclaimerVersionId,
            nowUtc,
            publication.NextReviewUtc)
        {
            DisclaimerItemId = publication.DisclaimerItemId,
            PresentationHash = publication.PresentationHash,
            DisclaimerChanges = [.. review.CoveredTexts.Where(text => text is { Cause: CoverCause.DisclaimerEditorial, Disclaimer: not null }
                && text.VersionId == publication.VersionId && approvals.Any(decision => decision.DecidedUtc < text.SinceUtc && decision.ContentHash != text.ContentHash))],
        };
    }

    private static InvalidOperationException Missing() => new("An approved text cannot be live without a certificate.");
}
