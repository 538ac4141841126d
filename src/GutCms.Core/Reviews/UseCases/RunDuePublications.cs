using System.Text.Json.Nodes;
using GutCms.Core.Audit;

namespace GutCms.Core.Reviews;

/// <summary>Publishes what is scheduled and due. For a job; safe to run on several nodes and again.</summary>
public sealed class RunDuePublications(ReviewPorts ports, PublishVersion publish)
{
    /// <summary>What was done.</summary>
    /// <param name="Published">Publications made.</param>
    /// <param name="Refused">Schedules that were due and refused; they are cancelled, and an event tells why.</param>
    public sealed record Result(int Published, int Refused);

    /// <summary>Does it.</summary>
    public async Task<Result> ExecuteAsync(Actor actor, CancellationToken cancellationToken)
    {
        IReadOnlyList<ScheduledPublication> due;
        await using (var work = await ports.Store.ReadReviewAsync(cancellationToken))
        {
            due = await work.Reviews.ListDueSchedulesAsync(Attempt.Now(ports), cancellationToken);
        }

        var published = 0;
        foreach (var schedule in due)
        {
            var outcome = await publish.ExecuteAsync(actor, new(schedule.ContentItemId, null), schedule, cancellationToken);
            if (outcome.Succeeded)
            {
                published++;
            }
            else
            {
                await CancelAsync(actor, schedule, outcome.Refusal, cancellationToken);
            }
        }

        return new(published, due.Count - published);
    }

    private Task<Outcome<object>> CancelAsync(Actor actor, ScheduledPublication schedule, Refusal refusal, CancellationToken cancellationToken) =>
        Attempt.RunAsync<object>(ports, actor, AuditActions.ContentScheduleCancel, schedule.ContentItemId, async attempt =>
        {
            // Another node may have published it, or somebody set another instant, since the list was read.
            var current = (await attempt.Work.Reviews.FindSchedulesAsync([schedule.ContentItemId], cancellationToken)).GetValueOrDefault(schedule.ContentItemId);
            if (current != schedule)
            {
                return new object();
            }

            var item = (await attempt.Work.FindVersionsAsync([schedule.VersionId], cancellationToken)).GetValueOrDefault(schedule.VersionId)?.Item;
            await attempt.Work.Reviews.RemoveScheduleAsync(schedule.ContentItemId, cancellationToken);
            var details = new JsonObject { ["reason"] = refusal.Message, ["unmetRules"] = new JsonArray([.. refusal.UnmetRules.Select(rule => (JsonNode)rule.Rule)]) };
            await attempt.AuditAsync(AuditActions.ContentScheduleCancel, schedule.ContentItemId, schedule.VersionId, schedule.ContentHash, details, cancellationToken);
            await attempt.RaiseAsync(ReviewEvents.ScheduleRefused, schedule.ContentItemId, item?.ContentType ?? "", schedule.VersionId, (JsonObject)details.DeepClone(), cancellationToken);
            return new object();
        }, cancellationToken);
}
