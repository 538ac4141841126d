using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Content.Items;
using GutCms.Core.Content.Projecting;
using GutCms.Core.Delivery;
using GutCms.Core.Reviews.Certifying;
using GutCms.Core.Reviews.Disclaimers;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;

namespace GutCms.Core.Reviews.Acting;

/// <summary>Carries a changed disclaimer into the content that shows it, in the transaction that publishes it.</summary>
/// <param name="attempt">The transaction.</param>
/// <param name="facts">The disclaimer before the change.</param>
/// <param name="signer">Signs certificates anew; null: nothing approved can be carried on.</param>
internal sealed class DisclaimerChanges(Attempt attempt, ReviewFacts facts, ICertificateSigner? signer)
{
    private readonly ContentItem? _before = facts.Published?.Item;
    private readonly ContentItem _after = facts.Latest.Item;
    private readonly MedicalText _text = facts.Text;
    private readonly PolicyLookups _policies = new(attempt.Work);

    private DisclaimerSwitch? _switch;

    private IReviewStore Reviews => attempt.Work.Reviews;

    /// <summary>Does it.</summary>
    /// <param name="impact">The content concerned.</param>
    /// <param name="signed">What was signed of the change. Content that it does not reach is reviewed again.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task ApplyAsync(DisclaimerImpact impact, SignedClassification signed, CancellationToken cancellationToken)
    {
        // The same words in another version reach everything: whatever shows them moves to it, or later changes would pass it by.
        bool Reaches(ImpactedItem item) => !impact.HasChanged || signed.Reaches(item);
        _switch = _before is not null && impact.HasChanged && signed.ReviewId is { } review ? new(_before.ContentItemVersionId, _after.ContentItemVersionId, review) : null;
        await attempt.AuditAsync(AuditActions.ContentDisclaimerClassify, facts.ContentItemId, _after.ContentItemVersionId, facts.LatestHash, new JsonObject
        {
            ["change"] = impact.HasChanged ? signed.Change.ToString() : null,
            ["reviewId"] = signed.ReviewId,
            ["notSigned"] = signed.Change == DisclaimerChange.Editorial ? impact.Items.Count(item => !Reaches(item)) : null,
            ["before"] = _before?.ContentItemVersionId,
            ["live"] = impact.Live.Length,
            ["inReview"] = impact.Items.Count(item => item.ReviewId is not null),
            ["impactTag"] = impact.Tag,
        }, cancellationToken);
        foreach (var items in impact.Items.Chunk(DisclaimerUses.Batch))
        {
            ImpactedItem[] reached = [.. items.Where(Reaches)], others = [.. items.Where(item => !Reaches(item))];
            await FlowAsync(reached, cancellationToken);
            await CarryRunsAsync(reached, DisclaimerChange.Editorial, cancellationToken);
            await PinAsync(others, cancellationToken);
            await CarryRunsAsync(others, DisclaimerChange.Material, cancellationToken);
        }
    }

    /// <summary>Editorial: live content shows the new words at once, on the same approvals.</summary>
    private async Task FlowAsync(ImpactedItem[] items, CancellationToken cancellationToken)
    {
        if (items.Length == 0)
        {
            return;
        }

        var live = await attempt.Work.FindAsync([.. items.Where(item => item.ShowsPublished).Select(item => item.ContentItemId)], VersionSelector.Published, cancellationToken);
        var publications = await Reviews.FindPublicationsAsync([.. live.Keys], cancellationToken);
        var versionIds = live.Values.Select(version => version.Item.ContentItemVersionId).ToList();
        var grants = await Reviews.FindGrantsAsync(versionIds, cancellationToken);
        var runs = await FindRunsAsync(live.Keys, publications.Values, cancellationToken);
        var flowing = new List<Publication>();
        var granted = new List<PublicationGrant>();
        var texts = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (id, version) in live)
        {
            var item = version.Item;
            var policy = await _policies.OfAsync(item.ContentType, cancellationToken);
            var shown = PublicationOf(version, publications.GetValueOrDefault(id), policy);
            attempt.Changed(id);
            var gate = PublicationGate.Check(item.ContentType, shown.VersionId, shown.ContentHash, shown.PresentationHash!, policy, grants.GetValueOrDefault(shown.VersionId) ?? []);
            if (gate.Basis is not { } basis || await WithNewDisclaimerAsync(item, shown.ContentHash, cancellationToken) is not { } text)
            {
                // On what ground it is live, or with which words, is not known, so nothing new flows into it: it keeps showing what it shows.
                await attempt.Writes.SavePublicationsAsync([shown], cancellationToken);
                continue;
            }

            var hash = MedicalContent.Hash(text);
            texts[hash] = ShownText.ToJson(text);
            flowing.Add(shown with { ContentHash = hash, Basis = basis, ReviewId = gate.ReviewId, DisclaimerVersionId = _after.ContentItemVersionId });
            granted.Add(new(shown.VersionId, hash, basis, gate.ReviewId, attempt.NowUtc)
            {
                PresentationHash = gate.PresentationHash,
                PolicyHash = (grants.GetValueOrDefault(shown.VersionId) ?? []).FirstOrDefault(grant => grant.ContentHash == shown.ContentHash)?.PolicyHash,
            });
            foreach (var run in runs.Values.Where(run => run.ContentItemId == id).ToList())
            {
                if (run.CoveredTexts.LastOrDefault(text => text.VersionId == shown.VersionId && text.ContentHash == shown.ContentHash) is { } covered)
                {
                    // In the presentation for which the decisions stand, or in none when nobody has signed one.
                    var carried = ReviewRuns.Cover(run, shown.VersionId, hash, covered.PresentationHash, CoverCause.DisclaimerEditorial, attempt.NowUtc, _switch);
                    runs[run.ReviewId] = await attempt.Writes.SaveReviewAsync(carried, cancellationToken);
                }
            }
        }

