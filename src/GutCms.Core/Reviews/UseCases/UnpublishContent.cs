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

namespace GutCms.Core.Reviews.UseCases;

/// <summary>Takes the live version down, without telling readers why. It is approved still if its approvals stand.</summary>
internal sealed class UnpublishContent(ReviewPorts ports)
{
    /// <summary>What is asked for.</summary>
    /// <param name="ContentItemId">The item.</param>
    /// <param name="ExpectedTag">See <see cref="TriggerRequest"/>.</param>
    /// <param name="KeepsSchedule">Where a publication is scheduled: whether it stays; null: nothing is said.</param>
    public sealed record Request(string ContentItemId, ExpectedTag ExpectedTag, bool? KeepsSchedule = null) : TriggerRequest(ContentItemId, ExpectedTag);

    private static readonly ExpectedTag WhateverIsLive = ExpectedTag.NotAsked("A scheduled take-down is about whatever is live by then.");

    /// <summary>Does it.</summary>
    public Task<Outcome<TriggerResult>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellationToken) => Attempt.RunAsync<TriggerResult>(
        ports, actor, AuditActions.ContentUnpublish, request.ContentItemId, attempt => ApplyAsync(attempt, request, null, cancellationToken), cancellationToken);

    /// <summary>Does it for a schedule, provided that it is still the item's. Whoever calls finds out whether it is, and records a refusal. A publication that is scheduled stays.</summary>
    /// <exception cref="ContentConflictException">Somebody else changed the same at the same time; the schedule stays.</exception>
    internal Task<Outcome<TriggerResult>> ExecuteScheduledAsync(Actor actor, ScheduledTakeDown takeDown, CancellationToken cancellationToken) => Attempt.RunAsync<TriggerResult>(
        ports,
        actor,
        AuditActions.ContentUnpublish,
        takeDown.ContentItemId,
        attempt => ApplyAsync(attempt, new(takeDown.ContentItemId, WhateverIsLive, KeepsSchedule: true), takeDown, cancellationToken),
        cancellationToken,
        records: false);

    private static async Task<Outcome<TriggerResult>> ApplyAsync(Attempt attempt, Request request, ScheduledTakeDown? takeDown, CancellationToken cancellationToken)
    {
        if (await attempt.LoadAsync(request.ContentItemId, cancellationToken) is not { } facts || (takeDown is not null && takeDown != facts.TakeDown))
        {
            return TriggerCheck.NotFound;
        }

        var impact = await DisclaimerImpact.FindAsync(attempt.Work, facts, cancellationToken);
        if (TriggerCheck.Find(new GuardContext(facts, attempt.Actor, Trigger.Unpublish) { Impact = impact, KeepsSchedule = request.KeepsSchedule }, request.ExpectedTag) is { } refusal)
        {
            return refusal;
        }

        var live = facts.Published!.Item;
        await TakingDown.ApplyAsync(attempt, facts, impact, "Taken down.", cancellationToken);
        await ReopenAsync(attempt, facts, cancellationToken);
        if (request.KeepsSchedule == false)
        {
            await Voiding.CancelScheduleAsync(attempt, facts.ContentItemId, facts.ContentType, "Taken down.", cancellationToken);
        }

        var details = new JsonObject();
        if (takeDown is not null)
        {
            details["scheduledBy"] = takeDown.ScheduledByName;
            details["atUtc"] = takeDown.AtUtc.ToString("O", CultureInfo.InvariantCulture);
        }

        await attempt.AuditAsync(AuditActions.ContentUnpublish, live.ContentItemId, live.ContentItemVersionId, facts.PublishedHash, details, cancellationToken);
        await attempt.RaiseAsync(ReviewEvents.Unpublished, live, (JsonObject)details.DeepClone(), cancellationToken);
        var after = TriggerResults.Of(attempt, facts.ContentItemId, Subject.Latest);
        return after.VersionId == live.ContentItemVersionId ? after : after with { VersionId = live.ContentItemVersionId, State = ReviewState.Draft };
    }

    /// <summary>The run that approved the text goes on where it ended, provided that it is about the latest text and the approval is not overdue.</summary>
    private static async Task ReopenAsync(Attempt attempt, ReviewFacts facts, CancellationToken cancellationToken)
    {
        if (facts is not { PublishedState: ReviewState.Published, Latest.Item.Published: true, Review: null, Publication: { Basis: PublicationBasis.Approved, ReviewId: { } id } publication })
        {
            return;
        }

        var review = (await attempt.Work.Reviews.FindReviewsAsync([id], cancellationToken)).GetValueOrDefault(id);
        var decisions = (await attempt.Work.Reviews.FindDecisionsAsync([id], cancellationToken)).GetValueOrDefault(id) ?? [];
        if (review is not null && PublicationGate.FindObjection(review, decisions, publication.VersionId, facts.LatestHash, facts.LatestPresentationHash) is null)
        {
            // The date of the next review goes on counting from the last confirmation.
            await attempt.Writes.SaveReviewAsync(review with { ClosedUtc = null, CloseReason = null, CompletedUtc = publication.ReviewedUtc ?? review.CompletedUtc }, cancellationToken);
        }
    }
}
