using System.Collections.Immutable;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.Facts;

/// <summary>What the gate says.</summary>
/// <param name="Basis">On what ground the text may be live; null: it may not.</param>
/// <param name="ReviewId">The run that approved it; null unless <see cref="PublicationBasis.Approved"/>.</param>
/// <param name="Reason">Why not; null when it may.</param>
public sealed record GateResult(PublicationBasis? Basis, string? ReviewId, Sentence? Reason)
{
    /// <summary>Hash of the presentation that was granted with the text; null: granted before presentations were bound, or imported with the version as a whole.</summary>
    public string? PresentationHash { get; init; }

    /// <summary>The text may be live.</summary>
    public bool IsOpen => Basis is not null;

    /// <summary>The rule that approvals of before do not meet any more; null: it is about something else, or open.</summary>
    public UnmetRule? UnmetRule { get; init; }
}

/// <summary>The one place that says whether a text may be live. Every path to a published version asks here; what is not known is not allowed.</summary>
public static class PublicationGate
{
    /// <summary>Whether exactly this text of this version may be live in exactly this presentation.</summary>
    /// <param name="contentType">Type of the item.</param>
    /// <param name="versionId">The version.</param>
    /// <param name="contentHash">Content hash, computed anew from what is about to be live.</param>
    /// <param name="presentationHash">Hash of its presentation, computed anew.</param>
    /// <param name="policy">The policy of the type.</param>
    /// <param name="grants">Grants on file for the version.</param>
    public static GateResult Check(string contentType, string versionId, string contentHash, string presentationHash, PolicyLookup policy, IReadOnlyCollection<PublicationGrant> grants)
    {
        if (contentType.Length == 0 || versionId.Length == 0 || contentHash.Length == 0 || presentationHash.Length == 0)
        {
            return new(null, null, Sentence.Of("StagesMustBeSatisfied.UnknownText"));
        }

        if (policy.IsNone)
        {
            return new(PublicationBasis.NoPolicy, null, null);
        }

        if (policy.Policy?.ContentType != contentType)
        {
            return new(null, null, Sentence.Of("PolicyMustBeReadable", contentType, policy.Fault ?? Sentence.Of("PolicyMustBeReadable.OtherType")));
        }

        var grant = grants
            .Where(candidate => candidate.VersionId == versionId && candidate.ContentHash == contentHash && (candidate.PresentationHash ?? presentationHash) == presentationHash)
            .FirstOrDefault(candidate => candidate is { Basis: PublicationBasis.Approved, ReviewId.Length: > 0 } or { Basis: PublicationBasis.Imported });
        return grant is null
            ? new(null, null, Sentence.Of("StagesMustBeSatisfied.NoGrant"))
            : new(grant.Basis, grant.ReviewId, null) { PresentationHash = grant.PresentationHash };
    }

    /// <summary>What the gate says of a text that is not live yet: an approval of before is asked once more of what is on file now.</summary>
    /// <param name="work">The unit of work.</param>
    /// <param name="reviewers">Who could decide.</param>
    /// <param name="gate">What it says of the grants.</param>
    /// <param name="contentItemId">The item.</param>
    /// <param name="nowUtc">UTC.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<GateResult> AskAgainAsync(
        IUnitOfWork work, IReviewerDirectory reviewers, GateResult gate, string contentItemId, DateTime nowUtc, CancellationToken cancellationToken) =>
        await ReviewFactsLoader.LoadAsync(work, reviewers, nowUtc, contentItemId, cancellationToken) is { } facts
            ? await AskAgainAsync(work, facts, gate, cancellationToken)
            : new(null, null, Sentence.Of("Refused.NoItem"));

    internal static async Task<GateResult> AskAgainAsync(IUnitOfWork work, ReviewFacts facts, GateResult gate, CancellationToken cancellationToken)
    {
        if (gate is not { Basis: PublicationBasis.Approved, ReviewId: { } id })
        {
            return gate;
        }

        if ((await work.Reviews.FindReviewsAsync([id], cancellationToken)).GetValueOrDefault(id) is not { } review)
        {
            return new(null, null, Sentence.Of("StagesMustBeSatisfied.NoReview"));
        }

        var decisions = (await work.Reviews.FindDecisionsAsync([id], cancellationToken)).GetValueOrDefault(id) ?? [];
        var lapse = EarlierDecisions.FindLapses(facts, review, decisions, facts.NowUtc).FirstOrDefault();
        return lapse is null ? gate : new(null, null, lapse.Sentence) { UnmetRule = lapse };
    }

    /// <summary>Why the decisions of a review do not permit a text to be live; null: they do.</summary>
    /// <param name="review">The review; null: there is none.</param>
    /// <param name="decisions">All its decisions.</param>
    /// <param name="versionId">The version.</param>
    /// <param name="contentHash">Content hash, computed anew.</param>
    /// <param name="presentationHash">Hash of the presentation: computed anew for what is to be live; as granted for what is.</param>
    public static Sentence? FindObjection(Review? review, IReadOnlyCollection<Decision> decisions, string versionId, string contentHash, string? presentationHash)
    {
        if (review is not { Purpose: ReviewPurpose.Publication })
        {
            return Sentence.Of("StagesMustBeSatisfied.NotSubmitted");
        }

        if (!review.Covers(versionId, contentHash, presentationHash))
        {
            return review.CoveredTexts.Any(text => text.VersionId == versionId && text.ContentHash == contentHash)
                ? Sentence.Of("StagesMustBeSatisfied.OtherPresentation")
                : Sentence.Of("StagesMustBeSatisfied.OtherText");
        }

        if (review.State != ReviewState.Approved)
        {
            return review.CurrentStage is { } stage ? Sentence.Of("StagesMustBeSatisfied", stage.Name) : Sentence.Of("StagesMustBeSatisfied.NotApproved");
        }

        var standing = decisions.Where(decision => decision is { Counts: true, Outcome: DecisionOutcome.Approved }
            && decision.ReviewId == review.ReviewId && review.Covers(decision.VersionId, decision.ContentHash, decision.PresentationHash)).ToImmutableArray();
        var open = review.Policy.Stages.IsEmpty ? (object)Sentence.Of("None") : review.Policy.Stages.FirstOrDefault(stage => !IsSatisfied(stage, review, standing))?.Name;
        return open is null ? null : Sentence.Of("StagesMustBeSatisfied.ExactText", open);
    }

    private static bool IsSatisfied(ReviewStage stage, Review review, ImmutableArray<Decision> standing) =>
        !stage.Roles.IsEmpty
        && review.Stages.FirstOrDefault(run => run.Name == stage.Name) is { SatisfiedUtc: not null } run
        && stage.Roles.All(role =>
            run.Required.TryGetValue(role.Role, out var required)
            && required >= Math.Max(1, role.Threshold.Count)
            && standing.Where(decision => decision.Stage == stage.Name && decision.Role == role.Role).Select(decision => decision.ReviewerId).Distinct(StringComparer.Ordinal).Count() >= required);
}