        await Reviews.AddGrantsAsync(granted, cancellationToken);
        await attempt.Work.KeepTextsAsync(texts, cancellationToken);
        var decisions = await Reviews.FindDecisionsAsync([.. runs.Keys], cancellationToken);
        var certified = await CertificatesOfPublications.RenewAsync(Reviews.Register, flowing, runs, decisions, signer, attempt.NowUtc, cancellationToken);
        await attempt.Writes.SavePublicationsAsync(certified.Publications, cancellationToken);
        if (certified.DescribePlaces() is { } places)
        {
            await attempt.AuditAsync(AuditActions.CertificateReissue, facts.ContentItemId, _after.ContentItemVersionId, facts.LatestHash, new JsonObject { ["keyId"] = signer!.KeyId, [CertifiedPublications.LogMember] = places }, cancellationToken);
        }

        await attempt.Work.SetContentHashesAsync(granted.ToDictionary(grant => grant.VersionId, grant => grant.ContentHash, StringComparer.Ordinal), cancellationToken);
    }

    /// <summary>
    /// The text that readers see with the new disclaimer, and nothing else of it changed: where the program would make another text of the version today than was
    /// granted, the granted one is taken as it was kept. Null when it cannot be told.
    /// </summary>
    private async Task<JsonObject?> WithNewDisclaimerAsync(ContentItem item, string shownHash, CancellationToken cancellationToken)
    {
        var now = MedicalContent.Project(item, _before, _text.Definitions, _text.SiteLanguage);
        if (MedicalContent.Hash(now) != shownHash)
        {
            var kept = await attempt.Work.FindTextsAsync([shownHash], cancellationToken);
            if (!kept.TryGetValue(shownHash, out var json) || ShownText.Read(json, shownHash) is not { } content)
            {
                return null;
            }

            now = content;
        }

        return MedicalContent.WithDisclaimer(now, _after, _text.Definitions);
    }

    /// <summary>Material: live content keeps what was approved and is due to be reviewed with the new one.</summary>
    private async Task PinAsync(ImpactedItem[] items, CancellationToken cancellationToken)
    {
        if (items.Length == 0)
        {
            return;
        }

        var ids = items.Where(item => item.IsLive).Select(item => item.ContentItemId).ToList();
        var live = await attempt.Work.FindAsync(ids, VersionSelector.Published, cancellationToken);
        var publications = await Reviews.FindPublicationsAsync(ids, cancellationToken);
        var due = new List<Publication>();
        foreach (var version in live.Values)
        {
            var shown = PublicationOf(version, publications.GetValueOrDefault(version.Item.ContentItemId), await _policies.OfAsync(version.Item.ContentType, cancellationToken));
            due.Add(shown with { ReviewDueReason = ReviewDueReason.Disclaimer, ReviewDueUtc = attempt.NowUtc });
        }

        await attempt.Writes.SavePublicationsAsync(due, cancellationToken);
        var renewals = await Reviews.FindOpenReviewsAsync(ids, ReviewPurpose.Renewal, cancellationToken);
        foreach (var item in items.Where(item => item.IsLive))
        {
            var version = live[item.ContentItemId].Item;
            attempt.Changed(item.ContentItemId);
            await attempt.RaiseAsync(ReviewEvents.ReviewDue, version, new JsonObject { ["reason"] = ReviewDueReason.Disclaimer.ToString() }, cancellationToken);
            if (renewals.TryGetValue(item.ContentItemId, out var renewal))
            {
                await Voiding.CloseAsync(attempt, renewal, "The disclaimer was changed materially.", cancellationToken);
            }

            if (item is { ReviewId: null, HasNewerDraft: false })
            {
                await OpenAsync(version, cancellationToken);
            }
        }
    }

    private async Task OpenAsync(ContentItem item, CancellationToken cancellationToken)
    {
        if ((await _policies.OfAsync(item.ContentType, cancellationToken)).Policy is not { } policy)
        {
            return;
        }

        var hash = _text.Hash(item, _after);
        var review = await ReviewRuns.BeginAsync(attempt, ReviewPurpose.Publication, item, hash, policy, Actor.System, cancellationToken);
        await attempt.AuditAsync(AuditActions.ReviewSubmit, item.ContentItemId, item.ContentItemVersionId, hash, new JsonObject { ["reviewId"] = review.ReviewId, ["policyHash"] = review.PolicyHash, ["disclaimer"] = facts.ContentItemId }, cancellationToken);
        await attempt.RaiseAsync(ReviewEvents.Submitted, item, new JsonObject { ["reviewId"] = review.ReviewId, ["stage"] = review.CurrentStage?.Name, ["disclaimer"] = facts.ContentItemId }, cancellationToken);
    }

    /// <summary>Content in review: after an editorial change the decisions stand, after a material one they begin anew.</summary>
    private async Task CarryRunsAsync(ImpactedItem[] items, DisclaimerChange change, CancellationToken cancellationToken)
    {
        ImmutableArray<string> ids = [.. items.Where(item => item.ReviewId is not null).Select(item => item.ContentItemId)];
        var latest = await attempt.Work.FindAsync(ids, VersionSelector.Latest, cancellationToken);
        var runs = await Reviews.FindOpenReviewsAsync(ids, ReviewPurpose.Publication, cancellationToken);
        var schedules = await Reviews.FindSchedulesAsync(ids, cancellationToken);
        foreach (var run in runs.Values)
        {
            var item = latest[run.ContentItemId].Item;
            var presentation = Presentation.HashOf(item);
            if (!run.Covers(item.ContentItemVersionId, _text.Hash(item, _before), presentation))
            {
                // Overtaken by another text already: its decisions count for nothing.
                continue;
            }

            var hash = _text.Hash(item, _after);
            if (change == DisclaimerChange.Editorial)
            {
                await attempt.Writes.SaveReviewAsync(ReviewRuns.Cover(run, item.ContentItemVersionId, hash, presentation, CoverCause.DisclaimerEditorial, attempt.NowUtc, _switch), cancellationToken);
                if (schedules.TryGetValue(run.ContentItemId, out var schedule))
                {
                    await attempt.Writes.SaveScheduleAsync(schedule with { ContentHash = hash }, cancellationToken);
                }
            }
            else
            {
                await RestartAsync(run, item, hash, cancellationToken);
            }
        }
    }

    private async Task RestartAsync(Review run, ContentItem item, string hash, CancellationToken cancellationToken)
    {
        const string reason = "The disclaimer was changed materially.";
        var turnedBack = run.State == ReviewState.ChangesRequested;
        if (!turnedBack)
        {
            await Voiding.VoidDecisionsAsync(attempt, run, reason, cancellationToken);
        }

        await attempt.Writes.SaveReviewAsync(ReviewRuns.Cover(run, item.ContentItemVersionId, hash, Presentation.HashOf(item), CoverCause.DisclaimerMaterial, attempt.NowUtc) with
        {
            State = turnedBack ? run.State : ReviewState.InReview,
            Stages = ReviewRuns.NewStages(run.Policy, attempt.NowUtc),
            CompletedUtc = null,
        }, cancellationToken);
        await Voiding.CancelScheduleAsync(attempt, run.ContentItemId, run.ContentType, reason, cancellationToken);
    }

    /// <summary>The publication of a live version; one that a recipe brought has none yet and shows the disclaimer as published so far.</summary>
    private Publication PublicationOf(StoredVersion version, Publication? publication, PolicyLookup policy)
    {
        var item = version.Item;
        return publication?.VersionId == item.ContentItemVersionId
            ? publication with { PresentationHash = Presentation.HashOf(item), DisclaimerItemId = facts.ContentItemId, DisclaimerVersionId = publication.DisclaimerVersionId ?? _before?.ContentItemVersionId }
            : new(
                item.ContentItemId,
                item.ContentItemVersionId,
                version.ContentHash ?? _text.Hash(item, _before),
                policy.IsNone ? PublicationBasis.NoPolicy : PublicationBasis.Imported,
                item.PublishedUtc ?? attempt.NowUtc)
            {
                PresentationHash = Presentation.HashOf(item),
                DisclaimerItemId = facts.ContentItemId,
                DisclaimerVersionId = _before?.ContentItemVersionId,
            };
    }

    private async Task<Dictionary<string, Review>> FindRunsAsync(IEnumerable<string> ids, IEnumerable<Publication> publications, CancellationToken cancellationToken)
    {
        var known = publications.SelectMany(publication => new[] { publication.ReviewId, publication.RenewalId }).OfType<string>().Distinct(StringComparer.Ordinal).ToList();
        var runs = new Dictionary<string, Review>(await Reviews.FindReviewsAsync(known, cancellationToken), StringComparer.Ordinal);
        foreach (var renewal in (await Reviews.FindOpenReviewsAsync([.. ids], ReviewPurpose.Renewal, cancellationToken)).Values)
        {
            runs[renewal.ReviewId] = renewal;
        }

        return runs;
    }
}
