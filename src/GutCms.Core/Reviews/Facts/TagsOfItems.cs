using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Storage;

namespace GutCms.Core.Reviews.Facts;

/// <summary>The latest version of an item with the tag of the item as a whole.</summary>
/// <param name="Item">The version.</param>
/// <param name="Tag">As <see cref="ItemStand.Tag"/>.</param>
/// <param name="State">State of the version.</param>
internal sealed record TaggedItem(ContentItem Item, string Tag, ReviewState State);

/// <summary>Reads the tags of many items with a handful of queries.</summary>
internal static class TagsOfItems
{
    /// <summary>The latest versions of those of the items that have one, in the order that is asked for.</summary>
    public static async Task<OrderedDictionary<string, TaggedItem>> FindAsync(IUnitOfWork work, DateTime nowUtc, IReadOnlyList<string> contentItemIds, CancellationToken cancellationToken)
    {
        var latest = await work.FindAsync(contentItemIds, VersionSelector.Latest, cancellationToken);
        var published = await work.FindAsync(contentItemIds, VersionSelector.Published, cancellationToken);
        var disclaimers = await LiveDisclaimers.FindAsync(work, latest.Values.Concat(published.Values).Select(version => version.Item), cancellationToken);
        var publications = await work.Reviews.FindPublicationsAsync(contentItemIds, cancellationToken);
        var runs = await work.Reviews.FindOpenReviewsAsync(contentItemIds, ReviewPurpose.Publication, cancellationToken);
        var renewals = await work.Reviews.FindOpenReviewsAsync(contentItemIds, ReviewPurpose.Renewal, cancellationToken);
        var schedules = await work.Reviews.FindSchedulesAsync(contentItemIds, cancellationToken);
        var takeDowns = await work.Reviews.FindTakeDownsAsync(contentItemIds, cancellationToken);
        var withdrawals = await work.Reviews.FindWithdrawalsAsync(contentItemIds, cancellationToken);
        var text = await MedicalText.LoadAsync(work, cancellationToken);
        var policies = new PolicyLookups(work);
        var found = new OrderedDictionary<string, TaggedItem>(StringComparer.Ordinal);
        foreach (var id in contentItemIds.Where(latest.ContainsKey))
        {
            var stand = StandOf(id, await policies.OfAsync(latest[id].Item.ContentType, cancellationToken));
            found.Add(id, new(latest[id].Item, stand.Tag, stand.LatestState));
        }

        return found;

        ItemStand StandOf(string id, PolicyLookup policy)
        {
            var live = published.GetValueOrDefault(id);
            var publication = publications.GetValueOrDefault(id) is { } known && known.VersionId == live?.Item.ContentItemVersionId ? known : null;
            return new(id, nowUtc, !policy.IsNone, ShownVersion.Of(latest[id], HashOf(latest[id])))
            {
                Published = live is null ? null : ShownVersion.Of(live, ReviewFactsLoader.HashOfLive(publication, policy, live, HashOf(live))!),
                Publication = publication,
                Review = runs.GetValueOrDefault(id),
                Renewal = renewals.GetValueOrDefault(id),
                Schedule = schedules.GetValueOrDefault(id),
                TakeDown = takeDowns.GetValueOrDefault(id),
                Withdrawal = withdrawals.GetValueOrDefault(id),
            };
        }

        string HashOf(StoredVersion version) => text.Hash(version.Item, LiveDisclaimers.Of(disclaimers, version.Item)?.Item);
    }
}
