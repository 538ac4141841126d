using System.Globalization;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Disclaimers;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Transitions;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.UseCases;

/// <summary>Sets or cancels the instant at which an item is taken down that is live or scheduled to be, whichever of its versions is live by then. It is checked now and again when it is due.</summary>
internal sealed class ScheduleTakeDown(ReviewPorts ports)
{
    /// <summary>What is asked for.</summary>
    /// <param name="ContentItemId">The item.</param>
    /// <param name="ExpectedTag">See <see cref="TriggerRequest"/>.</param>
    /// <param name="AtUtc">When, UTC, in the future; null: cancel.</param>
    public sealed record Request(string ContentItemId, ExpectedTag ExpectedTag, DateTime? AtUtc) : TriggerRequest(ContentItemId, ExpectedTag);

    /// <summary>Does it.</summary>
    public Task<Outcome<TriggerResult>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellationToken) => Attempt.RunAsync<TriggerResult>(
        ports, actor, request.AtUtc is null ? AuditActions.ContentTakeDownCancel : AuditActions.ContentTakeDownSchedule, request.ContentItemId, async attempt =>
        {
            if (await attempt.LoadAsync(request.ContentItemId, cancellationToken) is not { } facts)
            {
                return TriggerCheck.NotFound;
            }

            if (request.AtUtc is { Kind: not DateTimeKind.Utc })
            {
                return new Refusal(RefusalKind.Invalid, Sentence.Of("Refused.Utc"));
            }

            var context = new GuardContext(facts, actor, Trigger.ScheduleUnpublish)
            {
                AtUtc = request.AtUtc,
                Impact = await DisclaimerImpact.FindAsync(attempt.Work, facts, cancellationToken),
            };
            if (TriggerCheck.Find(context, request.ExpectedTag) is { } refusal)
            {
                return refusal;
            }

            await (request.AtUtc is { } at ? ScheduleAsync(attempt, facts, at, cancellationToken) : CancelAsync(attempt, facts, cancellationToken));
            return TriggerResults.Of(attempt, facts.ContentItemId, context.Subject);
        }, cancellationToken);

    private static async Task ScheduleAsync(Attempt attempt, ReviewFacts facts, DateTime at, CancellationToken cancellationToken)
    {
        await attempt.Writes.SaveTakeDownAsync(new(facts.ContentItemId, at, attempt.Actor.UserId, attempt.Actor.UserName, attempt.NowUtc), cancellationToken);
        await TellAsync(attempt, AuditActions.ContentTakeDownSchedule, facts, new JsonObject { ["atUtc"] = at.ToString("O", CultureInfo.InvariantCulture) }, cancellationToken);
    }

    private static async Task CancelAsync(Attempt attempt, ReviewFacts facts, CancellationToken cancellationToken)
    {
        if (facts.TakeDown is not null)
        {
            await attempt.Writes.RemoveTakeDownAsync(facts.ContentItemId, cancellationToken);
            await TellAsync(attempt, AuditActions.ContentTakeDownCancel, facts, new JsonObject { ["atUtc"] = null }, cancellationToken);
        }
    }

    private static async Task TellAsync(Attempt attempt, string action, ReviewFacts facts, JsonObject details, CancellationToken cancellationToken)
    {
        var (item, hash) = facts.Published is { } live ? (live.Item, facts.PublishedHash) : (facts.Latest.Item, facts.LatestHash);
        await attempt.AuditAsync(action, item.ContentItemId, item.ContentItemVersionId, hash, details, cancellationToken);
        await attempt.RaiseAsync(ReviewEvents.TakeDownScheduled, item, (JsonObject)details.DeepClone(), cancellationToken);
    }
}
