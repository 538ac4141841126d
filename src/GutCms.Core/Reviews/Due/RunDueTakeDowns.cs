using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Storage;

namespace GutCms.Core.Reviews.Due;

/// <summary>Takes down what is scheduled to be and due. For a job; safe to run on several nodes and again.</summary>
public sealed class RunDueTakeDowns(ReviewPorts ports)
{
    /// <summary>What was done.</summary>
    /// <param name="TakenDown">Items taken down.</param>
    /// <param name="Refused">Schedules that were due and refused; they are cancelled, and an event tells why.</param>
    /// <param name="Failures">Schedules that could not be dealt with; they stay, and the next run tries them again. Empty when all is well.</param>
    public sealed record Result(int TakenDown, int Refused, ImmutableArray<DueFailure> Failures);

    /// <summary>Does it.</summary>
    public async Task<Result> ExecuteAsync(Actor actor, CancellationToken cancellationToken)
    {
        var (done, refused, failures) = await DueActs.RunAsync(
            ports,
            (work, now) => work.Reviews.ListDueTakeDownsAsync(now, cancellationToken),
            takeDown => takeDown.ContentItemId,
            takeDown => new UnpublishContent(ports).ExecuteScheduledAsync(actor, takeDown, cancellationToken),
            (takeDown, refusal) => CancelAsync(actor, takeDown, refusal, cancellationToken),
            cancellationToken);
        return new(done, refused, failures);
    }

    /// <summary>Cancels a schedule that was refused, and records both in one transaction.</summary>
    /// <returns>False: it is not the item's any more.</returns>
    private Task<bool> CancelAsync(Actor actor, ScheduledTakeDown takeDown, Refusal refusal, CancellationToken cancellationToken) =>
        DueActs.TakeOffAsync(ports, actor, AuditActions.ContentTakeDownCancel, takeDown.ContentItemId, async attempt =>
        {
            if ((await attempt.Work.Reviews.FindTakeDownsAsync([takeDown.ContentItemId], cancellationToken)).GetValueOrDefault(takeDown.ContentItemId) != takeDown)
            {
                return false;
            }

            await attempt.RecordAsync(AuditActions.ContentUnpublish, takeDown.ContentItemId, refusal, cancellationToken);
            var item = (await attempt.Work.FindAsync([takeDown.ContentItemId], VersionSelector.Latest, cancellationToken)).GetValueOrDefault(takeDown.ContentItemId)?.Item;
            await attempt.Writes.RemoveTakeDownAsync(takeDown.ContentItemId, cancellationToken);
            var details = DueActs.Describe(refusal);
            await attempt.AuditAsync(AuditActions.ContentTakeDownCancel, takeDown.ContentItemId, null, null, details, cancellationToken);
            await attempt.RaiseAsync(ReviewEvents.TakeDownRefused, takeDown.ContentItemId, item?.ContentType ?? "", null, (JsonObject)details.DeepClone(), cancellationToken);
            return true;
        }, cancellationToken);
}
