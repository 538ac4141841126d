using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Content;

namespace GutCms.Core.Reviews;

/// <summary>What a save does to the open run and the schedule of an item.</summary>
internal static class RunsAfterSave
{
    public const string TextChanged = "The text was edited.";
    public const string PresentationChanged = "Address, series or Hot Articles were changed.";

    /// <summary>The decisions stand for the version that was saved, and so does the schedule. A presentation that nobody has seen goes on record.</summary>
    /// <param name="attempt">The transaction.</param>
    /// <param name="review">The open run; null: there is none.</param>
    /// <param name="schedule">The schedule; null: there is none.</param>
    /// <param name="item">What was saved.</param>
    /// <param name="contentHash">Its content hash, which the run covers.</param>
    /// <param name="before">Hash of the presentation before.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task CarryOnAsync(
        Attempt attempt, Review? review, ScheduledPublication? schedule, ContentItem item, string contentHash, string? before, CancellationToken cancellationToken)
    {
        if (review is null)
        {
            return;
        }

        var presentation = Presentation.Of(item);
        var (hash, isRecorded) = (presentation.Hash(), presentation.Hash() != before);
        var cause = isRecorded ? CoverCause.PresentationRecorded : CoverCause.SavedUnchanged;
        await attempt.Work.Reviews.SaveReviewAsync(
            ReviewRuns.Cover(review, item.ContentItemVersionId, contentHash, hash, cause, attempt.NowUtc) with { OwnerId = item.Owner, DisclaimerId = ItemMeaning.DisclaimerOf(item) },
            cancellationToken);
        if (schedule is not null && schedule.ContentHash == contentHash && (isRecorded || schedule.PresentationHash == hash))
        {
            await attempt.Work.Reviews.SaveScheduleAsync(schedule with { VersionId = item.ContentItemVersionId, PresentationHash = hash }, cancellationToken);
        }

        if (isRecorded)
        {
            await attempt.AuditAsync(AuditActions.ReviewPresentation, item.ContentItemId, item.ContentItemVersionId, contentHash, new JsonObject
            {
                ["reviewId"] = review.ReviewId,
                ["before"] = before,
                ["presentationHash"] = hash,
                ["presentation"] = presentation.ToJson(),
            }, cancellationToken);
        }
    }

    /// <summary>The decisions stand for nothing any more, and nothing is going to be published.</summary>
    public static async Task VoidAsync(Attempt attempt, ReviewFacts? facts, string reason, CancellationToken cancellationToken)
    {
        if (facts?.Review is { } review)
        {
            await Voiding.CloseAsync(attempt, review, reason, cancellationToken);
        }
        else if (facts?.Schedule is not null)
        {
            await Voiding.CancelScheduleAsync(attempt, facts.ContentItemId, facts.ContentType, reason, cancellationToken);
        }
    }
}
