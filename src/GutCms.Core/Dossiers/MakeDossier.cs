using System.Collections.Immutable;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Content.Items;
using GutCms.Core.Content.Projecting;
using GutCms.Core.Diff;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Reviews.Transitions;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Dossiers;

/// <summary>Answers who approved what of an item, when and why, for whoever may read its drafts. Reads only.</summary>
public sealed class MakeDossier(ReviewPorts ports)
{
    /// <summary>What is asked for.</summary>
    /// <param name="ContentItemId">The item.</param>
    /// <param name="VersionId">One version of it; null: the item as a whole, see <see cref="DossierScope.Item"/>.</param>
    public sealed record Request(string ContentItemId, string? VersionId = null)
    {
        /// <summary>With the proof that its entries stand in the log, for which the whole log is looked through.</summary>
        public bool WithProof { get; init; }
    }

    /// <summary>Makes it.</summary>
    public Task<Outcome<DossierMaterial>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellationToken) => ReadAsync(actor, request, cancellationToken).OnRecordAsync(ports, actor);

    private async Task<Outcome<DossierMaterial>> ReadAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        await using var work = await ports.Store.ReadAsync(cancellationToken);
        var facts = await ReviewFactsLoader.LoadAsync(work, ports.Reviewers, Attempt.Now(ports), request.ContentItemId, cancellationToken);
        if (facts is null || !Sees.Draft(facts, actor))
        {
            return TriggerCheck.Hidden(facts);
        }

        var versionId = request.VersionId ?? facts.Published?.Item.ContentItemVersionId ?? LastApproved(facts) ?? facts.Latest.Item.ContentItemVersionId;
        return facts.Versions.FirstOrDefault(version => version.VersionId == versionId) is { } found
            ? await ProveAsync(work, request, await GatherAsync(work, facts, actor, found, request.VersionId is null, cancellationToken), cancellationToken)
            : new Refusal(RefusalKind.NotFound, Sentence.Of("Refused.NoVersion"));
    }

    private static async Task<DossierMaterial> ProveAsync(IUnitOfWork work, Request request, DossierMaterial material, CancellationToken cancellationToken) =>
        request.WithProof ? material with { Proof = await DossierProof.FindAsync(work, material.Checkpoint, material.Entries, cancellationToken) } : material;

    private static async Task<DossierMaterial> GatherAsync(IUnitOfWork work, ReviewFacts facts, Actor actor, VersionSummary summary, bool whole, CancellationToken cancellationToken)
    {
        var texts = new DossierTexts(work, facts);
        var earlier = facts.Versions.LastOrDefault(version => version.Number < summary.Number && facts.Grants[version.VersionId].Any());
        var version = await texts.DescribeAsync(summary, cancellationToken);
        var before = earlier is null ? null : await texts.DescribeAsync(earlier, cancellationToken);
        var span = whole ? null : facts.Versions.Where(other => other.Number > (earlier?.Number ?? 0) && other.Number <= summary.Number).Select(other => other.VersionId).ToHashSet(StringComparer.Ordinal);
        var runs = await RunsAsync(work, facts.ContentItemId, version, span, cancellationToken);
        var item = texts.ItemOf(version);
        var dossier = new Dossier(
            Dossier.CurrentFormat,
            facts.NowUtc,
            actor.UserName,
            whole ? DossierScope.Item : DossierScope.Version,
            new(facts.ContentItemId, facts.ContentType, item.DisplayText, ItemMeaning.PathOf(item), facts.Versions.Count),
            version,
            before,
            Authorship.AuthorsOf(facts.Versions, ApprovedOnes(facts).Select(grant => grant.VersionId).ToHashSet(StringComparer.Ordinal), summary.VersionId),
            runs,
            [.. facts.Threads.Where(thread => span?.Contains(thread.VersionId) != false)])
        {
            Disclaimer = await DisclaimerAsync(work, facts, version, cancellationToken),
            Withdrawal = facts.Withdrawal is { } withdrawal && (whole || withdrawal.VersionId == version.VersionId) ? withdrawal : null,
        };
        var content = texts.Of(version);
        var newest = await work.Audit.ListAsync(new AuditQuery { First = 1 }, cancellationToken);
        return new(
            dossier,
            content,
            Presentation.Of(item),
            before is null ? null : VersionDiff.Compare(texts.Of(before), content, await SiteDrugNames.VocabularyAsync(work, cancellationToken)),
            await texts.FindAsync(runs.SelectMany(run => run.Decisions).Select(decision => decision.ContentHash), cancellationToken),
            await PoliciesAsync(work, runs, cancellationToken),
            version.Live ? facts.Publication?.Certificate : null,
            await EntriesAsync(work, facts.ContentItemId, span, runs, cancellationToken),
            AuditCheckpoint.Of(newest.Entries is [var last, ..] ? last : null, facts.NowUtc));
    }

    private static string? LastApproved(ReviewFacts facts) => ApprovedOnes(facts).MaxBy(grant => grant.GrantedUtc)?.VersionId;

    private static IEnumerable<PublicationGrant> ApprovedOnes(ReviewFacts facts) => facts.Grants.SelectMany(group => group).Where(grant => grant.Basis == PublicationBasis.Approved);

    private static async Task<ImmutableArray<DossierRun>> RunsAsync(IUnitOfWork work, string contentItemId, DossierVersion version, HashSet<string>? span, CancellationToken cancellationToken)
    {
        var reviews = await work.Reviews.ListReviewsAsync(contentItemId, cancellationToken);
        var decisions = await work.Reviews.FindDecisionsAsync([.. reviews.Select(review => review.ReviewId)], cancellationToken);
        return [.. reviews.Reverse().Select(review => Run(review, decisions.GetValueOrDefault(review.ReviewId) ?? [])).Where(run => Concerns(run, version, span))];
    }

    private static bool Concerns(DossierRun run, DossierVersion version, HashSet<string>? span) =>
        span is null || run.ReviewId == version.ReviewId || run.CoveredTexts.Any(text => span.Contains(text.VersionId)) || run.Decisions.Any(decision => span.Contains(decision.VersionId));

    private static DossierRun Run(Review review, IReadOnlyList<Decision> decisions) => new(
        review.ReviewId,
        review.Purpose,
        review.State,
        review.SubmittedByName,
        review.SubmittedUtc,
        ReviewPolicyJson.Write(review.Policy),
        review.PolicyHash,
        review.Stages,
        review.CoveredTexts,
        [.. decisions])
    { Message = review.Message, CompletedUtc = review.CompletedUtc, ClosedUtc = review.ClosedUtc, CloseReason = review.CloseReason };

    private static async Task<IReadOnlyDictionary<string, JsonObject>> PoliciesAsync(IUnitOfWork work, ImmutableArray<DossierRun> runs, CancellationToken cancellationToken)
    {
        var policies = new SortedDictionary<string, JsonObject>(StringComparer.Ordinal);
        foreach (var hash in runs.Select(run => run.PolicyHash).OfType<string>().Distinct(StringComparer.Ordinal))
        {
            if (await work.GetDocumentAsync(PolicyTexts.DocumentKind, hash, cancellationToken) is { } policy)
            {
                policies[hash] = policy;
            }
        }

        return policies;
    }

    private static async Task<DossierDisclaimer?> DisclaimerAsync(IUnitOfWork work, ReviewFacts facts, DossierVersion version, CancellationToken cancellationToken) =>
        version.Live && facts.Publication is { DisclaimerItemId: { } id, DisclaimerVersionId: { } pinned }
        && (await work.FindVersionsAsync([pinned], cancellationToken)).TryGetValue(pinned, out var found)
            ? new(id, pinned, found.Item.DisplayText, found.Item.ModifiedUtc)
            : null;

    private static async Task<IReadOnlyList<AuditEntry>> EntriesAsync(IUnitOfWork work, string contentItemId, HashSet<string>? span, ImmutableArray<DossierRun> runs, CancellationToken cancellationToken)
    {
        var reviews = runs.Select(run => run.ReviewId).ToHashSet(StringComparer.Ordinal);
        var entries = new List<AuditEntry>();
        await foreach (var entry in work.Audit.ReadAsync(new AuditQuery { ContentItemId = contentItemId }, cancellationToken))
        {
            if (span is null || (entry.VersionId is { } version && span.Contains(version)) || (entry.Details["reviewId"] is JsonValue value && value.TryGetValue<string>(out var review) && reviews.Contains(review)))
            {
                entries.Add(entry);
            }
        }

        return entries;
    }
}
