using System.Data.Common;
using GutCms.Core.Delivery;
using GutCms.Core.Paging;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Delivery;

namespace GutCms.Web.Storage.Querying;

/// <summary>Lists and counts items by conditions and orders that are put together at the time. One command a page, and one a count.</summary>
internal sealed class ItemQueries(Database database, DeliveryCache cache, IDeliveryFreshness freshness, IDocumentHold? hold = null)
{
    private readonly HeldRows _held = new(database, hold);

    /// <summary>A page of delivered documents. What is held back is left out.</summary>
    /// <exception cref="BadCursorException">The cursor is not one of this list's.</exception>
    public async Task<ItemPage<DeliveredDocument>> ListDocumentsAsync(ItemQuery query, CancellationToken cancellationToken)
    {
        var page = await ReadAsync(
            query,
            delivered: true,
            "d.\"Id\"",
            (keys, rows, order) => $"SELECT {DocumentLookup.DocumentColumns}{keys} FROM ({rows}) k INNER JOIN \"DeliveryDocuments\" d ON d.\"Id\" = k.\"Id\" ORDER BY {order}",
            DocumentLookup.Read,
            cancellationToken);
        return hold is null ? page : page with { Rows = [.. page.Rows.Where(row => hold.FindDamage(row.Row) is null)] };
    }

    /// <summary>A page of versions, live or not; who may see them is for the caller to say.</summary>
    /// <exception cref="BadCursorException">The cursor is not one of this list's.</exception>
    public Task<ItemPage<ListedVersion>> ListVersionsAsync(ItemQuery query, CancellationToken cancellationToken) => ReadAsync(
        query,
        delivered: false,
        "v.\"ContentItemId\", v.\"ContentItemVersionId\", v.\"Published\", i.\"State\"",
        (keys, rows, order) => $"SELECT k.\"ContentItemId\", k.\"ContentItemVersionId\", k.\"Published\", k.\"State\"{keys} FROM ({rows}) k ORDER BY {order}",
        reader => new ListedVersion(
            reader.GetString(0), reader.GetString(1), reader.GetBoolean(2), reader.IsDBNull(3) ? null : ((ReviewState)reader.GetInt32(3)).ToName()),
        cancellationToken);

    /// <summary>Number of rows over all pages.</summary>
    public async Task<int> CountAsync(ItemQuery query, CancellationToken cancellationToken)
    {
        var delivered = query.Status == ItemStatus.Published;
        var sql = Sql(query, delivered);
        var epoch = cache.Epoch;
        var from = From(query, sql, delivered);
        return delivered && query.Where is null
            ? await Totals.GetAsync(cache, freshness, ["type", query.ContentType, query.Language], epoch, CountAsync)
            : (int)await CountAsync();

        async Task<long> CountAsync()
        {
            await using var connection = await database.OpenAsync(cancellationToken);
            using var session = new SqlSession(connection);
            return await session.NumberAsync($"SELECT COUNT(*) FROM {from}", cancellationToken, [.. sql.Parameters]);
        }
    }

    /// <param name="query">What is asked for.</param>
    /// <param name="delivered">Of documents, or of versions.</param>
    /// <param name="picked">Columns of the rows that the page holds.</param>
    /// <param name="outer">What is read of them, from the keys of the order, the rows and the order.</param>
    /// <param name="read">Reads it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    private async Task<ItemPage<T>> ReadAsync<T>(ItemQuery query, bool delivered, string picked, Func<string, string, string, string> outer, Func<DbDataReader, T> read, CancellationToken cancellationToken)
    {
        var asked = query.InWords().Asked();
        var start = asked.FindStart();
        var sql = Sql(query, delivered);
        List<(ItemOrder Order, string Sql)> keys =
        [
            .. query.Order.Append(new(ItemColumn.ContentItemId, query.Order[^1].Descending)).DistinctBy(order => order.Column).Select(order => (order, sql.Key(order.Column))),
        ];
        if (query.Status == ItemStatus.All)
        {
            // An item may stand there twice.
            keys.Add((new(ItemColumn.ContentItemVersionId, false), sql.Key(ItemColumn.ContentItemVersionId)));
        }

        var place = start is null ? "" : $" AND {After(sql, keys, start)}";
        var rows = $"""
            SELECT {picked}{string.Concat(keys.Select((key, at) => $", {key.Sql} AS k{at}"))} FROM {From(query, sql, delivered)}{place}
            ORDER BY {string.Join(", ", keys.Select(key => key.Sql + (key.Order.Descending ? " DESC" : "")))} LIMIT {sql.Parameter(query.First + 1)} OFFSET {sql.Parameter(query.Skip)}
            """;
        var text = outer(
            string.Concat(keys.Select((_, at) => $", k.k{at}")),
            rows,
            string.Join(", ", keys.Select((key, at) => $"k.k{at}{(key.Order.Descending ? " DESC" : "")}")));
        await using var connection = await database.OpenAsync(cancellationToken);
        using var session = new SqlSession(connection);
        var found = await session.QueryAsync(
            text, reader => (read(reader), asked.CursorAt([.. keys.Select((key, at) => Value(reader, key.Order.Column, reader.FieldCount - keys.Count + at))])), cancellationToken, [.. sql.Parameters]);
        return new([.. found.Take(query.First)], found.Count > query.First);
    }

