using System.Data.Common;
using System.Globalization;
using GutCms.Core.Delivery;
using GutCms.Core.Paging;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Model;
using GutCms.Web.Storage.Paging;

namespace GutCms.Web.Storage.Delivery;

/// <summary>
/// Pages of the documents of a type that have some values. The rarest of the values leads, by an index that has its documents in the order of the list; each of the others is one look-up for a document.
/// </summary>
internal sealed class ItemList(Database database, DeliveryCache cache, IDeliveryFreshness freshness, IDocumentHold? hold = null) : IItemLists
{
    private const int MostSorted = 1_000;

    private static readonly DeliveryValue Every = new("", "");

    private readonly HeldRows _held = new(database, hold);
    private readonly DocumentSearch _search = new(database, cache, freshness, new(database, hold));

    /// <summary>The statement that reads a page.</summary>
    internal static string PageSql(ItemListSql sql, int rows) =>
        $"SELECT {sql.Columns}, d.\"ContentItemId\", e.\"Summary\" FROM (SELECT d.* FROM \"DeliveryValues\" d WHERE {sql.Where}{sql.After} {sql.OrderBy} LIMIT {rows.ToString(CultureInfo.InvariantCulture)}) d "
        + $"JOIN \"DeliveryDocuments\" e ON e.\"Id\" = d.\"DocumentId\" {sql.OrderBy}";

    /// <inheritdoc/>
    public Task<DeliveryPage> ListAsync(ItemListQuery query, CancellationToken cancellationToken) => ListAsync(query, null, cancellationToken);

    /// <summary>A page as a preview shows it.</summary>
    /// <param name="query">The page.</param>
    /// <param name="instead">What it shows in place of what is on file; null: nothing.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<DeliveryPage> ListAsync(ItemListQuery query, ListedInstead? instead, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.First, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.First, 100);
        var asked = query.Asked();
        if (query.Search is { } search)
        {
            return instead is not null
                ? throw new NotSupportedException("A search finds what is live only.")
                : await _search.ReadAsync(
                    new(search.Words, DeliveredTypes.OwnKindOf(query.ContentType) ?? DeliveryKind.Item, DeliveredTypes.TypeKey(query.ContentType), null, search.Sort, query.First, asked, ItemRows.Of(query)),
                    cancellationToken);
        }

