using GutCms.Core.Content.Items;
using GutCms.Core.Delivery;
using GutCms.Core.Paging;
using GutCms.Core.Searching;
using GutCms.Core.Storage;
using GutCms.OrchardCore.Storage;
using YesSql;
using YesSql.Services;

namespace GutCms.OrchardCore.Delivery;

/// <summary>Reads delivery documents of the tenant: a document from memory, where it is known to be what is published.</summary>
/// <remarks>The database narrows lists and puts them in order, page by page. Searches and the order by modification read every document of their kind: made for the thousands of articles of a site, not for hundreds of thousands.</remarks>
internal sealed class YesSqlDeliveryReader(IStore store, DeliveryCache cache, DeliveryFreshness freshness) : IDeliveryReader
{
    private const string Exact = "e";
    private const string Prefix = "p";
    private const string Mistyped = "m";

    private readonly DeliveryLookup _lookup = new(store);

    /// <inheritdoc />
    public long? Revision => null;

    /// <inheritdoc/>
    public DeliveredDocument? FindInMemory(DeliveryKind kind, string key) => freshness.IsFresh && cache.TryGet(kind, ItemMeaning.AddressKey(key), out var document) ? document : null;

    /// <inheritdoc/>
    public ValueTask<DeliveredDocument?> FindAsync(DeliveryKind kind, string key, CancellationToken cancellationToken) => FindInMemory(kind, key) is { } document
        ? new ValueTask<DeliveredDocument?>(document)
        : new ValueTask<DeliveredDocument?>(LoadAsync(kind, ItemMeaning.AddressKey(key), cancellationToken));

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DeliveredDocument>> FindAllAsync(IReadOnlyList<string> contentItemIds, CancellationToken cancellationToken)
    {
        await using var session = store.CreateSession(withTracking: false);
        var entries = await EntriesAsync(session, contentItemIds);
        var found = entries.ToDictionary(entry => entry.ContentItemId, StringComparer.Ordinal);
        return
        [
            .. contentItemIds.Distinct(StringComparer.Ordinal).Select(found.GetValueOrDefault).OfType<GutCmsDelivery>()
                .Select(entry => new DeliveredDocument(entry.Kind, entry.Key, entry.ContentItemId, entry.Identity, entry.Gzip, entry.Brotli, entry.ETag, entry.LastModifiedUtc, entry.SurrogateKeys)),
        ];
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyDictionary<string, SeriesPlace>> FindPlacesAsync(IReadOnlyList<string> contentItemIds, CancellationToken cancellationToken)
    {
        await using var session = store.CreateSession(withTracking: false);
        var articles = (await EntriesAsync(session, contentItemIds)).Where(entry => entry is { Kind: DeliveryKind.Article, SeriesId: not null, SeriesSlug: not null }).ToList();
        var series = (await EntriesAsync(session, [.. articles.Select(article => article.SeriesId!).Distinct(StringComparer.Ordinal)])).ToDictionary(entry => entry.ContentItemId, StringComparer.Ordinal);
        var places = new Dictionary<string, SeriesPlace>(StringComparer.Ordinal);
        foreach (var article in articles)
        {
            if (series.TryGetValue(article.SeriesId!, out var of))
            {
                places[article.ContentItemId] = await new SeriesRows(session, article.SeriesSlug!).FindPlaceAsync(of, article);
            }
        }

        return places;
    }

    /// <inheritdoc/>
    public async Task<DeliveryPage> ListArticlesAsync(ArticleQuery query, CancellationToken cancellationToken)
    {
        var series = query.SeriesSlug?.ToLowerInvariant();
        if (query.Search is null)
        {
            return query.Sort == ArticleSort.ModifiedDescending
                ? await ReadAllAsync(query, entry => (series is null || entry.SeriesSlug == series) && query.Ids?.Contains(entry.ContentItemId) != false && IsIn(entry, query.Language))
                : await new SortedDeliveries(store, DeliveryKind.Article, series, query.Language, query.Ids, query.Sort).ReadAsync(query);
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(query.First, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.First, 100);
        var typed = SearchQuery.Parse(query.Search);
        var asked = query.Asked();
        var start = asked.FindStart();
        if (typed.Words.Count == 0)
        {
            return new DeliveryPage(0, [], false);
        }

        var articles = (await ReadAsync(DeliveryKind.Article)).Where(entry => (series is null || entry.SeriesSlug == series) && IsIn(entry, query.Language)).Select(entry => (entry, $" {entry.LexemesByPresentRules()}")).ToList();
        string[] ways = start is null ? [Exact, Prefix, Mistyped] : [start.Text(2)];
        foreach (var way in ways)
        {
            var words = way == Mistyped ? typed.Mistyped(Known(articles, typed)) : typed;
            var condition = new SearchCondition(words.Words, way == Prefix, series);
            if (Matching(articles, condition) is { Count: > 0 } found)
            {
                return Page(found, condition, new FoundOrder(query.Sort), asked, start, query.First, way);
            }
        }

        return new DeliveryPage(0, [], false);
    }

    /// <inheritdoc/>
    public Task<DeliveryPage> ListSeriesAsync(SeriesQuery query, CancellationToken cancellationToken) =>
        new SortedDeliveries(store, DeliveryKind.Series, null, query.Language, null, ArticleSort.Title).ReadAsync(query);

    // No index has it: the instant of a modification stands in the document only.
    private async Task<DeliveryPage> ReadAllAsync(ArticleQuery query, Func<GutCmsDelivery, bool> isListed)
    {
        var asked = query.Asked();
        var start = asked.FindStart();
        var order = new FoundOrder(query.Sort);
        var entries = (await ReadAsync(DeliveryKind.Article)).Where(isListed).ToList();
        var rest = entries.OrderBy(entry => order.Place(entry, 0), order).SkipWhile(entry => start is not null && order.Compare(order.Place(entry, 0), FoundOrder.Place(start)) <= 0).ToList();
        var rows = rest.Take(query.First).Select(entry =>
        {
            var (key, id) = order.Place(entry, 0);
            return new DeliveryRow(entry.Summary, null, asked.CursorAt(key, id));
        });
        return new DeliveryPage(entries.Count, [.. rows], rest.Count > query.First);
    }

    private static bool IsIn(GutCmsDelivery entry, string? language) => language is null || language.Equals(entry.Language, StringComparison.OrdinalIgnoreCase);

    private static DeliveryPage Page(
        List<(GutCmsDelivery Entry, int Tier)> found, SearchCondition condition, FoundOrder order, AskedList asked, ListCursor? start, int first, string way)
    {
        var rest = found.OrderBy(match => order.Place(match.Entry, match.Tier), order)
            .SkipWhile(match => start is not null && order.Compare(order.Place(match.Entry, match.Tier), FoundOrder.Place(start)) <= 0).ToList();
        var rows = rest.Take(first).Select(match =>
        {
            var (key, id) = order.Place(match.Entry, match.Tier);
            return new DeliveryRow(match.Entry.Summary, Snippet.Of(match.Entry.Title, match.Entry.SearchText, condition), asked.CursorAt(key, id, way));
        });
        return new DeliveryPage(found.Count, [.. rows], rest.Count > first);
    }

    /// <summary>What has all words, with its tier.</summary>
    private static List<(GutCmsDelivery Entry, int Tier)> Matching(IEnumerable<(GutCmsDelivery Entry, string Lexemes)> articles, SearchCondition condition)
    {
        var all = condition.Expression;
        SearchExpression[] tiers = [.. condition.Tiers.Select(tier => (condition with { Tier = tier }).Expression)];
        return [.. articles.Where(article => all.HoldsFor(article.Lexemes)).Select(article => (article.Entry, Array.FindIndex(tiers, tier => tier.HoldsFor(article.Lexemes))))];
    }

    private static HashSet<string> Known(List<(GutCmsDelivery Entry, string Lexemes)> articles, SearchQuery typed)
    {
        var known = articles.SelectMany(article => article.Lexemes.Split(' ')).ToHashSet(StringComparer.Ordinal);
        known.IntersectWith(typed.Spellings());
        return known;
    }

    private static async Task<IEnumerable<GutCmsDelivery>> EntriesAsync(ISession session, IReadOnlyList<string> contentItemIds) => contentItemIds.Count == 0
        ? []
        : await session.Query<GutCmsDelivery, GutCmsDeliveryIndex>(index => index.ContentItemId.IsIn(contentItemIds), collection: GutCmsDelivery.Collection).ListAsync();

    private async Task<List<GutCmsDelivery>> ReadAsync(DeliveryKind kind)
    {
        var number = (int)kind;
        await using var session = store.CreateSession(withTracking: false);
        return [.. await session.Query<GutCmsDelivery, GutCmsDeliveryIndex>(index => index.Kind == number, collection: GutCmsDelivery.Collection).ListAsync()];
    }

    private async Task<DeliveredDocument?> LoadAsync(DeliveryKind kind, string key, CancellationToken cancellationToken)
    {
        var isFresh = await freshness.LookAsync(cancellationToken);
        if (isFresh && cache.TryGet(kind, key, out var document))
        {
            return document;
        }

        var epoch = cache.Epoch;
        document = await _lookup.ReadAsync(kind, key, cancellationToken);
        if (isFresh && document is not null)
        {
            cache.Add(document, epoch);
        }

        return document;
    }
}
