using System.Globalization;
using GutCms.Core.Content;
using GutCms.Core.Delivery;
using GutCms.Web.Storage.Delivery;
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
        var list = string.Join('|', "content", query.Status, string.Join(',', query.ContentTypes), string.Join(',', query.OwnTypes), query.OwnerId, query.Search);
        var cursor = ListCursor.Read(query.After, list);
        var total = await Matching(query).CountAsync();
        var rows = Matching(query);
        if (cursor is not null)
        {
            var (at, row) = Place(cursor.Key);
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
            found.Count > query.First ? new ListCursor("", Place(page[^1]), page[^1].ContentItemId).Write(list) : null);
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

    private static string Place(ContentItemIndex row) => string.Create(CultureInfo.InvariantCulture, $"{row.ModifiedUtc?.Ticks}.{row.DocumentId}");

    private static (DateTime ModifiedUtc, long DocumentId) Place(string key)
    {
        var parts = key.Split('.');
        return parts.Length == 2 && long.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks)
            && long.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var row) && ticks <= DateTime.MaxValue.Ticks
            ? (new DateTime(ticks, DateTimeKind.Utc), row)
            : throw new BadCursorException();
    }

    // A letter that no database takes for an escape by itself; '[' is a pattern in SQL Server only.
    private static string Escape(string search) => string.Concat(search.Select(character => character is '%' or '_' or '!' or '[' ? "!" + character : character.ToString()));
}
