using System.Text.Json.Nodes;
using GutCms.Core.Audit;

namespace GutCms.Core.Reviews;

/// <summary>
/// Sees to the consequences of a save that a host's own editor made: another text voids the approvals, the same text carries them on. For hosts whose content
/// changes in ways that do not go through <see cref="SaveContent"/>; the host has checked permissions and written the version before.
/// </summary>
public sealed class RecordSave(ReviewPorts ports)
{
    /// <summary>What was saved.</summary>
    /// <param name="ContentItemId">The item, whose latest version was written.</param>
    /// <param name="IsNew">It was written for the first time.</param>
    /// <param name="SameText">Its own text, the disclaimer left aside, is the same as before.</param>
    public sealed record Request(string ContentItemId, bool IsNew, bool SameText);

    /// <summary>Does it.</summary>
    public Task<Outcome<TriggerResult>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        var action = request.IsNew ? AuditActions.ContentCreate : AuditActions.ContentSave;
        return Attempt.RunAsync<TriggerResult>(ports, actor, action, request.ContentItemId, async attempt =>
        {
            if (await attempt.LoadAsync(request.ContentItemId, cancellationToken) is not { } facts)
            {
                return TriggerCheck.NotFound;
            }

            var (item, changed) = (facts.Latest.Item, new JsonObject { ["contentChanged"] = !request.SameText });
            await attempt.Work.SetContentHashesAsync(new Dictionary<string, string> { [item.ContentItemVersionId] = facts.LatestHash }, cancellationToken);
            await attempt.AuditAsync(action, item.ContentItemId, item.ContentItemVersionId, facts.LatestHash, (JsonObject)changed.DeepClone(), cancellationToken);
            await attempt.RaiseAsync(ReviewEvents.Saved, item, changed, cancellationToken);
            await CarryOnOrVoidAsync(attempt, facts, request.SameText, cancellationToken);
            return await TriggerResults.OfAsync(attempt, facts.ContentItemId, Subject.Latest, cancellationToken);
        }, cancellationToken);
    }

    private static async Task CarryOnOrVoidAsync(Attempt attempt, ReviewFacts facts, bool sameText, CancellationToken cancellationToken)
    {
        const string reason = "The text was edited.";
        if (facts.Review is { } review)
        {
            if (!sameText)
            {
                await Voiding.CloseAsync(attempt, review, reason, cancellationToken);
            }
            else if (facts.CurrentReview is null && review.CoveredTexts.Any(text => text.ContentHash == facts.LatestHash))
            {
                var covered = ReviewRuns.Cover(review, facts.Latest.Item.ContentItemVersionId, facts.LatestHash, CoverCause.SavedUnchanged, attempt.NowUtc);
                await attempt.Work.Reviews.SaveReviewAsync(covered, cancellationToken);
            }
        }
        else if (facts.Schedule is not null && !sameText)
        {
            await Voiding.CancelScheduleAsync(attempt, facts.ContentItemId, facts.ContentType, reason, cancellationToken);
        }
    }
}
