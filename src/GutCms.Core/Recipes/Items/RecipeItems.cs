using GutCms.Core.Content.Checking;
using GutCms.Core.Delivery;
using GutCms.Core.Texts;

namespace GutCms.Core.Recipes.Items;

/// <summary>What the whole recipe says about ids, paths and references; all that a check keeps of its items.</summary>
internal sealed class RecipeItems
{
    private readonly Dictionary<string, Mention> _items = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Place> _versions = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _paths = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Whether the site sends readers on from any address; null: nobody has asked yet.</summary>
    public bool? HasFormerAddresses { get; set; }

    /// <summary>Who holds the last segments of paths, by type: of the site, and of the items so far.</summary>
    public Dictionary<string, Dictionary<string, string>> Slugs { get; } = new(StringComparer.Ordinal);

    /// <summary>Who takes which place in sets of translations, of the items so far.</summary>
    public Dictionary<TranslationPlace, string> Translations { get; } = [];

    private readonly HashSet<string> _types = new(StringComparer.Ordinal);

    /// <summary>Disclaimers that stand after an item which shows them: they have to be written first.</summary>
    public List<LateItem> Late { get; } = [];

    /// <summary>References whose target has not been met yet.</summary>
    public List<(Place Place, PickedItem Picked)> Open { get; } = [];

    /// <summary>Disclaimers that the published items of the recipe show, each with the first reference to it.</summary>
    public Dictionary<string, (Place Place, PickedItem Picked)> ShownDisclaimers { get; } = new(StringComparer.Ordinal);

    /// <summary>Disclaimers that are published once the recipe has run, as far as it says so.</summary>
    public HashSet<string> PublishedDisclaimers { get; } = new(StringComparer.Ordinal);

    /// <summary>Disclaimers that an item shows before they stand in the recipe, if they do at all.</summary>
    public HashSet<string> AwaitedDisclaimers { get; } = new(StringComparer.Ordinal);

    public static RecipeItems Of(RecipeContext context)
    {
        if (!context.Items.TryGetValue(nameof(RecipeItems), out var items))
        {
            context.Items[nameof(RecipeItems)] = items = new RecipeItems();
        }

        return (RecipeItems)items;
    }

    public bool HasType(string type) => _types.Contains(type);

    /// <summary>The type of an item of the recipe, or null.</summary>
    public string? TypeOf(string id) => _items.GetValueOrDefault(id)?.Type;

    /// <summary>Items that the recipe brings as published versions under a newer draft, but without that draft.</summary>
    public IEnumerable<Place> WithoutLatest => _items.Values.Where(item => !item.Latest).Select(item => item.Place);

    /// <summary>Notes an item. Returns what is wrong with its ids and its path in view of the items before it: path below the item, and message.</summary>
    public IEnumerable<(string Path, Sentence Sentence)> Add(Place place, GutCms.Core.Content.Items.ContentItem item, string? routePath, string? route)
    {
        if (!_versions.TryAdd(item.ContentItemVersionId, place))
        {
            yield return (".ContentItemVersionId", Sentence.Of("Recipe.VersionTwice", item.ContentItemVersionId, _versions[item.ContentItemVersionId]));
        }

        if (!_items.TryGetValue(item.ContentItemId, out var mention))
        {
            _items[item.ContentItemId] = new(place, item.ContentType) { Latest = item.Latest, Published = item.Published };
        }
        else if ((mention.Latest && item.Latest) || (mention.Published && item.Published))
        {
            yield return (".ContentItemId", Sentence.Of("Recipe.ItemTwice", item.ContentItemId, mention.Place));
        }
        else if (mention.Type != item.ContentType)
        {
            yield return (".ContentType", Sentence.Of("Recipe.TwoTypes", mention.Type, mention.Place));
        }
        else
        {
            mention.Latest |= item.Latest;
            mention.Published |= item.Published;
        }

        _types.Add(item.ContentType);
        if (route is not null && !_paths.TryAdd(route, item.ContentItemId) && _paths[route] is var other && other != item.ContentItemId)
        {
            yield return (routePath!, Sentence.Of("Recipe.PathTwice", route, _items[other].Place));
        }
    }

    /// <summary>Where an item stands.</summary>
    /// <param name="Step">The step.</param>
    /// <param name="Index">0-based index in its array.</param>
    public readonly record struct Place(RecipeStep Step, int Index)
    {
        /// <summary>Path below the step.</summary>
        public string Path => $".{Step.ItemsName}[{Index}]";

        /// <inheritdoc/>
        public override string ToString() => $"$.steps[{Step.Index}]{Path}";
    }

    /// <summary>A disclaimer that has to be written before its turn.</summary>
    public sealed record LateItem(Place Place, string Recipe);

    private sealed record Mention(Place Place, string Type)
    {
        public bool Latest { get; set; }

        public bool Published { get; set; }
    }
}
