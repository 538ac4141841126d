using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Disclaimers;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Transitions;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.UseCases;

/// <summary>Asks for review of the latest version: a run of the policy begins.</summary>
internal sealed class SubmitForReview(ReviewPorts ports)
{
    /// <summary>Longest message, in characters.</summary>
    public const int MaxMessage = 4000;

    /// <summary>What is asked for.</summary>
    /// <param name="ContentItemId">The item.</param>
    /// <param name="ExpectedTag">See <see cref="TriggerRequest"/>.</param>
    /// <param name="Change">For a changed disclaimer: how it differs from the live one, as the reviewers are to sign it; null: nothing is said, and then it counts as material.</param>
    /// <param name="Message">What the reviewers are told, plain text; null or blank: nothing.</param>
    public sealed record Request(string ContentItemId, ExpectedTag ExpectedTag, DisclaimerChange? Change = null, string? Message = null) : TriggerRequest(ContentItemId, ExpectedTag)
    {
        /// <summary>User ids of those who are asked to decide in the first stage; takes the right to assign. Empty: everybody who holds its role. One who may not decide: nothing is submitted.</summary>
        public ImmutableArray<string> AssigneeIds { get; init; } = [];
    }

    /// <summary>Does it.</summary>
    public Task<Outcome<TriggerResult>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellationToken) =>
        Attempt.RunAsync<TriggerResult>(ports, actor, AuditActions.ReviewSubmit, request.ContentItemId, async attempt =>
        {
            if (await attempt.LoadAsync(request.ContentItemId, cancellationToken) is not { } facts)
            {
                return TriggerCheck.NotFound;
            }

            var context = new GuardContext(facts, actor, Trigger.Submit) { Change = request.Change, Impact = await DisclaimerImpact.FindAsync(attempt.Work, facts, cancellationToken) };
            if (TriggerCheck.Find(context, request.ExpectedTag) is { } refusal)
            {
                return refusal;
            }

            if (request.Change is not null && context.Impact is null)
            {
                return new Refusal(RefusalKind.Invalid, Sentence.Of("Refused.NoDisclaimer"));
            }

            if (request.Message is { Length: > MaxMessage })
            {
                return new Refusal(RefusalKind.Invalid, Sentence.Of("Refused.Content")) { Faults = [new("message", Sentence.Of("Content.TooLong", "message", request.Message.Length, MaxMessage))] };
            }

            if (facts.Review is not null)
            {
                await Voiding.CloseAsync(attempt, facts.Review, "Submitted again.", cancellationToken);
            }

            var item = facts.Latest.Item;
            var message = string.IsNullOrWhiteSpace(request.Message) ? null : request.Message.Trim();
            var change = request.Change is { } proposed && facts.PublishedHash is { } live && live != facts.LatestHash ? new ProposedChange(proposed, live) : null;
            var review = await ReviewRuns.BeginAsync(attempt, ReviewPurpose.Publication, item, facts.LatestHash, facts.Policy.Policy!, actor, cancellationToken, change, message);
            await attempt.AuditAsync(AuditActions.ReviewSubmit, item.ContentItemId, item.ContentItemVersionId, facts.LatestHash, new JsonObject
            {
                ["reviewId"] = review.ReviewId,
                ["policyVersion"] = review.Policy.Version,
                ["policyHash"] = review.PolicyHash,
                ["change"] = review.Change?.Change.ToString(),
            }, cancellationToken);
            var submitted = new JsonObject { ["reviewId"] = review.ReviewId, ["stage"] = review.CurrentStage?.Name };
            if (message is not null)
            {
                submitted["message"] = message;
            }

            await attempt.RaiseAsync(ReviewEvents.Submitted, item, submitted, cancellationToken);
            if (!request.AssigneeIds.IsEmpty && await AssignReview.NameAsync(attempt, item.ContentItemId, request.AssigneeIds, cancellationToken) is { } unfit)
            {
                return unfit with { CurrentState = context.Facts.LatestState, PermittedTriggers = TriggerCheck.Permitted(context.Facts, actor) };
            }

            return TriggerResults.Of(attempt, facts.ContentItemId, Subject.Latest);
        }, cancellationToken);
}
