using System.Text.Json.Nodes;
using GutCms.Core.Audit;

namespace GutCms.Core.Reviews;

/// <summary>
/// Sees to the consequences of a save that a host's own editor made: another text, or the same in another presentation, voids the approvals as <see cref="SaveContent"/> does,
/// the same carries them on. For hosts whose content changes in ways that do not go through <see cref="SaveContent"/>; the host has checked permissions and written the
/// version before. What is the same is told from what is on file, never from what the host says.
/// </summary>
public sealed class RecordSave(ReviewPorts ports)
{
    /// <summary>What was saved.</summary>
    /// <param name="ContentItemId">The item, whose latest version was written.</param>
    /// <param name="IsNew">It was written for the first time.</param>
    public sealed record Request(string ContentItemId, bool IsNew);

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

            // The hash on file is that of before, whether the host has written another version or the same one anew.
            var item = facts.Latest.Item;
            var before = facts.Latest.ContentHash ?? facts.Versions.LastOrDefault(version => version.VersionId != item.ContentItemVersionId)?.ContentHash;
            var changed = new JsonObject { ["contentChanged"] = before != facts.LatestHash };
            await attempt.Work.SetContentHashesAsync(new Dictionary<string, string> { [item.ContentItemVersionId] = facts.LatestHash }, cancellationToken);
            await attempt.AuditAsync(action, item.ContentItemId, item.ContentItemVersionId, facts.LatestHash, (JsonObject)changed.DeepClone(), cancellationToken);
            await attempt.RaiseAsync(ReviewEvents.Saved, item, changed, cancellationToken);
            await CarryOnOrVoidAsync(attempt, facts, cancellationToken);
            return await TriggerResults.OfAsync(attempt, facts.ContentItemId, Subject.Latest, cancellationToken);
        }, cancellationToken);
    }

    private static async Task CarryOnOrVoidAsync(Attempt attempt, ReviewFacts facts, CancellationToken cancellationToken)
    {
        if (facts.Review is not { } review)
        {
            if (facts.Schedule is { } schedule && (schedule.ContentHash != facts.LatestHash || schedule.PresentationHash != facts.LatestPresentationHash))
            {
                await RunsAfterSave.VoidAsync(attempt, facts, RunsAfterSave.TextChanged, cancellationToken);
            }

            return;
        }

        // The text for which the decisions stood last. One before it, say from before a material change of the disclaimer, is another text.
        if (review.CoveredTexts.LastOrDefault() is not { } covered || covered.ContentHash != facts.LatestHash)
        {
            await RunsAfterSave.VoidAsync(attempt, facts, RunsAfterSave.TextChanged, cancellationToken);
        }
        else if (covered.PresentationHash != facts.LatestPresentationHash && !facts.RecordsPresentation)
        {
            await RunsAfterSave.VoidAsync(attempt, facts, RunsAfterSave.PresentationChanged, cancellationToken);
        }
        else if (covered.VersionId != facts.Latest.Item.ContentItemVersionId || covered.PresentationHash != facts.LatestPresentationHash)
        {
            await RunsAfterSave.CarryOnAsync(attempt, review, facts.Schedule, facts.Latest.Item, facts.LatestHash, covered.PresentationHash, cancellationToken);
        }
    }
}
