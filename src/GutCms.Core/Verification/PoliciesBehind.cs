using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Policies;

namespace GutCms.Core.Verification;

/// <summary>Recomputes under which policy live texts were approved and confirmed: the kept text by its hash, the review, its grant and the log name the same.</summary>
internal sealed class PoliciesBehind(IVerificationReading reading, LogReading log)
{
    private readonly Dictionary<(string Hash, string Policy), (SiteFault Fault, string Message)?> _compared = [];

    /// <summary>What is wrong with the policy behind a review; null: nothing.</summary>
    /// <param name="review">A review that a live text rests on.</param>
    /// <param name="grant">Its grant; null when it gave none, because it confirmed.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<(SiteFault Fault, string Message)?> FindFaultAsync(Review review, PublicationGrant? grant, CancellationToken cancellationToken)
    {
        if (grant is not null && grant.PolicyHash != review.PolicyHash)
        {
            return (SiteFault.PolicyAltered, $"The grant names the policy {grant.PolicyHash ?? "(none)"}, review {review.ReviewId} the policy {review.PolicyHash ?? "(none)"}.");
        }

        if (log.ReviewedUnder.TryGetValue(review.ReviewId, out var logged) && logged != review.PolicyHash)
        {
            return (SiteFault.PolicyAltered, $"The log says that review {review.ReviewId} was decided under the policy {logged}; the review names {review.PolicyHash ?? "(none)"}.");
        }

        // Reviews from before hashes were kept carry their policy in themselves alone.
        if (review.PolicyHash is not { } hash)
        {
            return null;
        }

        if (!log.IsFiled(review.ContentType, hash))
        {
            return (SiteFault.PolicyAltered, $"Review {review.ReviewId} names the policy {hash}, which was never filed for {review.ContentType}.");
        }

        return await CompareTextAsync(hash, review.Policy, cancellationToken) is { } fault ? (fault.Fault, $"Review {review.ReviewId}: {fault.Message}") : null;
    }

    private async Task<(SiteFault Fault, string Message)?> CompareTextAsync(string hash, ReviewPolicy policy, CancellationToken cancellationToken)
    {
        var key = (hash, ReviewPolicyJson.Write(policy).ToJsonString());
        if (!_compared.TryGetValue(key, out var known))
        {
            known = await PolicyTexts.FindFaultAsync(reading.Work, hash, policy, cancellationToken) is { } fault
                ? (fault.IsMissing ? SiteFault.PolicyMissing : SiteFault.PolicyAltered, fault.Message)
                : null;
            _compared[key] = known;
        }

        return known;
    }
}
