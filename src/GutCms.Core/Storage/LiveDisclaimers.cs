using GutCms.Core.Content.Items;

namespace GutCms.Core.Storage;

/// <summary>Looks up the live versions of the disclaimers that items are shown with.</summary>
internal static class LiveDisclaimers
{
    /// <summary>The live version of the disclaimer that a version is shown with; null when it picks none, or what it picks is not live or no disclaimer.</summary>
    public static async Task<ContentItem?> OfAsync(IUnitOfWork work, ContentItem item, CancellationToken cancellationToken) =>
        Of(await FindAsync(work, [item], cancellationToken), item)?.Item;

    /// <summary>The same of several versions at once, by disclaimer.</summary>
    public static async Task<IReadOnlyDictionary<string, StoredVersion>> FindAsync(IUnitOfWork work, IEnumerable<ContentItem> items, CancellationToken cancellationToken)
    {
        List<string> ids = [.. items.Select(ItemMeaning.DisclaimerOf).OfType<string>().Distinct(StringComparer.Ordinal)];
        return ids.Count == 0
            ? new Dictionary<string, StoredVersion>()
            : (await work.FindAsync(ids, VersionSelector.Published, cancellationToken)).Where(found => found.Value.Item.ContentType == ItemMeaning.Disclaimer)
                .ToDictionary(found => found.Key, found => found.Value, StringComparer.Ordinal);
    }

    /// <summary>The one among those found that a version is shown with.</summary>
    public static StoredVersion? Of(IReadOnlyDictionary<string, StoredVersion> found, ContentItem item) => ItemMeaning.DisclaimerOf(item) is { } id ? found.GetValueOrDefault(id) : null;
}
