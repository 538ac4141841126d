using GutCms.Core.Delivery;
using GutCms.Core.Searching;
using GutCms.Core.Storage;
using GutCms.OrchardCore.Storage;
using YesSql;

namespace GutCms.OrchardCore.Delivery;

/// <summary>Reads delivery documents of the tenant: a document from memory, where it is known to be what is published.</summary>
/// <remarks>The database puts lists in order, page by page. Searches read every document of their kind: made for the thousands of articles of a site, not for hundreds of thousands.</remarks>
internal sealed class YesSqlDeliveryReader(IStore store, DeliveryCache cache, DeliveryFreshness freshness) : IDeliveryReader
{
    private const int MaxWords = 16;
    private const string Exact = "e";
    private const string Prefix = "p";

    private readonly DeliveryLookup _lookup = new(store);

    /// <inheritdoc />
    public long? Revision => null;

    /// <inheritdoc/>
    public DeliveredDocument? FindInMemory(DeliveryKind kind, string key) => freshness.IsFresh && cache.TryGet(kind, key.ToLowerInvariant(), out var document) ? document : null;

    /// <inheritdoc/>
    public ValueTask<DeliveredDocument?> FindAsync(DeliveryKind kind, string key, CancellationToken cancellationToken) => FindInMemory(kind, key) is { } document
        ? new ValueTask<DeliveredDocument?>(document)
        : new ValueTask<DeliveredDocument?>(LoadAsync(kind, key.ToLowerInvariant(), cancellationToken));

    /// <inheritdoc/>
    public async Task<DeliveryPage> ListArticlesAsync(ArticleQuery query, CancellationToken cancellationToken)
    {
        var series = query.SeriesSlug?.ToLowerInvariant();
        if (query.Search is null)
        {
            return await new SortedDeliveries(store, DeliveryKind.Article, series, query.Sort).ReadAsync(query);
        }

        var articles = (await ReadAsync(DeliveryKind.Article)).Where(entry => series is null || entry.SeriesSlug == series).ToList();

        string[] words = [.. SearchTokens.Split(query.Search).Select(token => token.Word).Distinct().Take(MaxWords)];
        ArgumentOutOfRangeException.ThrowIfLessThan(query.First, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.First, 100);
        var asked = query.Asked();
        var start = asked.FindStart();
        if (words.Length == 0)
        {
            return new DeliveryPage(0, [], false);
        }

        var condition = new SearchCondition(words, start?.Text(2) == Prefix, series);
        var found = Matching(articles, condition);
        if (found.Count == 0 && start is null)
        {
            condition = condition with { LastIsPrefix = true };
            found = Matching(articles, condition);
        }

        var order = new FoundOrder(query.Sort);
        var rest = found.OrderBy(match => order.Place(match.Entry, match.Tier), order)
            .SkipWhile(match => start is not null && order.Compare(order.Place(match.Entry, match.Tier), FoundOrder.Place(start)) <= 0).ToList();
        var rows = rest.Take(query.First).Select(match =>
        {
            var (key, id) = order.Place(match.Entry, match.Tier);
            return new DeliveryRow(match.Entry.Summary, Snippet.Of(match.Entry.Title, match.Entry.SearchText, condition), asked.CursorAt(key, id, condition.LastIsPrefix ? Prefix : Exact));
        });
        return new DeliveryPage(found.Count, [.. rows], rest.Count > query.First);
    }

    /// <inheritdoc/>
    public Task<DeliveryPage> ListSeriesAsync(string? after, int first, CancellationToken cancellationToken) =>
        new SortedDeliveries(store, DeliveryKind.Series, null, ArticleSort.Title).ReadAsync(new SeriesQuery(after, first));

    /// <summary>What has all words; 0: all in the title, 1: some, 2: none.</summary>
    private static List<(GutCmsDelivery Entry, int Tier)> Matching(IEnumerable<GutCmsDelivery> entries, SearchCondition condition)
    {
        var found = new List<(GutCmsDelivery, int)>();
        foreach (var entry in entries)
        {
            var title = SearchTokens.Split(entry.Title).Select(token => token.Word).ToHashSet(StringComparer.Ordinal);
            var all = SearchTokens.Split(entry.SearchText).Select(token => token.Word).ToHashSet(StringComparer.Ordinal);
            all.UnionWith(title);
            if (Count(all) == condition.Words.Count)
            {
                var inTitle = Count(title);
                found.Add((entry, inTitle == condition.Words.Count ? 0 : inTitle > 0 ? 1 : 2));
            }
        }

        return found;

        int Count(HashSet<string> words) => condition.Words.Where((word, index) => words.Contains(word)
            || (condition.LastIsPrefix && index == condition.Words.Count - 1 && words.Any(candidate => candidate.StartsWith(word, StringComparison.Ordinal)))).Count();
    }

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
