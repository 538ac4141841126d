using System.Globalization;
using GutCms.Core.Delivery;
using GutCms.OrchardCore.Storage;
using GutCms.Web.Storage.Delivery;
using YesSql;

namespace GutCms.OrchardCore.Delivery;

/// <summary>A list of delivery documents that the database puts in order; a page costs the same wherever it begins.</summary>
internal sealed class SortedDeliveries(IStore store, DeliveryKind kind, string? seriesSlug, ArticleSort sort)
{
    private readonly string _list = $"{kind}|{sort}|{seriesSlug}";

    /// <summary>A page.</summary>
    /// <exception cref="BadCursorException">The cursor is not one of this list's.</exception>
    public async Task<DeliveryPage> ReadAsync(string? after, int first)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(first, 100);
        var cursor = ListCursor.Read(after, _list);
        await using var session = store.CreateSession(withTracking: false);
        var total = await Rows(session).CountAsync();
        var rows = cursor is null ? Rows(session) : After(Rows(session), cursor);
        var found = (await InOrder(rows).Take(first + 1).ListAsync()).ToList();
        var page = found.Take(first).ToList();
        var documents = (await session.GetAsync<GutCmsDelivery>([.. page.Select(row => row.DocumentId)], GutCmsDelivery.Collection)).ToDictionary(document => document.Id);

        // A row whose document is gone was deleted between the two queries.
        return new DeliveryPage(
            total,
            [.. page.Where(row => documents.ContainsKey(row.DocumentId)).Select(row => new DeliveryRow(documents[row.DocumentId].Summary, null, new ListCursor("", Key(row), row.ContentItemId).Write(_list)))],
            found.Count > first);
    }

    private IQueryIndex<GutCmsDeliveryIndex> Rows(ISession session)
    {
        var number = (int)kind;
        return seriesSlug is null
            ? session.QueryIndex<GutCmsDeliveryIndex>(index => index.Kind == number, GutCmsDelivery.Collection)
            : session.QueryIndex<GutCmsDeliveryIndex>(index => index.Kind == number && index.SeriesSlug == seriesSlug, GutCmsDelivery.Collection);
    }

    private IQueryIndex<GutCmsDeliveryIndex> InOrder(IQueryIndex<GutCmsDeliveryIndex> rows) => sort switch
    {
        ArticleSort.PublishedDescending => rows.OrderByDescending(index => index.PublishedUtc).ThenByDescending(index => index.ContentItemId),
        ArticleSort.Published => rows.OrderBy(index => index.PublishedUtc).ThenBy(index => index.ContentItemId),
        ArticleSort.Title => rows.OrderBy(index => index.SortTitle).ThenBy(index => index.ContentItemId),
        ArticleSort.Position => rows.OrderBy(index => index.Position).ThenBy(index => index.ContentItemId),
        _ => throw new ArgumentOutOfRangeException(nameof(rows), sort, "Relevance is an order of searches only."),
    };

    private string Key(GutCmsDeliveryIndex row) => sort switch
    {
        ArticleSort.Title => row.SortTitle,
        ArticleSort.Position => row.Position.ToString("R", CultureInfo.InvariantCulture),
        _ => row.PublishedUtc.Ticks.ToString(CultureInfo.InvariantCulture),
    };

    private IQueryIndex<GutCmsDeliveryIndex> After(IQueryIndex<GutCmsDeliveryIndex> rows, ListCursor cursor)
    {
        var (name, key) = Place(cursor.Key);
        var beyond = sort == ArticleSort.PublishedDescending ? "<" : ">";
        return rows
            .Where(dialect =>
            {
                var (column, id) = (dialect.QuoteForColumnName(name), dialect.QuoteForColumnName(nameof(GutCmsDeliveryIndex.ContentItemId)));
                return $"({column} {beyond} @GutCmsKey OR ({column} = @GutCmsKey AND {id} {beyond} @GutCmsId))";
            })
            .WithParameter("GutCmsKey", key)
            .WithParameter("GutCmsId", cursor.Id);
    }

    private (string Column, object Key) Place(string key) => sort switch
    {
        ArticleSort.Title => (nameof(GutCmsDeliveryIndex.SortTitle), key),
        ArticleSort.Position => (nameof(GutCmsDeliveryIndex.Position), double.TryParse(key, NumberStyles.Float, CultureInfo.InvariantCulture, out var position) ? position : throw new BadCursorException()),
        _ => (nameof(GutCmsDeliveryIndex.PublishedUtc), long.TryParse(key, NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) && ticks <= DateTime.MaxValue.Ticks
            ? new DateTime(ticks, DateTimeKind.Utc) : throw new BadCursorException()),
    };
}