        var start = asked.FindStart();
        var others = instead is null ? [] : Others(query, instead);
        var filters = instead is null ? query.Filters : [.. query.Filters.Where(filter => filter.Name != IndexedFields.Series)];
        var epoch = cache.Epoch;
        await using var connection = await database.OpenAsync(cancellationToken);
        using var session = new SqlSession(connection);
        var (without, heldBack) = _held.OfDocuments();
        if (instead is not null)
        {
            without += $" AND NOT ({database.AmongIds("d.\"ContentItemId\"", "@instead")})";
            heldBack = [.. heldBack, ("@instead", database.IdList(instead.ItemIds))];
            if (filters.Count < query.Filters.Count)
            {
                // The series that the preview has at that address, which may be another one than the one on file.
                without += " AND EXISTS (SELECT 1 FROM \"DeliveryDocuments\" s WHERE s.\"Id\" = d.\"DocumentId\" AND s.\"SeriesId\" = @series)";
                heldBack = [.. heldBack, ("@series", instead.SeriesId ?? "")];
            }
        }

        var sql = new ItemListSql(query, await RarestFirstAsync(session, query.ContentType, filters, epoch, cancellationToken), start, without, await LeadingRangeAsync(session, query, epoch, cancellationToken));
        (string Name, object? Value)[] parameters = [.. sql.Parameters, .. heldBack];
        Task<long> CountAsync() => session.NumberAsync($"SELECT COUNT(*) FROM \"DeliveryValues\" d WHERE {sql.Where}", cancellationToken, parameters);
        var total = instead is null
            ? await Totals.GetAsync(cache, freshness, ["items", .. RowFilter.Named(sql.Parameters)], epoch, CountAsync)
            : (int)await CountAsync();
        var rows = await session.QueryAsync(PageSql(sql, query.First + 1), reader => Row(reader, query.Sort), cancellationToken, [.. parameters, .. sql.Place]);
        List<PlacedRow> behind = start is null ? others : [.. others.Where(row => PlacedRows.Compare(row.Place, [.. sql.Place.Select(value => value.Value!)], sql.Descending) > 0)];
        return asked.ToPage(total + others.Count, rows, behind, sql.Descending, query.First);
    }

    private static PlacedRow Row(DbDataReader reader, IReadOnlyList<ItemSort> sort)
    {
        var values = new object[sort.Count + 1];
        for (var index = 0; index < sort.Count; index++)
        {
            values[index] = sort[index].Key is ItemSortKey.Title or ItemSortKey.Field ? reader.GetString(index) : reader.GetInt64(index);
        }

        values[^1] = reader.GetString(sort.Count);
        return new(values, reader.GetFieldValue<byte[]>(sort.Count + 1));
    }

    /// <summary>What a preview puts among the rows.</summary>
    private static List<PlacedRow> Others(ItemListQuery query, ListedInstead instead)
    {
        var bySeries = query.Filters.Any(filter => filter.Name == IndexedFields.Series);
        return [.. instead.Documents
            .Where(document => document.ContentType == query.ContentType && IsIn(query.Published, document.PublishedUtc) && IsIn(query.Modified, document.ModifiedUtc)
                && (!bySeries || (document.SeriesId is not null && document.SeriesId == instead.SeriesId))
                && query.Bounds.All(bound => IsWithin(document, bound))
                && query.Filters.All(filter => filter.Name == IndexedFields.Series || document.Values.Contains(filter)))
            .Select(document => new PlacedRow([.. query.Sort.Select(sort => Key(document, sort)), document.ContentItemId], document.Summary))];
    }

    private static bool IsWithin(ListedDocument document, ItemBound bound)
    {
        var key = OrderOf(document, bound.Field);
        var order = string.CompareOrdinal(key, bound.Key);
        return key.Length > 0 && bound.Kind switch { ItemBoundKind.From => order >= 0, ItemBoundKind.To => order <= 0, _ => order < 0 };
    }

    private static string OrderOf(ListedDocument document, string field) => document.Values.FirstOrDefault(value => value.Name == IndexedFields.OrderName(field))?.Value ?? "";

    private static object Key(ListedDocument document, ItemSort sort) => sort.Key switch
    {
        ItemSortKey.Field => OrderOf(document, sort.Field!),
        ItemSortKey.Title => ListKeys.Title(document.Title),
        ItemSortKey.Published => UtcTicksConverter.ToTicks(document.PublishedUtc),
        _ => UtcTicksConverter.ToTicks(document.ModifiedUtc),
    };

    private static bool IsIn(ItemPeriod period, DateTime instant) => !(instant < period.From) && !(instant >= period.Before);

    /// <summary>The field whose range leads, where so few documents are in it that sorting them costs less than walking through the order of the list; null: none.</summary>
    private async Task<string?> LeadingRangeAsync(SqlSession session, ItemListQuery query, long epoch, CancellationToken cancellationToken)
    {
        foreach (var range in query.Sort[0].Key == ItemSortKey.Field ? [] : query.Bounds.GroupBy(bound => bound.Field, StringComparer.Ordinal))
        {
            var (where, parameters) = ItemListSql.RangeOf("d", range.Key, [.. range], 0);
            (string Name, object? Value)[] all = [("@type", query.ContentType), .. parameters];
            var count = await Totals.GetAsync(
                cache, freshness, ["range", .. RowFilter.Named(all)], epoch,
                () => session.NumberAsync($"SELECT COUNT(*) FROM \"DeliveryValues\" d WHERE d.\"Type\" = @type AND {where}", cancellationToken, all));
            if (count <= MostSorted)
            {
                return range.Key;
            }
        }

        return null;
    }

    /// <summary>The values of a list, the one first that the fewest documents have.</summary>
    private async Task<IReadOnlyList<DeliveryValue>> RarestFirstAsync(SqlSession session, string contentType, IReadOnlyList<DeliveryValue> filters, long epoch, CancellationToken cancellationToken)
    {
        if (filters.Count < 2)
        {
            return filters.Count == 0 ? [Every] : filters;
        }

        var counted = new List<(DeliveryValue Value, int Count)>(filters.Count);
        foreach (var filter in filters)
        {
            counted.Add((filter, await Totals.GetAsync(cache, freshness, ["value", contentType, filter.Name, filter.Value], epoch, () => session.NumberAsync(
                "SELECT COUNT(*) FROM \"DeliveryValues\" WHERE \"Type\" = @type AND \"Name\" = @name AND \"Value\" = @value", cancellationToken,
                ("@type", contentType), ("@name", filter.Name), ("@value", filter.Value)))));
        }

        return [.. counted.OrderBy(entry => entry.Count).Select(entry => entry.Value)];
    }
}

