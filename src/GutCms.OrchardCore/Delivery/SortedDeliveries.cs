using GutCms.Core.Delivery;
using GutCms.Core.Paging;
using GutCms.Core.Storage;
using GutCms.OrchardCore.Storage;
using YesSql;
using YesSql.Services;

namespace GutCms.OrchardCore.Delivery;

/// <summary>A list of delivery documents that the database puts in order; a page costs the same wherever it begins.</summary>
internal sealed class SortedDeliveries(IStore store, DeliveryKind kind, string? seriesSlug, string? language, IReadOnlyList<string>? ids, ArticleSort sort)
{
    /// <summary>A page.</summary>
    /// <exception cref="BadCursorException">The cursor is not one of this list's.</exception>
    public async Task<DeliveryPage> ReadAsync(ListQuery query)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.First, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.First, 100);
        var asked = query.Asked();
        var start = asked.FindStart();
        await using var session = store.CreateSession(withTracking: false);
        var total = await Rows(session).CountAsync();
        var rows = start is null ? Rows(session) : After(Rows(session), start);
        var found = (await InOrder(rows).Take(query.First + 1).ListAsync()).ToList();
        var page = found.Take(query.First).ToList();
        var documents = (await session.GetAsync<GutCmsDelivery>([.. page.Select(row => row.DocumentId)], GutCmsDelivery.Collection)).ToDictionary(document => document.Id);

        // A row whose document is gone was deleted between the two queries.
        return new DeliveryPage(
            total,
            [.. page.Where(row => documents.ContainsKey(row.DocumentId)).Select(row => new DeliveryRow(documents[row.DocumentId].Summary, null, CursorAt(asked, row)))],
            found.Count > query.First);
    }

    private IQueryIndex<GutCmsDeliveryIndex> Rows(ISession session)
    {
        var number = (int)kind;
        var rows = seriesSlug is null
            ? session.QueryIndex<GutCmsDeliveryIndex>(index => index.Kind == number, GutCmsDelivery.Collection)
            : session.QueryIndex<GutCmsDeliveryIndex>(index => index.Kind == number && index.SeriesSlug == seriesSlug, GutCmsDelivery.Collection);
        if (language is not null)
        {
            var tag = GutCmsDeliveryIndex.LanguageOf(language);
            rows = rows.Where(index => index.Language == tag);
        }

        return ids is null ? rows : rows.Where(index => index.ContentItemId.IsIn(ids));
    }

    private IQueryIndex<GutCmsDeliveryIndex> InOrder(IQueryIndex<GutCmsDeliveryIndex> rows) => sort switch
    {
        ArticleSort.PublishedDescending => rows.OrderByDescending(index => index.PublishedUtc).ThenByDescending(index => index.ContentItemId),
        ArticleSort.Published => rows.OrderBy(index => index.PublishedUtc).ThenBy(index => index.ContentItemId),
        ArticleSort.Title => rows.OrderBy(index => index.SortTitle).ThenBy(index => index.ContentItemId),
        ArticleSort.Position => SeriesRows.InOrder(rows),
        _ => throw new ArgumentOutOfRangeException(nameof(rows), sort, "Relevance is an order of searches only."),
    };

    private string CursorAt(AskedList asked, GutCmsDeliveryIndex row) => sort switch
    {
        ArticleSort.Title => asked.CursorAt(row.SortTitle, row.ContentItemId),
        ArticleSort.Position => asked.CursorAt(row.Position, row.PublishedUtc, row.ContentItemId),
        _ => asked.CursorAt(row.PublishedUtc, row.ContentItemId),
    };

    private IQueryIndex<GutCmsDeliveryIndex> After(IQueryIndex<GutCmsDeliveryIndex> rows, ListCursor start)
    {
        if (sort == ArticleSort.Position)
        {
            return SeriesRows.Past(rows, ">", start.Real(0), start.Instant(1), start.Text(2));
        }

        var (name, key) = Place(start);
        var beyond = sort == ArticleSort.PublishedDescending ? "<" : ">";
        return rows
            .Where(dialect =>
            {
                var (column, id) = (dialect.QuoteForColumnName(name), dialect.QuoteForColumnName(nameof(GutCmsDeliveryIndex.ContentItemId)));
                return $"({column} {beyond} @GutCmsKey OR ({column} = @GutCmsKey AND {id} {beyond} @GutCmsId))";
            })
            .WithParameter("GutCmsKey", key)
            .WithParameter("GutCmsId", start.Text(1));
    }

    private (string Column, object Key) Place(ListCursor start) => sort switch
    {
        ArticleSort.Title => (nameof(GutCmsDeliveryIndex.SortTitle), start.Text(0)),
        _ => (nameof(GutCmsDeliveryIndex.PublishedUtc), start.Instant(0)),
    };
}
