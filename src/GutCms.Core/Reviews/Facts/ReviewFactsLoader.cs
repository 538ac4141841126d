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
        IUnitOfWork work, IReviewerDirectory reviewers, DateTime nowUtc, string contentItemId, ReviewFacts? known, CancellationToken cancellationToken)
    {
        var same = known?.ContentItemId == contentItemId ? known : null;
        string[] ids = [contentItemId];
        if (!(await work.FindAsync(ids, VersionSelector.Latest, cancellationToken)).TryGetValue(contentItemId, out var latest))
        {
            return null;
        }

        var published = latest.Item.Published ? latest : (await work.FindAsync(ids, VersionSelector.Published, cancellationToken)).GetValueOrDefault(contentItemId);
        var text = known?.Text ?? await MedicalText.LoadAsync(work, cancellationToken);
        var policy = same?.Policy ?? await PolicyLookup.FindAsync(work, latest.Item.ContentType, cancellationToken);
        var shown = new[] { latest, published }.OfType<StoredVersion>().Select(version => version.Item).ToList();
        var disclaimers = same?.Disclaimer is { } disclaimer && shown.TrueForAll(item => ItemMeaning.DisclaimerOf(item) == disclaimer.Item.ContentItemId)
            ? new Dictionary<string, StoredVersion>(StringComparer.Ordinal) { [disclaimer.Item.ContentItemId] = disclaimer }
            : await LiveDisclaimers.FindAsync(work, shown, cancellationToken);
        var publication = (await work.Reviews.FindPublicationsAsync(ids, cancellationToken)).GetValueOrDefault(contentItemId);
        if (publication?.VersionId != published?.Item.ContentItemVersionId)
        {
            publication = null;
        }

        var review = await work.Reviews.FindOpenReviewAsync(contentItemId, ReviewPurpose.Publication, cancellationToken);
        var renewal = await work.Reviews.FindOpenReviewAsync(contentItemId, ReviewPurpose.Renewal, cancellationToken);
        var decisions = await work.Reviews.FindDecisionsAsync([.. new[] { review, renewal }.OfType<Review>().Select(run => run.ReviewId)], cancellationToken);
        var versions = await work.ListVersionsAsync(contentItemId, cancellationToken);
        var grants = await work.Reviews.FindGrantsAsync([.. versions.Select(version => version.VersionId)], cancellationToken);
        var roles = new[] { policy.Policy, review?.Policy, renewal?.Policy }.OfType<ReviewPolicy>()
            .SelectMany(known => known.Stages).SelectMany(stage => stage.Roles).Select(role => role.Role).Distinct(StringComparer.Ordinal).ToList();
        var hashNow = published is null ? null : text.Hash(published.Item, LiveDisclaimers.Of(disclaimers, published.Item)?.Item);
        return new ReviewFacts
        {
            NowUtc = nowUtc,
            Text = text,
            Latest = latest,
            Published = published,
            Policy = policy,
            Disclaimer = LiveDisclaimers.Of(disclaimers, latest.Item),
            LatestHash = text.Hash(latest.Item, LiveDisclaimers.Of(disclaimers, latest.Item)?.Item),
            LatestPresentationHash = Presentation.HashOf(latest.Item),
            PublishedPresentationHash = published is null ? null : Presentation.HashOf(published.Item),
            PublishedHash = HashOfLive(publication, policy, published, hashNow),
            PublishedHashNow = hashNow,
            Review = review,
            Decisions = review is null ? [] : decisions.GetValueOrDefault(review.ReviewId) ?? [],
            Renewal = renewal,
            RenewalDecisions = renewal is null ? [] : decisions.GetValueOrDefault(renewal.ReviewId) ?? [],
            Publication = publication,
            Versions = versions,
            Grants = grants.Values.SelectMany(list => list).ToLookup(grant => grant.VersionId, StringComparer.Ordinal),
            Holders = roles.Count == 0
                ? new Dictionary<string, IReadOnlyList<Reviewer>>(StringComparer.Ordinal)
                : same is not null && roles.All(same.Holders.ContainsKey) ? same.Holders
                : await reviewers.FindReviewersAsync(work, roles, latest.Item.ContentType, cancellationToken),
            Away = new[] { review, renewal }.Any(run => run is { Assignments.IsEmpty: false }) ? await TimesAway.ReadAsync(work, cancellationToken) : TimesAway.None,
            Schedule = (await work.Reviews.FindSchedulesAsync(ids, cancellationToken)).GetValueOrDefault(contentItemId),
            TakeDown = published is null ? null : (await work.Reviews.FindTakeDownsAsync(ids, cancellationToken)).GetValueOrDefault(contentItemId),
            Withdrawal = await work.Reviews.FindWithdrawalAsync(contentItemId, cancellationToken),
            Threads = same?.Threads ?? await work.Reviews.ListThreadsAsync(contentItemId, cancellationToken),
        };
    }

    /// <summary>
    /// Content hash of a live version as delivered. What a recipe brought in has no publication; under a policy readers get the text of the hash on file, whatever the program makes of the version today.
    /// </summary>
    public static string? HashOfLive(Publication? publication, PolicyLookup policy, StoredVersion? live, string? hashNow) =>
        publication?.ContentHash ?? (policy.IsNone ? hashNow : live?.ContentHash ?? hashNow);
}
