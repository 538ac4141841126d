using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Content.Items;
using GutCms.Core.Delivery;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Certifying;
using GutCms.Core.Reviews.Disclaimers;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Transitions;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.UseCases;

/// <summary>Makes the latest version live, if exactly its text was approved, with a certificate; or if its type has no policy.</summary>
internal sealed class PublishVersion(ReviewPorts ports)
{
    /// <summary>What is asked for.</summary>
    /// <param name="ContentItemId">The item.</param>
    /// <param name="ExpectedTag">See <see cref="TriggerRequest"/>.</param>
    /// <param name="ImpactTag">For a changed disclaimer that content shows: tag of the list of that content, from <see cref="GetDisclaimerImpact"/>; otherwise null.</param>
    public sealed record Request(string ContentItemId, ExpectedTag ExpectedTag, string? ImpactTag = null) : TriggerRequest(ContentItemId, ExpectedTag);

    private static readonly ExpectedTag TextOfSchedule = ExpectedTag.NotAsked("A schedule names the text, by its hash and that of its presentation.");

    /// <summary>Does it.</summary>
    public Task<Outcome<TriggerResult>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellationToken) =>
        Attempt.RunAsync<TriggerResult>(
            ports, actor, AuditActions.ContentPublish, request.ContentItemId, attempt => ApplyAsync(attempt, request, null, cancellationToken), cancellationToken);

    /// <summary>
    /// Does it for a schedule, provided that it is still the item's: another node may have done it, or somebody set another instant, since it was read. Whoever calls finds out
    /// which, and records a refusal.
    /// </summary>
    /// <exception cref="GutCms.Core.Storage.ContentConflictException">Somebody else changed the same at the same time; the schedule stays.</exception>
    internal Task<Outcome<TriggerResult>> ExecuteScheduledAsync(Actor actor, ScheduledPublication schedule, CancellationToken cancellationToken) =>
        Attempt.RunAsync<TriggerResult>(
            ports,
            actor,
            AuditActions.ContentPublish,
            schedule.ContentItemId,
            attempt => ApplyAsync(attempt, new(schedule.ContentItemId, TextOfSchedule), schedule, cancellationToken),
            cancellationToken,
            records: false);

    /// <summary>Does it as a part of an attempt.</summary>
    /// <param name="attempt">The attempt.</param>
    /// <param name="request">What is asked for.</param>
    /// <param name="schedule">The schedule that is due; null: none is the reason.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <param name="because">Further facts for the log and for those who are told; null: none.</param>
    internal static async Task<Outcome<TriggerResult>> ApplyAsync(
        Attempt attempt, Request request, ScheduledPublication? schedule, CancellationToken cancellationToken, JsonObject? because = null)
    {
        if (await attempt.LoadAsync(request.ContentItemId, cancellationToken) is not { } facts || (schedule is not null && schedule != facts.Schedule))
        {
            return TriggerCheck.NotFound;
        }

        using var signer = await attempt.Ports.Certificates.OpenAsync(attempt.Work, cancellationToken);
        var context = await PublicationContext.OfAsync(attempt.Ports, attempt.Work, facts, attempt.Actor, Trigger.Publish, signer, cancellationToken) with { ImpactTag = request.ImpactTag };
        if (TriggerCheck.Find(context, request.ExpectedTag, schedule?.ContentHash, schedule?.PresentationHash) is { } refusal)
        {
            return refusal;
        }

        if (await Translations.FindFaultAsync(attempt.Work, facts.Latest.Item, liveOnly: true, cancellationToken) is { } taken)
        {
            return new Refusal(RefusalKind.Conflict, taken.Sentence) { CurrentState = facts.LatestState, Faults = [taken] };
        }

        var live = await MakeLiveAsync(attempt, facts, signer, cancellationToken);
        if (!live.Succeeded)
        {
            return live.Refusal;
        }

        if (context.Impact is { Items.IsEmpty: false } impact)
        {
            await new DisclaimerChanges(attempt, facts, signer).ApplyAsync(impact, SignedClassification.Of(facts), cancellationToken);
        }

        var details = Describe(facts, schedule, because);
        details[CertifiedPublications.LogMember] = live.Value.DescribePlaces();
        await attempt.AuditAsync(AuditActions.ContentPublish, facts.ContentItemId, facts.Latest.Item.ContentItemVersionId, facts.LatestHash, details, cancellationToken);
        await attempt.RaiseAsync(ReviewEvents.Published, facts.Latest.Item, Describe(facts, schedule, because), cancellationToken);
        await TellTranslationsAsync(attempt, facts, cancellationToken);
        return TriggerResults.Of(attempt, facts.ContentItemId, Subject.Latest);
    }

    /// <summary>Tells that translations are stale by what became live.</summary>
    private static async Task TellTranslationsAsync(Attempt attempt, ReviewFacts before, CancellationToken cancellationToken)
    {
        if (before.PublishedHash == before.LatestHash || !DeliveredTypes.IsTranslatable(before.ContentType, before.Text.Definitions))
        {
            return;
        }

        var others = (await attempt.Work.FindTranslationsAsync([ItemMeaning.TranslationSetOf(before.Latest.Item)], cancellationToken)).Where(item => item.Latest && item.ContentItemId != before.ContentItemId).ToList();
        var stands = await TranslationOrigin.FindAsync(attempt.Work, others, cancellationToken);
        foreach (var item in others.Where(item => stands.GetValueOrDefault(item.ContentItemId) is { IsStale: true } stand && stand.Origin.SourceId == before.ContentItemId))
        {
            await attempt.RaiseAsync(ReviewEvents.SourceChanged, item, new JsonObject { ["sourceId"] = before.ContentItemId }, cancellationToken);
        }
    }

    private static async Task<Outcome<CertifiedPublications>> MakeLiveAsync(Attempt attempt, ReviewFacts facts, ICertificateSigner? signer, CancellationToken cancellationToken)
    {
        var (item, reviews) = (facts.Latest.Item, attempt.Work.Reviews);
        var versionId = item.ContentItemVersionId;
        var basis = facts.Policy.IsNone ? PublicationBasis.NoPolicy : PublicationBasis.Approved;
        var review = basis == PublicationBasis.Approved ? facts.CurrentReview : null;
        await reviews.AddGrantsAsync([new(versionId, facts.LatestHash, basis, review?.ReviewId, attempt.NowUtc) { PresentationHash = facts.LatestPresentationHash, PolicyHash = review?.PolicyHash }], cancellationToken);

        // Asked once more of what is on file, like every other path.
        var grants = (await reviews.FindGrantsAsync([versionId], cancellationToken)).GetValueOrDefault(versionId) ?? [];
        var gate = await PublicationGate.AskAgainAsync(
            attempt.Work, facts, PublicationGate.Check(item.ContentType, versionId, facts.LatestHash, facts.LatestPresentationHash, facts.Policy, grants), cancellationToken);
        if (gate.Basis != basis)
        {
            var reason = gate.Reason ?? Sentence.Of("StagesMustBeSatisfied.NoGrant");
            return new Refusal(RefusalKind.Conflict, reason) { CurrentState = facts.LatestState, UnmetRules = [gate.UnmetRule ?? new(Rules.StagesMustBeSatisfied, reason)] };
        }

        await CloseRunsAsync(attempt, facts, review, cancellationToken);
        await attempt.Work.SetContentHashesAsync(ImmutableDictionary<string, string>.Empty.Add(versionId, facts.LatestHash), cancellationToken);
        await attempt.Writes.MakeLiveAsync(facts, attempt.NowUtc, cancellationToken);
        var certified = await NewPublicationAsync(attempt, facts, review, basis, signer, cancellationToken);
        await attempt.Writes.SavePublicationsAsync(certified.Publications, cancellationToken);
        await attempt.Writes.RemoveScheduleAsync(facts.ContentItemId, cancellationToken);
        attempt.Changed(facts.ContentItemId);
        return certified;
    }

    private static Task<CertifiedPublications> NewPublicationAsync(
        Attempt attempt, ReviewFacts facts, Review? review, PublicationBasis basis, ICertificateSigner? signer, CancellationToken cancellationToken)
    {
        var reviewed = review?.CompletedUtc;
        var publication = new Publication(facts.ContentItemId, facts.Latest.Item.ContentItemVersionId, facts.LatestHash, basis, attempt.NowUtc)
        {
            PresentationHash = facts.LatestPresentationHash,
            ReviewId = review?.ReviewId,
            DisclaimerItemId = facts.Disclaimer?.Item.ContentItemId,
            DisclaimerVersionId = facts.Disclaimer?.Item.ContentItemVersionId,
            ReviewedUtc = reviewed,
            // Counted from the review, so that taking down and publishing again buys no time.
            NextReviewUtc = review is null ? null : EarlierDecisions.NextReview(review.Policy, facts.Policy.Policy, reviewed),
        };
        var runs = new[] { review }.OfType<Review>().ToImmutableDictionary(run => run.ReviewId, StringComparer.Ordinal);
        var decisions = runs.ToImmutableDictionary(run => run.Key, IReadOnlyList<Decision> (_) => facts.Decisions);
        return CertificatesOfPublications.RenewAsync(attempt.Work.Reviews.Register, [publication], runs, decisions, signer, attempt.NowUtc, cancellationToken);
    }

    private static async Task CloseRunsAsync(Attempt attempt, ReviewFacts facts, Review? review, CancellationToken cancellationToken)
    {
        if (review is not null)
        {
            await attempt.Writes.SaveReviewAsync(review with { ClosedUtc = attempt.NowUtc, CloseReason = "Published." }, cancellationToken);
        }
        else if (facts.Review is not null)
        {
            await Voiding.CloseAsync(attempt, facts.Review, "Published without review: the type has no policy any more.", cancellationToken);
        }

        if (facts.Renewal is not null)
        {
            await Voiding.CloseAsync(attempt, facts.Renewal, "Another text was published.", cancellationToken);
        }
    }

    private static JsonObject Describe(ReviewFacts facts, ScheduledPublication? schedule, JsonObject? because)
    {
        var details = new JsonObject { ["reviewId"] = facts.Policy.IsNone ? null : facts.CurrentReview?.ReviewId, ["disclaimerVersionId"] = facts.Disclaimer?.Item.ContentItemVersionId, ["presentationHash"] = facts.LatestPresentationHash };
        foreach (var (name, fact) in because ?? new JsonObject())
        {
            details[name] = fact?.DeepClone();
        }

        if (schedule is not null)
        {
            details["scheduledBy"] = schedule.ScheduledByName;
            details["atUtc"] = schedule.AtUtc.ToString("O", System.Globalization.CultureInfo.InvariantCulture);
        }

        return details;
    }
}
