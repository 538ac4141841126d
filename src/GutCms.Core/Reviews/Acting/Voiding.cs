using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Storage;

namespace GutCms.Core.Reviews.Acting;

/// <summary>Takes decisions back, with a record of which and why.</summary>
internal static class Voiding
{
    /// <summary>Voids every standing decision of a run; the run goes on.</summary>
    /// <returns>Ids of the decisions voided.</returns>
    public static async Task<ImmutableArray<string>> VoidDecisionsAsync(Attempt attempt, Review review, string reason, CancellationToken cancellationToken)
    {
        var decisions = await attempt.Work.Reviews.FindDecisionsAsync([review.ReviewId], cancellationToken);
        ImmutableArray<string> standing = [.. (decisions.GetValueOrDefault(review.ReviewId) ?? []).Where(decision => decision.Stands).Select(decision => decision.DecisionId)];
        if (standing.IsEmpty)
        {
            return standing;
        }

        await attempt.Work.Reviews.VoidDecisionsAsync(standing, attempt.NowUtc, attempt.Actor.UserName, reason, cancellationToken);
        var text = review.CoveredTexts.LastOrDefault();
        await attempt.AuditAsync(AuditActions.ReviewVoid, review.ContentItemId, text?.VersionId, text?.ContentHash, new JsonObject
        {
            ["reviewId"] = review.ReviewId,
            ["reason"] = reason,
            ["decisions"] = new JsonArray([.. standing.Select(id => (JsonNode)id)]),
        }, cancellationToken);
        await attempt.RaiseAsync(ReviewEvents.Voided, review.ContentItemId, review.ContentType, text?.VersionId, new JsonObject
        {
            ["reviewId"] = review.ReviewId,
            ["reason"] = reason,
            ["count"] = standing.Length,
        }, cancellationToken);
        return standing;
    }

    /// <summary>Voids every standing decision of a run and ends it without a result; a schedule of the item goes with it.</summary>
    public static async Task CloseAsync(Attempt attempt, Review review, string reason, CancellationToken cancellationToken)
    {
        await VoidDecisionsAsync(attempt, review, reason, cancellationToken);
        await attempt.Writes.SaveReviewAsync(review with { State = ReviewState.Draft, ClosedUtc = attempt.NowUtc, CloseReason = reason }, cancellationToken);
        if (review.Purpose == ReviewPurpose.Publication)
        {
            await CancelScheduleAsync(attempt, review.ContentItemId, review.ContentType, reason, cancellationToken);
        }
    }

    /// <summary>Cancels an item's schedule, if it has one.</summary>
    public static async Task CancelScheduleAsync(Attempt attempt, string contentItemId, string contentType, string reason, CancellationToken cancellationToken)
    {
        if (!(await attempt.Work.Reviews.FindSchedulesAsync([contentItemId], cancellationToken)).TryGetValue(contentItemId, out var schedule))
        {
            return;
        }

        await attempt.Writes.RemoveScheduleAsync(contentItemId, cancellationToken);
        await attempt.AuditAsync(AuditActions.ContentScheduleCancel, contentItemId, schedule.VersionId, schedule.ContentHash, new JsonObject { ["reason"] = reason }, cancellationToken);
        await attempt.RaiseAsync(ReviewEvents.Scheduled, contentItemId, contentType, schedule.VersionId, new JsonObject { ["atUtc"] = null, ["reason"] = reason }, cancellationToken);
        await EndTakeDownAsync(attempt, contentItemId, contentType, cancellationToken);
    }

    /// <summary>The publication that was to come is not: a take-down that was to follow it goes with it, on record, unless something is live.</summary>
    public static async Task EndTakeDownAsync(Attempt attempt, string contentItemId, string contentType, CancellationToken cancellationToken)
    {
        if (!(await attempt.Work.Reviews.FindTakeDownsAsync([contentItemId], cancellationToken)).ContainsKey(contentItemId)
            || (await attempt.Work.FindHeadsAsync([contentItemId], cancellationToken)).GetValueOrDefault(contentItemId)?.LiveVersionId is not null)
        {
            return;
        }

        await attempt.Writes.RemoveTakeDownAsync(contentItemId, cancellationToken);
        await attempt.AuditAsync(AuditActions.ContentTakeDownCancel, contentItemId, null, null, new JsonObject { ["reason"] = "The publication before it was cancelled." }, cancellationToken);
        await attempt.RaiseAsync(ReviewEvents.TakeDownScheduled, contentItemId, contentType, null, new JsonObject { ["atUtc"] = null }, cancellationToken);
    }
}
