using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Content.Projecting;
using GutCms.Core.Json;
using GutCms.Core.Storage;

namespace GutCms.Core.Delivery;

/// <summary>Loads what texts link to. Which items a text links to is a part of the text, so it is what was approved; only what is live is shown of them.</summary>
/// <param name="definitions">Type definitions.</param>
/// <param name="published">Finds published versions by item.</param>
/// <param name="shown">Finds what readers are shown of published versions, by item.</param>
/// <param name="reviewed">Finds how items were reviewed, by version.</param>
internal sealed class LinkLoader(
    ContentDefinitions definitions,
    Func<HashSet<string>, CancellationToken, Task<IReadOnlyDictionary<string, StoredVersion>>> published,
    Func<IReadOnlyCollection<StoredVersion>, CancellationToken, Task<Dictionary<string, ShownText>>> shown,
    Func<IReadOnlyCollection<ContentItem>, CancellationToken, Task<IReadOnlyDictionary<string, DeliveredReview>>> reviewed)
{
    private const int MostLinks = 50_000;
    private const int MostTerms = 100_000;

    private readonly Dictionary<string, IReadOnlyList<DeliveredField>> _fields = new(StringComparer.Ordinal);
    private readonly BoundedCache<string, Link?> _links = new(MostLinks, _ => 1);
    private readonly BoundedCache<string, IReadOnlyDictionary<string, Link>> _terms = new(MostTerms, terms => terms.Count + 1);

    /// <summary>What it has in memory.</summary>
    public IEnumerable<IBounded> Caches => [_links, _terms];

    /// <summary>The pickers of a type of which readers get what they pick.</summary>
    public IReadOnlyList<DeliveredField> FieldsOf(string contentType)
    {
        if (!_fields.TryGetValue(contentType, out var fields))
        {
            _fields[contentType] = fields = [.. DeliveredFields.Of(contentType, definitions).Where(field => field.IsPicker)];
        }

        return fields;
    }

    /// <summary>Keeps what links show of a text that is being delivered.</summary>
    public void Note(ShownText text, DeliveredReview? review) => _links.Put(text.Item.ContentItemId, LinkTo(text, review));

    /// <summary>Loads what some texts link to.</summary>
    public async Task LoadAsync(IEnumerable<ShownText> texts, CancellationToken cancellationToken)
    {
        var items = new HashSet<string>(StringComparer.Ordinal);
        var taxonomies = new HashSet<string>(StringComparer.Ordinal);
        foreach (var text in texts)
        {
            foreach (var field in FieldsOf(text.Item.ContentType))
            {
                if (field.PicksItems)
                {
                    items.UnionWith(field.Picks(text.Content).Where(id => !_links.Contains(id)));
                }
                else if (TaxonomyOf(text.Item, field) is { } taxonomy && !_terms.Contains(taxonomy))
                {
                    taxonomies.Add(taxonomy);
                }
            }
        }

        await LoadItemsAsync(items, cancellationToken);
        if (taxonomies.Count > 0)
        {
            var found = await published(taxonomies, cancellationToken);
            foreach (var id in taxonomies)
            {
                _terms.Add(id, found.GetValueOrDefault(id) is { } version ? TaxonomyTerms.Of(version.Item) : new Dictionary<string, Link>());
            }
        }
    }

    /// <summary>What a text links to, by field; fields without anything live are left out.</summary>
    public IReadOnlyList<FieldLinks> Of(ShownText text) =>
        [.. FieldsOf(text.Item.ContentType).Select(field => new FieldLinks(field.Name, [.. Targets(text, field)])).Where(field => field.Targets.Count > 0)];

    private IEnumerable<Link> Targets(ShownText text, DeliveredField field)
    {
        if (field.PicksItems)
        {
            return field.Picks(text.Content).Select(_links.Find).OfType<Link>();
        }

        var terms = TaxonomyOf(text.Item, field) is { } taxonomy ? _terms.Find(taxonomy) : null;
        return field.Picks(text.Content).Select(id => terms?.GetValueOrDefault(id)).OfType<Link>();
    }

    private async Task LoadItemsAsync(HashSet<string> ids, CancellationToken cancellationToken)
    {
        if (ids.Count == 0)
        {
            return;
        }

        var versions = (await published(ids, cancellationToken)).Values.Where(version => DeliveredTypes.KindOf(version.Item, definitions) is not null).ToList();
        var texts = await shown(versions, cancellationToken);
        var reviews = await reviewed([.. texts.Values.Select(text => text.Item)], cancellationToken);
        foreach (var id in ids)
        {
            _links.Add(id, texts.GetValueOrDefault(id) is { } text ? LinkTo(text, reviews.GetValueOrDefault(text.Item.ContentItemVersionId)) : null);
        }
    }

    private Link? LinkTo(ShownText text, DeliveredReview? review) => DeliveredTypes.KindOf(text.Item, definitions) is not { } kind
        ? null
        : new(text.Item.ContentItemId, text.Item.ContentType, text.Title)
        {
            Document = new(kind, DeliveredTypes.KeyOf(kind, text.Item), text.ContentHash, ReviewMember.StatusOf(ReviewMember.Of(review, text))),
        };

    private static string? TaxonomyOf(ContentItem item, DeliveredField field)
    {
        var (part, name) = (field.Reference.Split('.')[0], field.Field.Name);
        return item.Parts.Object(part).Object(name).Text("TaxonomyContentItemId") is { Length: > 0 } id ? id : null;
    }
}
