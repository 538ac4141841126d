using GutCms.Core.Delivery;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Paging;

namespace GutCms.Web.Storage.Delivery;

/// <summary>Lists as a preview shows them: the same statements without the items that it shows otherwise, and what it shows of those put among the rows.</summary>
internal sealed class PreviewedLists(Database database, DeliveryCache cache, IDeliveryFreshness freshness, ItemList items, IDocumentHold? hold = null) : IPreviewedLists
{
    private readonly DocumentList _list = new(database, cache, freshness, new(database, hold));

    /// <inheritdoc/>
    public Task<DeliveryPage> ListArticlesAsync(ArticleQuery query, ListedInstead instead, CancellationToken cancellationToken)
    {
        if (query.Search is not null)
        {
            throw new NotSupportedException("A search finds what is live only.");
        }

        return _list.ReadAsync(query, DeliveryKind.Article, query.SeriesSlug, query.Language, query.Ids, ListOrder.By(query.Sort), instead, cancellationToken);
    }

    /// <inheritdoc/>
    public Task<DeliveryPage> ListSeriesAsync(SeriesQuery query, ListedInstead instead, CancellationToken cancellationToken) =>
        _list.ReadAsync(query, DeliveryKind.Series, null, query.Language, null, ListOrder.By(ArticleSort.Title), instead, cancellationToken);

    /// <inheritdoc/>
    public Task<DeliveryPage> ListAsync(ItemListQuery query, ListedInstead instead, CancellationToken cancellationToken) => items.ListAsync(query, instead, cancellationToken);
}