    private ItemSql Sql(ItemQuery query, bool delivered) => new(database, delivered, delivered && query.Kind == DeliveryKind.Item ? DeliveredTypes.TypeKey(query.ContentType) : null);

    private string From(ItemQuery query, ItemSql sql, bool delivered)
    {
        var where = query.Where is { } condition ? $" AND {sql.Condition(condition)}" : "";
        if (delivered)
        {
            var (without, held) = LanguageRows.Of(query.Language).In(_held.OfDocuments(), "d.\"Id\"");
            sql.Add(held);
            var versions = sql.NeedsVersions ? " INNER JOIN \"ContentVersions\" v ON v.\"ContentItemId\" = d.\"ContentItemId\" AND v.\"Published\"" : "";

            // Of types that the site added the value that each document has leads: an index has it in the order of the list.
            return query.Kind == DeliveryKind.Item
                ? $"\"DeliveryValues\" t INNER JOIN \"DeliveryDocuments\" d ON d.\"Id\" = t.\"DocumentId\"{versions} WHERE t.\"Type\" = {sql.Parameter(query.ContentType)} AND t.\"Name\" = '' AND t.\"Value\" = ''{without}{where}"
                : $"\"DeliveryDocuments\" d{versions} WHERE d.\"Kind\" = {sql.Parameter((int)query.Kind)}{without}{where}";
        }

        var status = query.Status switch
        {
            ItemStatus.Draft => "v.\"Latest\" AND NOT v.\"Published\"",
            ItemStatus.Latest => "v.\"Latest\"",
            _ => "(v.\"Latest\" OR v.\"Published\")",
        };
        var own = query.OwnerId is { } owner ? $" AND v.\"Owner\" = {sql.Parameter(owner)}" : "";
        return $"\"ContentVersions\" v INNER JOIN \"ContentItems\" i ON i.\"ContentItemId\" = v.\"ContentItemId\" WHERE {status} AND v.\"ContentType\" = {sql.Parameter(query.ContentType)}{own}{where}";
    }

    /// <summary>The condition that a row stands after the one at which a page ended, whichever way each key is ordered.</summary>
    private static string After(ItemSql sql, List<(ItemOrder Order, string Sql)> keys, ListCursor start)
    {
        List<string> parameters = [.. keys.Select((key, at) => sql.Parameter(From(start, key.Order.Column, at)))];
        var ways = keys.Select((key, at) =>
            string.Concat(Enumerable.Range(0, at).Select(before => $"{keys[before].Sql} = {parameters[before]} AND ")) + $"{key.Sql} {(key.Order.Descending ? "<" : ">")} {parameters[at]}");
        return $"({string.Join(" OR ", ways.Select(way => $"({way})"))})";
    }

    private static object Value(DbDataReader reader, ItemColumn column, int ordinal) => column switch
    {
        ItemColumn.PublishedUtc or ItemColumn.ModifiedUtc => reader.GetInt64(ordinal),
        ItemColumn.SeriesPosition => reader.GetDouble(ordinal),
        _ => reader.GetString(ordinal),
    };

    private static object From(ListCursor start, ItemColumn column, int at) => column switch
    {
        ItemColumn.PublishedUtc or ItemColumn.ModifiedUtc => start.Number(at),
        ItemColumn.SeriesPosition => start.Real(at),
        _ => start.Text(at),
    };
}
