using GutCms.Core.Content;

namespace GutCms.Core.Delivery;

/// <summary>
/// Loads what documents are made of, a batch of items at a time and with a handful of queries for each. What articles have in common is kept for the next
/// batch, up to a bound.
/// </summary>
internal sealed class DeliveryLoader(IUnitOfWork work, IDeliveredReviews reviews)
{
    private const int MostItems = 1_000;
    private const int MostCards = 50_000;
    private const int MostMembers = 200_000;

    private readonly BoundedCache<string, ContentItem?> _disclaimers = new(MostItems, _ => 1);
    private readonly BoundedCache<string, SeriesCard?> _series = new(MostCards, _ => 1);
    private readonly BoundedCache<string, ArticleEntry?> _articles = new(MostCards, _ => 1);
    private readonly BoundedCache<string, SeriesMembers> _members = new(MostMembers, members => members.List.Count + 1);

    /// <summary>The published articles of a series, in order.</summary>
    public async Task<SeriesMembers> MembersAsync(string seriesId, CancellationToken cancellationToken)
    {
        if (!_members.TryGet(seriesId, out var members))
        {
            members = new SeriesMembers(await work.ListSeriesMembersAsync(seriesId, cancellationToken));
            _members.Add(seriesId, members);
        }

        return members;
    }

    public async Task<SourceBatch> LoadAsync(IReadOnlyCollection<string> ids, CancellationToken cancellationToken)
    {
        var published = await work.FindAsync(ids, VersionSelector.Published, cancellationToken);
        var stamps = await work.FindDeliveryStampsAsync(ids, cancellationToken);
        var items = ids.Where(published.ContainsKey).Select(id => published[id].Item).ToList();
        var articles = items.Where(item => DeliveredItem.KindOf(item) == DeliveryKind.Article).ToList();
        await LoadSharedAsync(articles, cancellationToken);
        var reviewed = await reviews.FindAsync(work, articles, cancellationToken);

        var documents = new List<DocumentSource>(items.Count);
        foreach (var item in items)
        {
            var stamp = stamps.GetValueOrDefault(item.ContentItemId);
            switch (DeliveredItem.KindOf(item))
            {
                case DeliveryKind.Article:
                    documents.Add(await ArticleAsync(item, stamp, reviewed.GetValueOrDefault(item.ContentItemVersionId), cancellationToken));
                    break;
                case DeliveryKind.Series:
                    documents.Add(new SeriesSource(item, stamp, (await MembersAsync(item.ContentItemId, cancellationToken)).List));
                    break;
                case DeliveryKind.Disclaimer:
                    documents.Add(new DisclaimerSource(item, stamp));
                    break;
            }
        }

        var delivered = documents.Select(document => document.Item.ContentItemId).ToHashSet(StringComparer.Ordinal);
        return new SourceBatch(documents, [.. stamps.Keys.Where(id => !delivered.Contains(id))], stamps);
    }

    private async Task<ArticleSource> ArticleAsync(ContentItem item, DeliveryStamp? stamp, DeliveredReview? review, CancellationToken cancellationToken)
    {
        var hot = DeliveredItem.HotArticlesOf(item)
            .Select(id => _articles.Find(id))
            .OfType<ArticleEntry>()
            .Select(entry => new ArticleCard(entry.Id, entry.Slug, entry.Title, entry.Excerpt, entry.SeriesId is { } id ? _series.Find(id) : null));
        SeriesPlace? place = null;
        if (DeliveredItem.SeriesOf(item) is { } seriesId && _series.Find(seriesId) is { } series)
        {
            place = (await MembersAsync(seriesId, cancellationToken)).PlaceOf(item.ContentItemId, series);
        }

        var disclaimer = review?.Disclaimer is { } pinned ? pinned.Item
            : DeliveredItem.DisclaimerOf(item) is { } disclaimerId ? _disclaimers.Find(disclaimerId)
            : null;
        return new ArticleSource(item, stamp, disclaimer, place, [.. hot], review);
    }

    // Two queries at most: what the articles name, and then the series of the Hot Articles among it.
    private async Task LoadSharedAsync(List<ContentItem> articles, CancellationToken cancellationToken)
    {
        foreach (var cache in (IBounded[])[_disclaimers, _series, _articles, _members])
        {
            cache.Trim();
        }

        foreach (var article in articles)
        {
            _articles.Add(article.ContentItemId, EntryOf(article));
        }

        var hot = articles.SelectMany(DeliveredItem.HotArticlesOf).Where(id => !_articles.Contains(id)).ToHashSet(StringComparer.Ordinal);
        var disclaimers = articles.Select(DeliveredItem.DisclaimerOf).OfType<string>().Where(id => !_disclaimers.Contains(id)).ToHashSet(StringComparer.Ordinal);
        var found = await FindAsync([.. hot, .. disclaimers], cancellationToken);
        foreach (var id in hot)
        {
            _articles.Add(id, found.GetValueOrDefault(id)?.Item is { ContentType: DeliveredItem.Article } item ? EntryOf(item) : null);
        }

        foreach (var id in disclaimers)
        {
            _disclaimers.Add(id, found.GetValueOrDefault(id)?.Item is { ContentType: DeliveredItem.Disclaimer } item ? item : null);
        }

        var series = articles.Select(DeliveredItem.SeriesOf)
            .Concat(articles.SelectMany(DeliveredItem.HotArticlesOf).Select(id => _articles.Find(id)?.SeriesId))
            .OfType<string>().Where(id => !_series.Contains(id)).ToHashSet(StringComparer.Ordinal);
        found = await FindAsync(series, cancellationToken);
        foreach (var id in series)
        {
            _series.Add(id, found.GetValueOrDefault(id)?.Item is { ContentType: DeliveredItem.Series } item
                ? new SeriesCard(id, DeliveredItem.SlugOf(item), DeliveredItem.TitleOf(item))
                : null);
        }
    }

    private async Task<IReadOnlyDictionary<string, StoredVersion>> FindAsync(HashSet<string> ids, CancellationToken cancellationToken) =>
        ids.Count == 0
            ? new Dictionary<string, StoredVersion>()
            : await work.FindAsync(ids, VersionSelector.Published, cancellationToken);

    private static ArticleEntry EntryOf(ContentItem item) =>
        new(item.ContentItemId, DeliveredItem.SlugOf(item), DeliveredItem.TitleOf(item), DeliveredItem.ExcerptOf(item), DeliveredItem.SeriesOf(item));

    private sealed record ArticleEntry(string Id, string Slug, string Title, string? Excerpt, string? SeriesId);
}
