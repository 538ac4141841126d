using GutCms.Core.Content;

namespace GutCms.Core.Recipes;

/// <summary>What the store has of the items of one batch.</summary>
/// <param name="Latest">Latest versions by item.</param>
/// <param name="Published">Published versions by item.</param>
/// <param name="VersionOwners">Item of each version id that exists.</param>
internal sealed record StoredItems(
    IReadOnlyDictionary<string, StoredVersion> Latest,
    IReadOnlyDictionary<string, StoredVersion> Published,
    IReadOnlyDictionary<string, string> VersionOwners)
{
    public static async Task<StoredItems> FindAsync(IUnitOfWork work, IEnumerable<ContentItem> items, CancellationToken cancellationToken)
    {
        var ids = items.Select(item => item.ContentItemId).Distinct(StringComparer.Ordinal).ToList();
        var versionIds = items.Select(item => item.ContentItemVersionId).Distinct(StringComparer.Ordinal).ToList();
        var latest = await work.FindAsync(ids, VersionSelector.Latest, cancellationToken);
        var others = ids.Where(id => !latest.TryGetValue(id, out var stored) || !stored.Item.Published).ToList();
        var published = others.Count == 0 ? new Dictionary<string, StoredVersion>() : await work.FindAsync(others, VersionSelector.Published, cancellationToken);
        return new(latest, published, await work.FindVersionOwnersAsync(versionIds, cancellationToken));
    }

    public StoredVersion? LatestOf(string id) => Latest.GetValueOrDefault(id);

    public StoredVersion? PublishedOf(string id) => LatestOf(id) is { Item.Published: true } both ? both : Published.GetValueOrDefault(id);
}
