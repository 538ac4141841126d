using System.Globalization;
using GutCms.Core.Delivery;
using GutCms.OrchardCore.Storage;
using GutCms.Web.Storage.Delivery;
using YesSql;

namespace GutCms.OrchardCore.Delivery;

/// <summary>Reads delivery documents of the tenant.</summary>
/// <remarks>The database puts lists in order, page by page. Searches read every document of their kind: made for the thousands of articles of a site, not for hundreds of thousands.</remarks>
internal sealed class YesSqlDeliveryReader(IStore store) : IDeliveryReader
{
    private const int MaxWords = 16;
    private const string Exact = "e";
    private const string Prefix = "p";

    /// <inheritdoc />
    public long? Revision => null;

    /// <inheritdoc/>
    public async ValueTask<DeliveredDocument?> FindAsync(DeliveryKind kind, string key, CancellationToken cancellationToken)
    {
        var (number, lower) = ((int)kind, key.ToLowerInvariant());
        await using var session = store.CreateSession(withTracking: false);
        var entry = await session.Query<GutCmsDelivery, GutCmsDeliveryIndex>(index => index.Kind == number && index.Key == lower, collection: GutCmsDelivery.Collection).FirstOrDefaultAsync();
        return entry is null
            ? null
            : new DeliveredDocument(kind, lower, entry.ContentItemId, entry.Identity, entry.Gzip, entry.Brotli, entry.ETag, entry.LastModifiedUtc, entry.SurrogateKeys);
    }

    /// <inheritdoc/>
    public async Task<DeliveryPage> ListArticlesAsync(ArticleQuery query, CancellationToken cancellationToken)
    {
        var series = query.SeriesSlug?.ToLowerInvariant();
        if (query.Search is null)
        {
            return await new SortedDeliveries(store, DeliveryKind.Article, series, query.Sort).ReadAsync(query.After, query.First);
        }

        var articles = (await ReadAsync(DeliveryKind.Article)).Where(entry => series is null || entry.SeriesSlug == series).ToList();

        string[] words = [.. SearchTokens.Split(query.Search).Select(token => token.Word).Distinct().Take(MaxWords)];
        var list = $"search|{query.Sort}|{series}|{string.Join(' ', words)}";
        var cursor = ListCursor.Read(query.After, list);
        if (words.Length == 0)
        {
            return new DeliveryPage(0, [], false);
        }

        var condition = new SearchCondition(words, cursor?.Mode == Prefix, series);
        var found = Matching(articles, condition);
        if (found.Count == 0 && cursor is null)
        {
            condition = condition with { LastIsPrefix = true };
            found = Matching(articles, condition);
        }

        var sorted = query.Sort == ArticleSort.Relevance
            ? found.OrderBy(match => match.Tier).ThenByDescending(match => match.Entry.PublishedUtc).ThenByDescending(match => match.Entry.ContentItemId, StringComparer.Ordinal).Select(match => match.Entry)
            : Sorted(found.Select(match => match.Entry), query.Sort);
        var rows = sorted.Select(entry => (entry, Snippet.Of(entry.Title, entry.SearchText, condition))).ToList();
        return Page(rows, list, condition.LastIsPrefix ? Prefix : Exact, query.After, query.First);
    }

    /// <inheritdoc/>
    public Task<DeliveryPage> ListSeriesAsync(string? after, int first, CancellationToken cancellationToken) =>
        new SortedDeliveries(store, DeliveryKind.Series, null, ArticleSort.Title).ReadAsync(after, first);

    private static IEnumerable<GutCmsDelivery> Sorted(IEnumerable<GutCmsDelivery> entries, ArticleSort sort) => sort switch
    {
        ArticleSort.PublishedDescending => entries.OrderByDescending(entry => entry.PublishedUtc).ThenByDescending(entry => entry.ContentItemId, StringComparer.Ordinal),
        ArticleSort.Published => entries.OrderBy(entry => entry.PublishedUtc).ThenBy(entry => entry.ContentItemId, StringComparer.Ordinal),
        ArticleSort.Title => entries.OrderBy(entry => SearchTokens.SortKey(entry.Title, GutCmsDeliveryIndex.MaxSortTitle), StringComparer.Ordinal).ThenBy(entry => entry.ContentItemId, StringComparer.Ordinal),
        ArticleSort.Position => entries.OrderBy(entry => entry.SeriesPosition ?? decimal.MaxValue).ThenBy(entry => entry.ContentItemId, StringComparer.Ordinal),
        _ => throw new ArgumentOutOfRangeException(nameof(sort), sort, "Relevance is an order of searches only."),
    };

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

    private static DeliveryPage Page(List<(GutCmsDelivery Entry, string Snippet)> rows, string list, string mode, string? after, int first)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, 100);
        var cursor = ListCursor.Read(after, list);
        var from = 0;
        if (cursor is not null)
        {
            var last = rows.FindIndex(row => row.Entry.ContentItemId == cursor.Id);
            from = last >= 0 ? last + 1 : Math.Min(int.Parse(cursor.Key, CultureInfo.InvariantCulture), rows.Count);
        }

        var page = rows.Skip(from).Take(first).Select((row, index) => new DeliveryRow(
            row.Entry.Summary,
            row.Snippet,
            new ListCursor(mode, (from + index + 1).ToString(CultureInfo.InvariantCulture), row.Entry.ContentItemId).Write(list))).ToList();
        return new DeliveryPage(rows.Count, page, from + page.Count < rows.Count);
    }

    private async Task<List<GutCmsDelivery>> ReadAsync(DeliveryKind kind)
    {
        var number = (int)kind;
        await using var session = store.CreateSession(withTracking: false);
        return [.. await session.Query<GutCmsDelivery, GutCmsDeliveryIndex>(index => index.Kind == number, collection: GutCmsDelivery.Collection).ListAsync()];
    }
}
