using GutCms.Core.Content.Items;
using GutCms.Core.Storage;
using OrchardCore.ContentManagement.Records;
using YesSql;
using YesSql.Services;
using OrchardItem = global::OrchardCore.ContentManagement.ContentItem;

namespace GutCms.OrchardCore.Storage;

/// <summary>Lists content page by page, the version written last first.</summary>
internal sealed class ContentLists(ISession session, ContentReader content) : IContentLists
{
    /// <inheritdoc/>
    public async Task<ContentListPage> ListAsync(ContentListQuery query, CancellationToken cancellationToken)
    {
        var asked = query.Asked();
        var start = asked.FindStart();
        var total = await Matching(query).CountAsync();
        var rows = Matching(query);
        if (start is not null)
        {
            var (at, row) = (start.Instant(0), start.Number(1));
            rows = rows.Where(index => index.ModifiedUtc < at || (index.ModifiedUtc == at && index.DocumentId < row));
        }

        var found = (await rows.OrderByDescending(index => index.ModifiedUtc).ThenByDescending(index => index.DocumentId).Take(query.First + 1).ListAsync()).ToList();
        var page = found.Take(query.First).ToList();
        var items = (await session.GetAsync<OrchardItem>([.. page.Select(row => row.DocumentId)])).ToDictionary(item => item.Id);
        var shown = new List<ContentItem>();
        foreach (var row in page.Where(row => items.ContainsKey(row.DocumentId)))
        {
            shown.Add(await content.ToCoreAsync(items[row.DocumentId]));
        }

        return new(
            total,
            [.. shown],
            found.Count > query.First ? asked.CursorAt(page[^1].ModifiedUtc ?? DateTime.MinValue, page[^1].DocumentId) : null);
    }

    private IQueryIndex<ContentItemIndex> Matching(ContentListQuery query)
    {
        var (all, own, owner) = (query.ContentTypes, query.OwnTypes, query.OwnerId);
        var rows = session.QueryIndex<ContentItemIndex>(index => index.ContentType.IsIn(all) || (index.ContentType.IsIn(own) && index.Owner == owner));
        rows = query.Status switch
        {
            ContentListStatus.Published => rows.Where(index => index.Published),
            ContentListStatus.Draft => rows.Where(index => index.Latest && !index.Published),
            _ => rows.Where(index => index.Latest),
        };
        if (query.Search is { } search)
        {
            rows = rows
                .Where(dialect => $"LOWER({dialect.QuoteForColumnName(nameof(ContentItemIndex.DisplayText))}) LIKE LOWER(@GutCmsSearch) ESCAPE '!'")
                .WithParameter("GutCmsSearch", $"%{Escape(search)}%");
        }

        return rows;
    }

    // A letter that no database takes for an escape by itself; '[' is a pattern in SQL Server only.
    private static string Escape(string search) => string.Concat(search.Select(character => character is '%' or '_' or '!' or '[' ? "!" + character : character.ToString()));
}
