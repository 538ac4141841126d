using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Storage;

namespace GutCms.Core.Recipes.Items;

/// <summary>What the store has of the items of one batch.</summary>
/// <param name="Latest">Latest versions by item.</param>
/// <param name="Published">Published versions by item, where they are not the latest.</param>
/// <param name="VersionOwners">Item of each version id that exists.</param>
/// <param name="Deleted">Items that were deleted.</param>
/// <param name="Reviewed">Items that are being reviewed, or whose live text was approved here.</param>
internal sealed record StoredItems(
    IReadOnlyDictionary<string, StoredVersion> Latest,
    IReadOnlyDictionary<string, StoredVersion> Published,
    IReadOnlyDictionary<string, string> VersionOwners,
    IReadOnlySet<string> Deleted,
    IReadOnlySet<string> Reviewed)
{
    public static async Task<StoredItems> FindAsync(IUnitOfWork work, IEnumerable<ContentItem> items, CancellationToken cancellationToken)
    {
        var ids = items.Select(item => item.ContentItemId).Distinct(StringComparer.Ordinal).ToList();
        var versionIds = items.Select(item => item.ContentItemVersionId).Distinct(StringComparer.Ordinal).ToList();
        var latest = await work.FindAsync(ids, VersionSelector.Latest, cancellationToken);
        var published = await FindOthersAsync(work, [.. ids.Where(id => !latest.TryGetValue(id, out var stored) || !stored.Item.Published)], cancellationToken);
        var owners = await work.FindVersionOwnersAsync(versionIds, cancellationToken);
        var absent = ids.Where(id => !latest.ContainsKey(id) && !published.ContainsKey(id)).ToList();
        var deleted = absent.Count == 0 ? new HashSet<string>() : await work.FindDeletedAsync(absent, cancellationToken);
        return new(latest, published, owners, deleted, await FindReviewedAsync(work, [.. ids.Except(absent, StringComparer.Ordinal)], cancellationToken));
    }

    public StoredVersion? LatestOf(string id) => Latest.GetValueOrDefault(id);

    public StoredVersion? PublishedOf(string id) => LatestOf(id) is { Item.Published: true } both ? both : Published.GetValueOrDefault(id);

    private static async Task<IReadOnlyDictionary<string, StoredVersion>> FindOthersAsync(IUnitOfWork work, List<string> ids, CancellationToken cancellationToken) =>
        ids.Count == 0 ? new Dictionary<string, StoredVersion>() : await work.FindAsync(ids, VersionSelector.Published, cancellationToken);

    private static async Task<IReadOnlySet<string>> FindReviewedAsync(IUnitOfWork work, List<string> ids, CancellationToken cancellationToken)
    {
        var reviewed = new HashSet<string>(StringComparer.Ordinal);
        if (ids.Count > 0)
        {
            reviewed.UnionWith((await work.Reviews.FindOpenReviewsAsync(ids, ReviewPurpose.Publication, cancellationToken)).Keys);
            reviewed.UnionWith((await work.Reviews.FindPublicationsAsync(ids, cancellationToken)).Values
                .Where(publication => publication.Basis == PublicationBasis.Approved || publication.ReviewedUtc is not null)
                .Select(publication => publication.ContentItemId));
        }

        return reviewed;
    }
}
