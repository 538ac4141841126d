using System.Collections.Immutable;

namespace GutCms.Core.Reviews;

/// <summary>Puts certificates on publications.</summary>
internal static class Certificates
{
    /// <summary>The publication with a certificate for its text; one that is not approved has none.</summary>
    /// <param name="publication">The publication.</param>
    /// <param name="runs">The runs that approved and confirmed it, by id; others are passed over.</param>
    /// <param name="decisions">Decisions by run.</param>
    /// <param name="signer">The key.</param>
    /// <param name="nowUtc">UTC.</param>
    /// <exception cref="InvalidOperationException">It is approved, and run or key is missing.</exception>
    public static Publication Renew(
        Publication publication,
        IReadOnlyDictionary<string, Review> runs,
        IReadOnlyDictionary<string, IReadOnlyList<Decision>> decisions,
        ICertificateSigner? signer,
        DateTime nowUtc)
    {
        if (publication.Basis != PublicationBasis.Approved)
        {
            return publication with { Certificate = null };
        }

        if (signer is null || publication.ReviewId is null || !runs.TryGetValue(publication.ReviewId, out var review))
        {
            throw new InvalidOperationException("An approved text cannot be live without a certificate.");
        }

        ImmutableArray<Decision> approvals =
        [
            .. new[] { publication.ReviewId, publication.RenewalId }.OfType<string>()
                .SelectMany(id => decisions.GetValueOrDefault(id) ?? []).Where(decision => decision.Counts).OrderBy(decision => decision.DecidedUtc),
        ];
        return publication with
        {
            Certificate = signer.Sign(new(
                publication.ContentItemId,
                publication.VersionId,
                publication.ContentHash,
                review.Policy,
                approvals,
                publication.DisclaimerVersionId,
                nowUtc,
                publication.NextReviewUtc)
            { DisclaimerItemId = publication.DisclaimerItemId, PresentationHash = publication.PresentationHash }),
        };
    }
}