/// <summary>
/// The parts of the statement of a list of items. The table is called <c>d</c>. What leads it is the first of the values, or the field that it is ordered by or whose range leads: all else is looked up for each document.
/// </summary>
internal sealed class ItemListSql
{
    private const string Id = "d.\"ContentItemId\"";

    public ItemListSql(ItemListQuery query, IReadOnlyList<DeliveryValue> filters, ListCursor? start, string without, string? leadingRange = null)
    {
        List<(string Name, object? Value)> parameters = [("@type", query.ContentType)];
        var where = "d.\"Type\" = @type";
        var lead = query.Sort[0].Field ?? leadingRange;
        if (lead is not null && query.Bounds.All(bound => bound.Field != lead))
        {
            where += " AND d.\"Name\" = @lead";
            parameters.Add(("@lead", IndexedFields.OrderName(lead)));
        }

        foreach (var (range, index) in query.Bounds.GroupBy(bound => bound.Field, StringComparer.Ordinal).Select((range, index) => (range, index)))
        {
            var (within, bounds) = RangeOf(range.Key == lead ? "d" : "o", range.Key, [.. range], index);
            where += range.Key == lead ? $" AND {within}" : $" AND EXISTS (SELECT 1 FROM \"DeliveryValues\" o WHERE o.\"DocumentId\" = d.\"DocumentId\" AND {within})";
            parameters.AddRange(bounds);
        }

        for (var index = 0; index < filters.Count; index++)
        {
            if (lead is not null && filters[index].Name.Length == 0)
            {
                continue;
            }

            var number = index.ToString(CultureInfo.InvariantCulture);
            where += index == 0 && lead is null
                ? " AND d.\"Name\" = @name0 AND d.\"Value\" = @value0"
                : $" AND EXISTS (SELECT 1 FROM \"DeliveryValues\" o WHERE o.\"DocumentId\" = d.\"DocumentId\" AND o.\"Name\" = @name{number} AND o.\"Value\" = @value{number})";
            parameters.Add(("@name" + number, filters[index].Name));
            parameters.Add(("@value" + number, filters[index].Value));
        }

        Between("PublishedUtc", query.Published);
        Between("ModifiedUtc", query.Modified);
        Where = where + without;
        Parameters = parameters;
        Columns = string.Join(", ", query.Sort.Select(Column));
        List<(string Column, bool Descending)> keys = [.. query.Sort.Select(sort => (Column(sort), sort.Descending)), (Id, query.Sort[^1].Descending)];
        Descending = [.. keys.Select(key => key.Descending)];
        OrderBy = "ORDER BY " + string.Join(", ", keys.Select(key => key.Descending ? key.Column + " DESC" : key.Column));
        if (start is not null)
        {
            Place = [.. keys.Select((_, index) => (Parameter(index), ValueOf(query.Sort, start, index)))];
            After = " AND " + Behind(keys);
        }

        void Between(string column, ItemPeriod period)
        {
            if (period.From is { } from)
            {
                where += $" AND d.\"{column}\" >= @{column}From";
                parameters.Add(($"@{column}From", UtcTicksConverter.ToTicks(from)));
            }

            if (period.Before is { } before)
            {
                where += $" AND d.\"{column}\" < @{column}Before";
                parameters.Add(($"@{column}Before", UtcTicksConverter.ToTicks(before)));
            }
        }
    }

