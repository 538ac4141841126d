using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Transitions;
using GutCms.Core.Security;
using GutCms.Core.Storage;

namespace GutCms.Core.Reviews.UseCases;

/// <summary>Takes a submission back: the run ends, its decisions are void, and the version is what it was before.</summary>
internal sealed class WithdrawSubmission(ReviewPorts ports)
{
    /// <summary>What is asked for.</summary>
    /// <param name="ContentItemId">The item.</param>
    /// <param name="ExpectedTag">See <see cref="TriggerRequest"/>.</param>
    public sealed record Request(string ContentItemId, ExpectedTag ExpectedTag) : TriggerRequest(ContentItemId, ExpectedTag);

    /// <summary>Does it.</summary>
    public Task<Outcome<TriggerResult>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellationToken) =>
        Attempt.RunAsync<TriggerResult>(ports, actor, AuditActions.ReviewWithdrawSubmission, request.ContentItemId, async attempt =>
        {
            if (await attempt.LoadAsync(request.ContentItemId, cancellationToken) is not { } facts)
            {
                return TriggerCheck.NotFound;
            }

            if (TriggerCheck.Find(new GuardContext(facts, actor, Trigger.WithdrawSubmission), request.ExpectedTag) is { } refusal)
            {
                return refusal;
            }

            var review = facts.CurrentReview!;
            await Voiding.CloseAsync(attempt, review, "The submission was taken back.", cancellationToken);
            var item = facts.Latest.Item;
            await attempt.AuditAsync(AuditActions.ReviewWithdrawSubmission, item.ContentItemId, item.ContentItemVersionId, facts.LatestHash, new JsonObject { ["reviewId"] = review.ReviewId }, cancellationToken);
            await attempt.RaiseAsync(ReviewEvents.SubmissionWithdrawn, item, new JsonObject { ["reviewId"] = review.ReviewId }, cancellationToken);
            return TriggerResults.Of(attempt, facts.ContentItemId, Subject.Latest);
        }, cancellationToken);
}
