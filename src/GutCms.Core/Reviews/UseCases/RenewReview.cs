using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Certifying;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Reviews.Transitions;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.UseCases;

/// <summary>A reviewer confirms by signature that the unchanged live text is still right. When every stage has, the date of the next review moves on.</summary>
internal sealed class RenewReview(ReviewPorts ports)
{
    /// <summary>What is asked for.</summary>
    /// <param name="ContentItemId">The item.</param>
    /// <param name="ExpectedTag">See <see cref="TriggerRequest"/>.</param>
    /// <param name="ContentHash">Content hash of the live text that the reviewer was shown. Another current one: stale.</param>
    /// <param name="PresentationHash">Hash of the presentation that the reviewer was shown. Another current one: stale.</param>
    /// <param name="Signature">The signature; null: none.</param>
    /// <param name="Comment">Comment, at most 4000 characters; null: none.</param>
    /// <param name="Role">The role in which it is to count; null: whichever fits.</param>
    public sealed record Request(string ContentItemId, ExpectedTag ExpectedTag, string ContentHash, string PresentationHash, SignatureInput? Signature = null, string? Comment = null, string? Role = null)
        : TriggerRequest(ContentItemId, ExpectedTag);

    /// <summary>Does it.</summary>
    public async Task<Outcome<TriggerResult>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        var signature = await Signing.CheckAsync(ports, actor, request.Signature, cancellationToken);
        return await Attempt.RunAsync<TriggerResult>(ports, actor, AuditActions.ReviewRenew, request.ContentItemId, async attempt =>
        {
            if (await attempt.LoadAsync(request.ContentItemId, cancellationToken) is not { } facts)
            {
                return TriggerCheck.NotFound;
            }

            if (request.Comment?.Length > Decide.MaxComment)
            {
                return new Refusal(RefusalKind.Invalid, Sentence.Of("Refused.CommentTooLong", Decide.MaxComment));
            }

            using var signer = await ports.Certificates.OpenAsync(attempt.Work, cancellationToken);
            var context = new GuardContext(facts, actor, Trigger.Renew)
            {
                Signature = signature,
                Comment = request.Comment,
                Role = request.Role,
                CanSignCertificates = signer is not null,
                CertificateObstacle = ports.Certificates.Obstacle,
            };
            if (TriggerCheck.Find(context, request.ExpectedTag, request.ContentHash, request.PresentationHash) is { } refusal)
            {
                return refusal;
            }

            await ConfirmAsync(attempt, context, signer!, cancellationToken);
            return TriggerResults.Of(attempt, facts.ContentItemId, Subject.Published);
        }, cancellationToken);
    }

    private static async Task ConfirmAsync(Attempt attempt, GuardContext context, ICertificateSigner signer, CancellationToken cancellationToken)
    {
        var (facts, reviews) = (context.Facts, attempt.Work.Reviews);
        var live = facts.Published!.Item;
        if (facts is { Renewal: not null, CurrentRenewal: null })
        {
            await Voiding.CloseAsync(attempt, facts.Renewal, facts.RenewalLapse?.ToString() ?? "The live text is another.", cancellationToken);
        }

        var run = facts.CurrentRenewal ?? await ReviewRuns.BeginAsync(attempt, ReviewPurpose.Renewal, live, facts.PublishedHash!, facts.Policy.Policy!, attempt.Actor, cancellationToken);
        IReadOnlyList<Decision> before = facts.CurrentRenewal is null ? [] : facts.RenewalDecisions;
        var seated = context with { Facts = facts with { Renewal = run, RenewalDecisions = before } };
        var decision = Signing.NewDecision(seated, DecisionOutcome.Confirmed, SignatureMeanings.Confirmation, live.ContentItemVersionId, facts.PublishedHash!, facts.PublishedPresentationHash!, attempt.NowUtc);
        await reviews.AddDecisionAsync(decision, cancellationToken);
        await attempt.RaiseAsync(ReviewEvents.Decided, live, Signing.Describe(decision), cancellationToken);
        ImmutableArray<Decision> decisions = [.. before, decision];
        var advanced = ReviewRuns.Advance(run, decisions, facts.Eligible(Subject.Published), attempt.NowUtc);
        var isComplete = advanced.State == ReviewState.Approved;
        await attempt.Writes.SaveReviewAsync(isComplete ? advanced with { ClosedUtc = attempt.NowUtc, CloseReason = "Confirmed." } : advanced, cancellationToken);
        var details = Signing.Record(decision, run);
        if (isComplete)
        {
            details[CertifiedPublications.LogMember] = await CompleteAsync(attempt, facts, advanced, decisions, signer, cancellationToken);
        }

        await attempt.AuditAsync(AuditActions.ReviewRenew, live.ContentItemId, decision.VersionId, decision.ContentHash, details, cancellationToken);
    }

    /// <summary>Moves the date of the next review on; places of the new certificate.</summary>
    private static async Task<JsonArray?> CompleteAsync(Attempt attempt, ReviewFacts facts, Review renewal, ImmutableArray<Decision> decisions, ICertificateSigner signer, CancellationToken cancellationToken)
    {
        var reviews = attempt.Work.Reviews;
        var next = EarlierDecisions.NextReview(renewal.Policy, facts.Policy.Policy, attempt.NowUtc);
        var publication = facts.Publication! with
        {
            PresentationHash = facts.PublishedPresentationHash,
            RenewalId = renewal.ReviewId,
            ReviewedUtc = attempt.NowUtc,
            NextReviewUtc = next,
            ReviewDueUtc = null,
            ReviewDueReason = null,
        };
        var runs = await reviews.FindReviewsAsync([publication.ReviewId!], cancellationToken);
        var approvals = new Dictionary<string, IReadOnlyList<Decision>>(await reviews.FindDecisionsAsync([publication.ReviewId!], cancellationToken), StringComparer.Ordinal) { [renewal.ReviewId] = decisions };
        var certified = await CertificatesOfPublications.RenewAsync(reviews.Register, [publication], runs, approvals, signer, attempt.NowUtc, cancellationToken);
        await attempt.Writes.SavePublicationsAsync(certified.Publications, cancellationToken);
        attempt.Changed(facts.ContentItemId);
        await attempt.RaiseAsync(ReviewEvents.Renewed, facts.Published!.Item, new JsonObject { ["reviewId"] = renewal.ReviewId }, cancellationToken);
        return certified.DescribePlaces();
    }
}
