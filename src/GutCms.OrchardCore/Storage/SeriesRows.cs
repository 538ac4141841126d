using GutCms.Core.Delivery;
using GutCms.Core.Storage;
using YesSql;

namespace GutCms.OrchardCore.Storage;

/// <summary>The delivered articles of a series in their order: by position, those without one last, then by first publication, then by id.</summary>
/// <param name="session">A session.</param>
/// <param name="slug">Slug of the series, which the documents of its articles have on file.</param>
internal sealed class SeriesRows(ISession session, string slug)
{
    /// <summary>The first ones, and how many there are.</summary>
    public async Task<SeriesArticles> FindFirstAsync(int most)
    {
        var members = await MembersAsync(await InOrder(All()).Take(most).ListAsync());
        return new(members.Count < most ? members.Count : await All().CountAsync(), members);
    }

    /// <summary>Where one of them stands.</summary>
    /// <param name="series">The series.</param>
    /// <param name="article">The article.</param>
    public async Task<SeriesPlace> FindPlaceAsync(GutCmsDelivery series, GutCmsDelivery article)
    {
        var (position, published, id) = (GutCmsDeliveryIndex.PositionOf(article), article.PublishedUtc, article.ContentItemId);
        var previous = await Past(All(), "<", position, published, id)
            .OrderByDescending(index => index.Position).ThenByDescending(index => index.PublishedUtc).ThenByDescending(index => index.ContentItemId).Take(1).ListAsync();
        var next = await InOrder(Past(All(), ">", position, published, id)).Take(1).ListAsync();
        return new(
            new(series.ContentItemId, series.Key, series.Title),
            await Past(All(), "<", position, published, id).CountAsync() + 1,
            await All().CountAsync(),
            (await MembersAsync(previous)).SingleOrDefault(),
            (await MembersAsync(next)).SingleOrDefault());
    }

    /// <summary>Rows in the order of series.</summary>
    public static IQueryIndex<GutCmsDeliveryIndex> InOrder(IQueryIndex<GutCmsDeliveryIndex> rows) => rows.OrderBy(index => index.Position).ThenBy(index => index.PublishedUtc).ThenBy(index => index.ContentItemId);

    /// <summary>Rows that stand before (<c>&lt;</c>) or behind (<c>&gt;</c>) a place.</summary>
    public static IQueryIndex<GutCmsDeliveryIndex> Past(IQueryIndex<GutCmsDeliveryIndex> rows, string than, double position, DateTime publishedUtc, string contentItemId) => rows
        .Where(dialect =>
        {
            var (place, published, id) = (dialect.QuoteForColumnName(nameof(GutCmsDeliveryIndex.Position)), dialect.QuoteForColumnName(nameof(GutCmsDeliveryIndex.PublishedUtc)),
                dialect.QuoteForColumnName(nameof(GutCmsDeliveryIndex.ContentItemId)));
            return $"({place} {than} @GutCmsPlace OR ({place} = @GutCmsPlace AND ({published} {than} @GutCmsPublished OR ({published} = @GutCmsPublished AND {id} {than} @GutCmsId))))";
        })
        .WithParameter("GutCmsPlace", position)
        .WithParameter("GutCmsPublished", publishedUtc)
        .WithParameter("GutCmsId", contentItemId);

    private IQueryIndex<GutCmsDeliveryIndex> All()
    {
        var number = (int)DeliveryKind.Article;
        return session.QueryIndex<GutCmsDeliveryIndex>(index => index.Kind == number && index.SeriesSlug == slug, GutCmsDelivery.Collection);
    }

    private async Task<IReadOnlyList<SeriesMember>> MembersAsync(IEnumerable<GutCmsDeliveryIndex> rows)
    {
        long[] ids = [.. rows.Select(row => row.DocumentId)];
        var entries = (await session.GetAsync<GutCmsDelivery>(ids, GutCmsDelivery.Collection)).ToDictionary(entry => entry.Id);
        return [.. ids.Select(entries.GetValueOrDefault).OfType<GutCmsDelivery>().Select(entry => new SeriesMember(entry.ContentItemId, entry.Key, entry.Title, entry.SeriesPosition))];
    }
}
