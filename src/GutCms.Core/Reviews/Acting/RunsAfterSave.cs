using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Content.Items;
using GutCms.Core.Content.Projecting;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Storage;

namespace GutCms.Core.Reviews.Acting;

/// <summary>The text of an item before it was saved.</summary>
/// <param name="ContentHash">Its content hash; null: there was none, or it is not known.</param>
/// <param name="PresentationHash">Hash of its presentation; null likewise, and where decisions stand for a text that was submitted before presentations were bound.</param>
/// <param name="Run">The open run whose decisions stood for it; null: none did.</param>
internal sealed record TextBefore(string? ContentHash, string? PresentationHash, Review? Run)
{
    /// <summary>It is this text in this presentation.</summary>
    public bool Is(string contentHash, string presentationHash) => ContentHash == contentHash && PresentationHash == presentationHash;
}

/// <summary>What a save does, whoever has written the version: to the log, to the open run and to the schedule of the item.</summary>
internal static class RunsAfterSave
{
    private const string TextChanged = "The text was edited.";
    private const string PresentationChanged = "Address, series or Hot Articles were changed.";

    /// <summary>
    /// Sees to it. Another text than before, or the same in another presentation, voids the decisions, unless the policies only record the latter; the same text carries
    /// on what there is: decisions, owner, disclaimer and schedule.
    /// </summary>
    /// <param name="attempt">The transaction, in which the version is written.</param>
    /// <param name="facts">The item, before or after it was saved: its runs are the same. Null: it is new.</param>
    /// <param name="before">The text before.</param>
    /// <param name="item">What was saved.</param>
    /// <param name="contentHash">Its content hash.</param>
    /// <param name="action">Under which the save goes on record.</param>
    /// <param name="details">What the entry says besides.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>What there is of decisions and schedule stands.</returns>
    public static async Task<bool> SettleAsync(
        Attempt attempt, ReviewFacts? facts, TextBefore before, ContentItem item, string contentHash, string action, JsonObject details, CancellationToken cancellationToken)
    {
        var presentation = Presentation.Of(item);
        var presentationHash = presentation.Hash();
        var (sameText, samePresentation) = (contentHash == before.ContentHash, presentationHash == before.PresentationHash);
        var changed = new JsonObject { ["contentChanged"] = !sameText, ["presentationChanged"] = !samePresentation };
        foreach (var (name, value) in changed)
        {
            details[name] = value!.DeepClone();
        }

        await attempt.AuditAsync(action, item.ContentItemId, item.ContentItemVersionId, contentHash, details, cancellationToken);
        await attempt.RaiseAsync(ReviewEvents.Saved, item, changed, cancellationToken);
        if (!LetsStand(facts, before, contentHash, presentationHash))
        {
            await VoidAsync(attempt, facts, sameText ? PresentationChanged : TextChanged, cancellationToken);
            return false;
        }

        await CarryScheduleAsync(attempt, facts!.Schedule, item, contentHash, presentationHash, isRecorded: !samePresentation, cancellationToken);
        if (before.Run is { } run)
        {
            await CarryRunAsync(attempt, run, item, contentHash, presentation, presentationHash, before.PresentationHash, cancellationToken);
        }

        return true;
    }

    /// <summary>What there is of decisions and schedule stands with another text: the same in the same presentation, or in another that the policies only record.</summary>
    public static bool LetsStand(ReviewFacts? facts, TextBefore before, string contentHash, string presentationHash) =>
        contentHash == before.ContentHash && (presentationHash == before.PresentationHash || (before.Run is not null && facts!.RecordsPresentation));

    /// <summary>The decisions stand for the version that was saved. A presentation that nobody has seen goes on record.</summary>
    private static async Task CarryRunAsync(
        Attempt attempt, Review run, ContentItem item, string contentHash, Presentation presentation, string hash, string? before, CancellationToken cancellationToken)
    {
        var cause = hash == before ? CoverCause.SavedUnchanged : CoverCause.PresentationRecorded;
        var carried = ReviewRuns.Cover(run, item.ContentItemVersionId, contentHash, hash, cause, attempt.NowUtc) with { OwnerId = item.Owner, DisclaimerId = ItemMeaning.DisclaimerOf(item) };
        if (carried != run)
        {
            await attempt.Writes.SaveReviewAsync(carried, cancellationToken);
        }

        if (cause == CoverCause.PresentationRecorded)
        {
            await attempt.AuditAsync(AuditActions.ReviewPresentation, item.ContentItemId, item.ContentItemVersionId, contentHash, new JsonObject
            {
                ["reviewId"] = run.ReviewId,
                ["before"] = before,
                ["presentationHash"] = hash,
                ["presentation"] = presentation.ToJson(),
            }, cancellationToken);
        }
    }

    /// <summary>What is going to be published is the version that was saved.</summary>
    private static async Task CarryScheduleAsync(
        Attempt attempt, ScheduledPublication? schedule, ContentItem item, string contentHash, string presentationHash, bool isRecorded, CancellationToken cancellationToken)
    {
        if (schedule is not null && schedule.ContentHash == contentHash && (isRecorded || schedule.PresentationHash == presentationHash)
            && (schedule.VersionId != item.ContentItemVersionId || schedule.PresentationHash != presentationHash))
        {
            await attempt.Writes.SaveScheduleAsync(schedule with { VersionId = item.ContentItemVersionId, PresentationHash = presentationHash }, cancellationToken);
        }
    }

    /// <summary>The decisions stand for nothing any more, and nothing is going to be published.</summary>
    private static async Task VoidAsync(Attempt attempt, ReviewFacts? facts, string reason, CancellationToken cancellationToken)
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
