using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Items;
using GutCms.Core.Storage;

namespace GutCms.Core.Recipes.Items;

/// <summary>The disclaimers that items are shown with; their text is part of the item's content hash.</summary>
/// <param name="work">The transaction.</param>
internal sealed class Disclaimers(IUnitOfWork work)
{
    private const int MostKept = 1_000;
    private readonly Dictionary<string, ContentItem?> _published = new(StringComparer.Ordinal);

    /// <summary>Whether this reference says which disclaimer an item is shown with.</summary>
    public static bool IsShownBy(ContentItem item, PickedItem picked) =>
        picked.TargetId == ItemMeaning.DisclaimerOf(item) && picked.Path.StartsWith($".{ItemMeaning.Reference(item.ContentType, ItemMeaning.DisclaimerField)}.", StringComparison.Ordinal);

    /// <summary>Published disclaimers of these items, by disclaimer; those without a published version are absent.</summary>
    public async Task<IReadOnlyDictionary<string, ContentItem>> OfAsync(IEnumerable<ContentItem> items, CancellationToken cancellationToken)
    {
        var ids = items.Select(ItemMeaning.DisclaimerOf).OfType<string>().ToHashSet(StringComparer.Ordinal);
        var unknown = ids.Where(id => !_published.ContainsKey(id)).ToList();
        if (unknown.Count > 0)
        {
            if (_published.Count + unknown.Count > MostKept)
            {
                _published.Clear();
                unknown = [.. ids];
            }

            var found = await work.FindAsync(unknown, VersionSelector.Published, cancellationToken);
            foreach (var id in unknown)
            {
                _published[id] = found.GetValueOrDefault(id)?.Item;
            }
        }

        return ids.Where(id => _published[id] is not null).ToDictionary(id => id, id => _published[id]!, StringComparer.Ordinal);
    }

    /// <summary>Forgets what these items were before.</summary>
    public void Changed(IEnumerable<ContentItem> items)
    {
        foreach (var item in items)
        {
            _published.Remove(item.ContentItemId);
        }
    }
}
