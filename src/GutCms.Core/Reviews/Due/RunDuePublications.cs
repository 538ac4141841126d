using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Storage;

namespace GutCms.Core.Reviews.Due;

/// <summary>Publishes what is scheduled and due. For a job; safe to run on several nodes and again.</summary>
public sealed class RunDuePublications(ReviewPorts ports)
{
    /// <summary>What was done.</summary>
    /// <param name="Published">Publications made.</param>
    /// <param name="Refused">Schedules that were due and refused; they are cancelled, and an event tells why.</param>
    public sealed record Result(int Published, int Refused)
    {
        /// <summary>Schedules that could not be dealt with; they stay, and the next run tries them again. Empty when all is well.</summary>
        public ImmutableArray<DueFailure> Failures { get; init; } = [];
    }

    /// <summary>Does it.</summary>
    public async Task<Result> ExecuteAsync(Actor actor, CancellationToken cancellationToken)
    {
        var (published, refused, failures) = await DueActs.RunAsync(
            ports,
            (work, now) => work.Reviews.ListDueSchedulesAsync(now, cancellationToken),
            schedule => schedule.ContentItemId,
            schedule => new PublishVersion(ports).ExecuteScheduledAsync(actor, schedule, cancellationToken),
            (schedule, refusal) => CancelAsync(actor, schedule, refusal, cancellationToken),
            cancellationToken);
        return new(published, refused) { Failures = failures };
    }

    /// <summary>Cancels a schedule that was refused, and records both in one transaction.</summary>
    /// <returns>False: it is not the item's schedule any more.</returns>
    private Task<bool> CancelAsync(Actor actor, ScheduledPublication schedule, Refusal refusal, CancellationToken cancellationToken) =>
        DueActs.TakeOffAsync(ports, actor, AuditActions.ContentScheduleCancel, schedule.ContentItemId, async attempt =>
        {
            var current = (await attempt.Work.Reviews.FindSchedulesAsync([schedule.ContentItemId], cancellationToken)).GetValueOrDefault(schedule.ContentItemId);
            if (current != schedule)
            {
                return false;
            }

            await attempt.RecordAsync(AuditActions.ContentPublish, schedule.ContentItemId, refusal, cancellationToken);
            var item = (await attempt.Work.FindVersionsAsync([schedule.VersionId], cancellationToken)).GetValueOrDefault(schedule.VersionId)?.Item;
            await attempt.Writes.RemoveScheduleAsync(schedule.ContentItemId, cancellationToken);
            var details = DueActs.Describe(refusal);
            await attempt.AuditAsync(AuditActions.ContentScheduleCancel, schedule.ContentItemId, schedule.VersionId, schedule.ContentHash, details, cancellationToken);
            await attempt.RaiseAsync(ReviewEvents.ScheduleRefused, schedule.ContentItemId, item?.ContentType ?? "", schedule.VersionId, (JsonObject)details.DeepClone(), cancellationToken);
            await Voiding.EndTakeDownAsync(attempt, schedule.ContentItemId, item?.ContentType ?? "", cancellationToken);
            return true;
        }, cancellationToken);
}
