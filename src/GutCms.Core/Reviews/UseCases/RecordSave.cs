using GutCms.Core.Audit;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Transitions;
using GutCms.Core.Security;

namespace GutCms.Core.Reviews.UseCases;

/// <summary>
/// Sees to the consequences of a save that a host's own editor made: what <see cref="SaveContent"/> does to approvals, schedule, owner and log, this does. For hosts whose content changes in ways that do not go through <see cref="SaveContent"/>; the host has checked permissions and written the
/// version before. What is the same is told from what is on file, never from what the host says.
/// </summary>
public sealed class RecordSave(ReviewPorts ports)
{
    /// <summary>What was saved.</summary>
    /// <param name="ContentItemId">The item, whose latest version was written.</param>
    /// <param name="IsNew">It was written for the first time.</param>
    /// <param name="PresentationBefore">Hash of its presentation before, as the host kept it, for the log; null: it kept none. No decision stands or falls by it.</param>
    public sealed record Request(string ContentItemId, bool IsNew, string? PresentationBefore = null);

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

            var item = facts.Latest.Item;
            var before = Before(facts, request);
            await attempt.Work.SetContentHashesAsync(new Dictionary<string, string> { [item.ContentItemVersionId] = facts.LatestHash }, cancellationToken);
            await RunsAfterSave.SettleAsync(attempt, facts, before, item, facts.LatestHash, action, [], cancellationToken);
            return TriggerResults.Of(attempt, facts.ContentItemId, Subject.Latest);
        }, cancellationToken);
    }

    /// <summary>
    /// The text for which the decisions stood last; one before it, say from before a material change of the disclaimer, is another text. Without decisions what is going to be
    /// published, and else what is on file, whether the host has written another version or the same one anew.
    /// </summary>
    private static TextBefore Before(ReviewFacts facts, Request request)
    {
        if (facts.Review is { } review)
        {
            var covered = review.CoveredTexts.LastOrDefault();
            return new(covered?.ContentHash, covered?.PresentationHash, review);
        }

        return facts.Schedule is { } schedule
            ? new(schedule.ContentHash, schedule.PresentationHash, null)
            : new(
                facts.Latest.ContentHash ?? facts.Versions.LastOrDefault(version => version.VersionId != facts.Latest.Item.ContentItemVersionId)?.ContentHash,
                request.PresentationBefore,
                null);
    }
}