    /// <summary>The condition that a row is of a field and within a range of it, and what it needs. What has no value is in none.</summary>
    /// <param name="table">Name of the table.</param>
    /// <param name="field">The field.</param>
    /// <param name="bounds">Bounds of its values.</param>
    /// <param name="number">Tells its parameters from those of others.</param>
    public static (string Sql, IReadOnlyList<(string Name, object? Value)> Parameters) RangeOf(string table, string field, IReadOnlyList<ItemBound> bounds, int number)
    {
        var prefix = "@range" + number.ToString(CultureInfo.InvariantCulture);
        List<(string Name, object? Value)> parameters = [(prefix, IndexedFields.OrderName(field))];
        var sql = $"{table}.\"Name\" = {prefix} AND {table}.\"Value\" > ''";
        foreach (var bound in bounds)
        {
            var parameter = prefix + bound.Kind;
            sql += $" AND {table}.\"Value\" {bound.Kind switch { ItemBoundKind.From => ">=", ItemBoundKind.To => "<=", _ => "<" }} {parameter}";
            parameters.Add((parameter, bound.Key));
        }

        return (sql, parameters);
    }

    /// <summary>Which rows the list has.</summary>
    public string Where { get; }

    /// <summary>What <see cref="Where"/> needs; the values of <c>without</c> come from elsewhere.</summary>
    public IReadOnlyList<(string Name, object? Value)> Parameters { get; }

    /// <summary>The columns of the order.</summary>
    public string Columns { get; }

    /// <summary>The order.</summary>
    public string OrderBy { get; }

    /// <summary>For each key of the order whether the greatest comes first.</summary>
    public IReadOnlyList<bool> Descending { get; }

    /// <summary>The condition that a row stands on this page or a later one; empty on the first.</summary>
    public string After { get; } = "";

    /// <summary>What <see cref="After"/> needs.</summary>
    public IReadOnlyList<(string Name, object? Value)> Place { get; } = [];

    private static string Column(ItemSort sort) => sort.Key switch
    {
        ItemSortKey.Published => "d.\"PublishedUtc\"",
        ItemSortKey.Modified => "d.\"ModifiedUtc\"",
        ItemSortKey.Field => "d.\"Value\"",
        _ => "d.\"TitleKey\"",
    };

    private static string Parameter(int index) => "@after" + index.ToString(CultureInfo.InvariantCulture);

    private static object ValueOf(IReadOnlyList<ItemSort> sort, ListCursor start, int index) =>
        index == sort.Count || sort[index].Key is ItemSortKey.Title or ItemSortKey.Field ? start.Text(index) : start.Number(index);

    /// <summary>Where all keys go one way, one comparison of rows; otherwise key by key, with a bound on the first one, which an index can begin at.</summary>
    private static string Behind(List<(string Column, bool Descending)> keys)
    {
        if (keys.All(key => key.Descending == keys[0].Descending))
        {
            return $"({string.Join(", ", keys.Select(key => key.Column))}) {(keys[0].Descending ? "<" : ">")} ({string.Join(", ", keys.Select((_, index) => Parameter(index)))})";
        }

        var ways = keys.Select((key, index) => string.Join(" AND ", keys.Take(index).Select((same, at) => $"{same.Column} = {Parameter(at)}").Append($"{key.Column} {(key.Descending ? "<" : ">")} {Parameter(index)}")));
        return $"{keys[0].Column} {(keys[0].Descending ? "<=" : ">=")} {Parameter(0)} AND (({string.Join(") OR (", ways)}))";
    }
}
