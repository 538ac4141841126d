using GutCms.Core.Audit;
using GutCms.Core.Delivery;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Disclaimers;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Reviews.Transitions;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Telemetry;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.UseCases;

/// <summary>A reviewer approves a stage or asks for changes, of exactly the text that was shown, in exactly the presentation that was shown.</summary>
internal sealed class Decide(ReviewPorts ports)
{
    /// <summary>Longest comment, in characters.</summary>
    public const int MaxComment = 4000;

    /// <summary>What is asked for.</summary>
    /// <param name="ContentItemId">The item.</param>
    /// <param name="ExpectedTag">See <see cref="TriggerRequest"/>.</param>
    /// <param name="Approve">True: approve. False: ask for changes.</param>
    /// <param name="ContentHash">Content hash of what the reviewer was shown. Another current one: stale.</param>
    /// <param name="PresentationHash">Hash of the presentation that the reviewer was shown. Another current one: stale.</param>
    /// <param name="Signature">The signature; null: none.</param>
    /// <param name="Comment">Comment, at most 4000 characters; asking for changes needs one.</param>
    /// <param name="Role">The role in which it is to count; null: whichever fits.</param>
    /// <param name="ImpactTag">For a changed disclaimer that content shows: tag of the list of that content, from <see cref="GetDisclaimerImpact"/>; otherwise null.</param>
    public sealed record Request(
        string ContentItemId, ExpectedTag ExpectedTag, bool Approve, string ContentHash, string PresentationHash, SignatureInput? Signature = null, string? Comment = null, string? Role = null, string? ImpactTag = null)
        : TriggerRequest(ContentItemId, ExpectedTag);

    /// <summary>Does it.</summary>
    public async Task<Outcome<TriggerResult>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        var trigger = request.Approve ? Trigger.Approve : Trigger.RequestChanges;
        var action = request.Approve ? AuditActions.ReviewApprove : AuditActions.ReviewRequestChanges;
        var signature = await Signing.CheckAsync(ports, actor, request.Signature, cancellationToken);
        var sinceSubmission = TimeSpan.Zero;
        var outcome = await Attempt.RunAsync<TriggerResult>(ports, actor, action, request.ContentItemId, async attempt =>
        {
            if (await attempt.LoadAsync(request.ContentItemId, cancellationToken) is not { } facts)
            {
                return TriggerCheck.NotFound;
            }

            if (request.Comment?.Length > MaxComment)
            {
                return new Refusal(RefusalKind.Invalid, Sentence.Of("Refused.CommentTooLong", MaxComment));
            }

            var context = new GuardContext(facts, actor, trigger)
            {
                Signature = signature,
                Comment = request.Comment,
                Role = request.Role,
                ImpactTag = request.ImpactTag,
                Impact = await DisclaimerImpact.FindAsync(attempt.Work, facts, cancellationToken),
            };
            if (TriggerCheck.Find(context, request.ExpectedTag, request.ContentHash, request.PresentationHash) is { } refusal)
            {
                return refusal;
            }

            var review = facts.CurrentReview!;
            sinceSubmission = attempt.NowUtc - review.SubmittedUtc;
            if (!request.Approve)
            {
                await Voiding.VoidDecisionsAsync(attempt, review, "Changes were requested.", cancellationToken);
                await Voiding.CancelScheduleAsync(attempt, facts.ContentItemId, facts.ContentType, "Changes were requested.", cancellationToken);
            }

            var asked = request.Approve && context.Impact is { HasChanged: true, PublishedVersionId: not null } ? context.Impact.Change ?? DisclaimerChange.Material : (DisclaimerChange?)null;
            var decision = Signing.NewDecision(
                context,
                request.Approve ? DecisionOutcome.Approved : DecisionOutcome.ChangesRequested,
                request.Approve ? SignatureMeanings.OfApproval(asked) : SignatureMeanings.Changes,
                facts.Latest.Item.ContentItemVersionId,
                facts.LatestHash,
                facts.LatestPresentationHash,
                attempt.NowUtc);
            var signed = asked is { } change
                ? new SignedChange(decision.DecisionId, change, facts.PublishedHash, context.Impact!.Tag, [.. context.Impact.Items.Select(item => item.ContentItemId)])
                : null;
            await attempt.Work.Reviews.AddDecisionAsync(decision, cancellationToken);

            // A host that saves a draft in its place has no version left by which the reviewer could be shown what is new since.
            var text = facts.Text.Texts.Of(facts.Latest.Item, facts.Disclaimer?.Item).Content;
            await attempt.Work.KeepTextsAsync(new Dictionary<string, string> { [facts.LatestHash] = ShownText.ToJson(text) }, cancellationToken);
            await attempt.Writes.SaveReviewAsync(
                request.Approve
                    ? ReviewRuns.Advance(ReviewRuns.Sign(review, signed), [.. facts.Decisions, decision], facts.Eligible(Subject.Latest), attempt.NowUtc)
                    : review with { State = ReviewState.ChangesRequested, CompletedUtc = null, Stages = ReviewRuns.NewStages(review.Policy, attempt.NowUtc) },
                cancellationToken);
            await attempt.AuditAsync(action, facts.ContentItemId, decision.VersionId, decision.ContentHash, Signing.Record(decision, review, signed), cancellationToken);
            await attempt.RaiseAsync(ReviewEvents.Decided, facts.Latest.Item, Signing.Describe(decision, signed), cancellationToken);
            return TriggerResults.Of(attempt, facts.ContentItemId, Subject.Latest);
        }, cancellationToken);
        if (outcome.Succeeded)
        {
            Measures.Decided(sinceSubmission, (request.Approve ? DecisionOutcome.Approved : DecisionOutcome.ChangesRequested).ToString());
        }

        return outcome;
    }
}
