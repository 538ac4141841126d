using System.Globalization;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Transitions;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.UseCases;

/// <summary>Sets or cancels the instant at which an approved version becomes live. It is checked now and again when it is due.</summary>
internal sealed class SchedulePublication(ReviewPorts ports)
{
    /// <summary>What is asked for.</summary>
    /// <param name="ContentItemId">The item.</param>
    /// <param name="ExpectedTag">See <see cref="TriggerRequest"/>.</param>
    /// <param name="AtUtc">When, UTC, in the future; null: cancel.</param>
    public sealed record Request(string ContentItemId, ExpectedTag ExpectedTag, DateTime? AtUtc) : TriggerRequest(ContentItemId, ExpectedTag);

    /// <summary>Does it.</summary>
    public Task<Outcome<TriggerResult>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellationToken) =>
        Attempt.RunAsync<TriggerResult>(ports, actor, request.AtUtc is null ? AuditActions.ContentScheduleCancel : AuditActions.ContentSchedule, request.ContentItemId, async attempt =>
        {
            if (await attempt.LoadAsync(request.ContentItemId, cancellationToken) is not { } facts)
            {
                return TriggerCheck.NotFound;
            }

            if (request.AtUtc is { Kind: not DateTimeKind.Utc })
            {
                return new Refusal(RefusalKind.Invalid, Sentence.Of("Refused.Utc"));
            }

            using var signer = await ports.Certificates.OpenAsync(attempt.Work, cancellationToken);
            var context = await PublicationContext.OfAsync(ports, attempt.Work, facts, actor, Trigger.Schedule, signer, cancellationToken) with { AtUtc = request.AtUtc };
            if (TriggerCheck.Find(context, request.ExpectedTag) is { } refusal)
            {
                return refusal;
            }

            await (request.AtUtc is { } at
                ? ScheduleAsync(attempt, facts, at, cancellationToken)
                : Voiding.CancelScheduleAsync(attempt, facts.ContentItemId, facts.ContentType, "Cancelled.", cancellationToken));
            return TriggerResults.Of(attempt, facts.ContentItemId, Subject.Latest);
        }, cancellationToken);

    private static async Task ScheduleAsync(Attempt attempt, ReviewFacts facts, DateTime at, CancellationToken cancellationToken)
    {
        var item = facts.Latest.Item;
        var details = new JsonObject { ["atUtc"] = at.ToString("O", CultureInfo.InvariantCulture) };
        await attempt.Writes.SaveScheduleAsync(
            new(item.ContentItemId, item.ContentItemVersionId, facts.LatestHash, at, attempt.Actor.UserId, attempt.Actor.UserName, attempt.NowUtc) { PresentationHash = facts.LatestPresentationHash }, cancellationToken);
        await attempt.AuditAsync(AuditActions.ContentSchedule, item.ContentItemId, item.ContentItemVersionId, facts.LatestHash, details, cancellationToken);
        await attempt.RaiseAsync(ReviewEvents.Scheduled, item, (JsonObject)details.DeepClone(), cancellationToken);
    }
}
