using GutCms.Core.Content.Items;
using GutCms.Core.Content.Projecting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Storage;

namespace GutCms.Core.Reviews.Facts;

/// <summary>Reads <see cref="ReviewFacts"/>.</summary>
internal static class ReviewFactsLoader
{
    /// <summary>The facts of an item; null when it does not exist or was deleted.</summary>
    public static Task<ReviewFacts?> LoadAsync(IUnitOfWork work, IReviewerDirectory reviewers, DateTime nowUtc, string contentItemId, CancellationToken cancellationToken) =>
        LoadAsync(work, reviewers, nowUtc, contentItemId, known: null, cancellationToken);

    /// <summary>The same after a change in the same unit of work.</summary>
    /// <param name="work">The unit of work.</param>
    /// <param name="reviewers">Who holds roles.</param>
    /// <param name="nowUtc">UTC.</param>
    /// <param name="contentItemId">The item.</param>
    /// <param name="known">Facts of this item or another, read before: definitions and language stand, and of the same item its policy, the holders of roles and the comments. Null: nothing was read.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<ReviewFacts?> LoadAsync(
        IUnitOfWork work, IReviewerDirectory reviewers, DateTime nowUtc, string contentItemId, ReviewFacts? known, CancellationToken cancellationToken) =>
        (await LoadAsync(work, reviewers, nowUtc, [contentItemId], known, cancellationToken)).GetValueOrDefault(contentItemId);

    /// <summary>The facts of several items, by item, in as many readings as those of one; what does not exist or was deleted is absent.</summary>
    public static Task<IReadOnlyDictionary<string, ReviewFacts>> LoadAsync(
        IUnitOfWork work, IReviewerDirectory reviewers, DateTime nowUtc, IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken) =>
        LoadAsync(work, reviewers, nowUtc, [.. contentItemIds.Distinct(StringComparer.Ordinal)], known: null, cancellationToken);

    private static async Task<IReadOnlyDictionary<string, ReviewFacts>> LoadAsync(
        IUnitOfWork work, IReviewerDirectory reviewers, DateTime nowUtc, string[] contentItemIds, ReviewFacts? known, CancellationToken cancellationToken)
    {
        var latest = await work.FindAsync(contentItemIds, VersionSelector.Latest, cancellationToken);
        if (latest.Count == 0)
        {
            return new Dictionary<string, ReviewFacts>();
        }

        var same = contentItemIds is [var only] && only == known?.ContentItemId ? known : null;
        string[] ids = [.. contentItemIds.Where(latest.ContainsKey)];
        string[] changed = [.. ids.Where(id => !latest[id].Item.Published)];
        var live = changed.Length == 0 ? new Dictionary<string, StoredVersion>() : await work.FindAsync(changed, VersionSelector.Published, cancellationToken);
        StoredVersion? Published(string id) => latest[id].Item.Published ? latest[id] : live.GetValueOrDefault(id);

        var text = known?.Text ?? await MedicalText.LoadAsync(work, cancellationToken);
        var policies = await PoliciesAsync(work, latest.Values, same, cancellationToken);
        var shown = ids.SelectMany(id => new[] { latest[id], Published(id) }).OfType<StoredVersion>().Select(version => version.Item).ToList();
        var disclaimers = same?.Disclaimer is { } disclaimer && shown.TrueForAll(item => ItemMeaning.DisclaimerOf(item) == disclaimer.Item.ContentItemId)
            ? new Dictionary<string, StoredVersion>(StringComparer.Ordinal) { [disclaimer.Item.ContentItemId] = disclaimer }
            : await LiveDisclaimers.FindAsync(work, shown, cancellationToken);
        var publications = await work.Reviews.FindPublicationsAsync(ids, cancellationToken);
        var reviews = await work.Reviews.FindOpenReviewsAsync(ids, ReviewPurpose.Publication, cancellationToken);
        var renewals = await work.Reviews.FindOpenReviewsAsync(ids, ReviewPurpose.Renewal, cancellationToken);
        var decisions = await work.Reviews.FindDecisionsAsync([.. reviews.Values.Concat(renewals.Values).Select(run => run.ReviewId)], cancellationToken);
        var versions = await work.ListVersionsAsync(ids, cancellationToken);
        var grants = await work.Reviews.FindGrantsAsync([.. versions.Values.SelectMany(list => list).Select(version => version.VersionId)], cancellationToken);
        var roles = ids.ToDictionary(id => id, id => RolesOf(policies[latest[id].Item.ContentType].Policy, reviews.GetValueOrDefault(id)?.Policy, renewals.GetValueOrDefault(id)?.Policy), StringComparer.Ordinal);
        var holders = same is not null && roles[ids[0]].All(same.Holders.ContainsKey) ? null : await HoldersAsync(work, reviewers, latest, roles, cancellationToken);
        var away = reviews.Values.Concat(renewals.Values).Any(run => !run.Assignments.IsEmpty) ? await TimesAway.ReadAsync(work, cancellationToken) : TimesAway.None;
        var schedules = await work.Reviews.FindSchedulesAsync(ids, cancellationToken);
        var takeDowns = await work.Reviews.FindTakeDownsAsync([.. ids.Where(id => Published(id) is not null || schedules.ContainsKey(id))], cancellationToken);
        var withdrawals = await work.Reviews.FindWithdrawalsAsync(ids, cancellationToken);
        var threads = same is null ? await work.Reviews.ListThreadsAsync(ids, cancellationToken) : new Dictionary<string, IReadOnlyList<CommentThread>>();
        var translations = await TranslationOrigin.FindAsync(work, latest.Values.Select(version => version.Item), cancellationToken);
        return ids.ToDictionary(id => id, id =>
        {
            var (published, policy) = (Published(id), policies[latest[id].Item.ContentType]);
            var publication = publications.GetValueOrDefault(id) is { } own && own.VersionId == published?.Item.ContentItemVersionId ? own : null;
            var (review, renewal) = (reviews.GetValueOrDefault(id), renewals.GetValueOrDefault(id));
            var runs = new[] { review, renewal }.OfType<Review>();
            var hashNow = published is null ? null : text.Hash(published.Item, LiveDisclaimers.Of(disclaimers, published.Item)?.Item);
            return new ReviewFacts
            {
                NowUtc = nowUtc,
                Text = text,
                Latest = latest[id],
                Published = published,
                Policy = policy,
                Disclaimer = LiveDisclaimers.Of(disclaimers, latest[id].Item),
                LatestHash = text.Hash(latest[id].Item, LiveDisclaimers.Of(disclaimers, latest[id].Item)?.Item),
                LatestPresentationHash = Presentation.HashOf(latest[id].Item),
                PublishedPresentationHash = published is null ? null : Presentation.HashOf(published.Item),
                PublishedHash = HashOfLive(publication, policy, published, hashNow),
                PublishedHashNow = hashNow,
                Review = review,
                Decisions = review is null ? [] : decisions.GetValueOrDefault(review.ReviewId) ?? [],
                Renewal = renewal,
                RenewalDecisions = renewal is null ? [] : decisions.GetValueOrDefault(renewal.ReviewId) ?? [],
                Publication = publication,
                Versions = versions.GetValueOrDefault(id) ?? [],
                Grants = (versions.GetValueOrDefault(id) ?? []).SelectMany(version => grants.GetValueOrDefault(version.VersionId) ?? []).ToLookup(grant => grant.VersionId, StringComparer.Ordinal),
                Holders = holders is null ? same!.Holders : roles[id].ToDictionary(role => role, role => holders[latest[id].Item.ContentType][role], StringComparer.Ordinal),
                Away = runs.Any(run => !run.Assignments.IsEmpty) ? away : TimesAway.None,
                Schedule = schedules.GetValueOrDefault(id),
                TakeDown = takeDowns.GetValueOrDefault(id),
                Withdrawal = withdrawals.GetValueOrDefault(id),
                Threads = same?.Threads ?? threads.GetValueOrDefault(id) ?? [],
                Translation = translations.GetValueOrDefault(id),
            };
        }, StringComparer.Ordinal);
    }

    private static async Task<Dictionary<string, PolicyLookup>> PoliciesAsync(IUnitOfWork work, IEnumerable<StoredVersion> items, ReviewFacts? same, CancellationToken cancellationToken)
    {
        var policies = new Dictionary<string, PolicyLookup>(StringComparer.Ordinal);
        foreach (var type in items.Select(stored => stored.Item.ContentType).Distinct(StringComparer.Ordinal))
        {
            policies[type] = same?.Policy ?? await PolicyLookup.FindAsync(work, type, cancellationToken);
        }

        return policies;
    }

    private static List<string> RolesOf(params ReviewPolicy?[] policies) =>
        [.. policies.OfType<ReviewPolicy>().SelectMany(policy => policy.Stages).SelectMany(stage => stage.Roles).Select(role => role.Role).Distinct(StringComparer.Ordinal)];

    /// <summary>Who holds which role, by type and role.</summary>
    private static async Task<Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<Reviewer>>>> HoldersAsync(
        IUnitOfWork work, IReviewerDirectory reviewers, IReadOnlyDictionary<string, StoredVersion> latest, Dictionary<string, List<string>> roles, CancellationToken cancellationToken)
    {
        var holders = new Dictionary<string, IReadOnlyDictionary<string, IReadOnlyList<Reviewer>>>(StringComparer.Ordinal);
        foreach (var type in roles.GroupBy(entry => latest[entry.Key].Item.ContentType, entry => entry.Value, StringComparer.Ordinal))
        {
            List<string> all = [.. type.SelectMany(list => list).Distinct(StringComparer.Ordinal)];
            holders[type.Key] = all.Count == 0 ? new Dictionary<string, IReadOnlyList<Reviewer>>() : await reviewers.FindReviewersAsync(work, all, type.Key, cancellationToken);
        }

        return holders;
    }

    /// <summary>
    /// Content hash of a live version as delivered. What a recipe brought in has no publication; under a policy readers get the text of the hash on file, whatever the program makes of the version today.
    /// </summary>
    public static string? HashOfLive(Publication? publication, PolicyLookup policy, StoredVersion? live, string? hashNow) =>
        publication?.ContentHash ?? (policy.IsNone ? hashNow : live?.ContentHash ?? hashNow);
}
