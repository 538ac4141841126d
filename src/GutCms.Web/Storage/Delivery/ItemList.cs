using System.Data.Common;
using System.Globalization;
using GutCms.Core.Delivery;
using GutCms.Core.Paging;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Model;

namespace GutCms.Web.Storage.Delivery;

/// <summary>
/// Pages of the documents of a type that have some values. The rarest of the values leads, by an index that has its documents in the order of the list; each of the others is one look-up for a document.
/// </summary>
internal sealed class ItemList(Database database, DeliveryCache cache, IDeliveryFreshness freshness, IDocumentHold? hold = null) : IItemLists
{
    private static readonly DeliveryValue Every = new("", "");

    private readonly HeldRows _held = new(database, hold);

    /// <summary>The statement that reads a page.</summary>
    internal static string PageSql(ItemListSql sql, int rows) =>
        $"SELECT {sql.Columns}, d.\"ContentItemId\", e.\"Summary\" FROM (SELECT d.* FROM \"DeliveryValues\" d WHERE {sql.Where}{sql.After} {sql.OrderBy} LIMIT {rows.ToString(CultureInfo.InvariantCulture)}) d "
        + $"JOIN \"DeliveryDocuments\" e ON e.\"Id\" = d.\"DocumentId\" {sql.OrderBy}";

    /// <inheritdoc/>
    public async Task<DeliveryPage> ListAsync(ItemListQuery query, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(query.First, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(query.First, 100);
        var asked = query.Asked();
        var start = asked.FindStart();
        var epoch = cache.Epoch;
        await using var connection = await database.OpenAsync(cancellationToken);
        using var session = new SqlSession(connection);
        var filters = await RarestFirstAsync(session, query, epoch, cancellationToken);
        var (without, heldBack) = _held.OfDocuments();
        var sql = new ItemListSql(query, filters, start, without);
        (string Name, object? Value)[] parameters = [.. sql.Parameters, .. heldBack];
        var total = await Totals.GetAsync(cache, freshness, $"items|{string.Join('|', sql.Parameters.Select(parameter => $"{parameter.Name}={parameter.Value}"))}", epoch, () => session.NumberAsync(
            $"SELECT COUNT(*) FROM \"DeliveryValues\" d WHERE {sql.Where}", cancellationToken, parameters));
        var rows = await session.QueryAsync(PageSql(sql, query.First + 1), reader => Row(reader, asked, query.Sort), cancellationToken, [.. parameters, .. sql.Place]);
        return Page.Of(total, rows, query.First);
    }

    private static DeliveryRow Row(DbDataReader reader, AskedList asked, IReadOnlyList<ItemSort> sort)
    {
        var values = new object[sort.Count + 1];
        for (var index = 0; index < sort.Count; index++)
        {
            values[index] = sort[index].Key == ItemSortKey.Title ? reader.GetString(index) : reader.GetInt64(index);
        }

        values[^1] = reader.GetString(sort.Count);
        return new(reader.GetFieldValue<byte[]>(sort.Count + 1), null, asked.CursorAt(values));
    }

    /// <summary>The values of a list, the one first that the fewest documents have.</summary>
    private async Task<IReadOnlyList<DeliveryValue>> RarestFirstAsync(SqlSession session, ItemListQuery query, long epoch, CancellationToken cancellationToken)
    {
        if (query.Filters.Count < 2)
        {
            return query.Filters.Count == 0 ? [Every] : query.Filters;
        }

        var counted = new List<(DeliveryValue Value, int Count)>(query.Filters.Count);
        foreach (var filter in query.Filters)
        {
            counted.Add((filter, await Totals.GetAsync(cache, freshness, $"value|{query.ContentType}|{filter.Name}|{filter.Value}", epoch, () => session.NumberAsync(
                "SELECT COUNT(*) FROM \"DeliveryValues\" WHERE \"Type\" = @type AND \"Name\" = @name AND \"Value\" = @value", cancellationToken,
                ("@type", query.ContentType), ("@name", filter.Name), ("@value", filter.Value)))));
        }

        return [.. counted.OrderBy(entry => entry.Count).Select(entry => entry.Value)];
    }
}

/// <summary>The parts of the statement of a list of items. The table is called <c>d</c>.</summary>
internal sealed class ItemListSql
{
    private const string Id = "d.\"ContentItemId\"";

    public ItemListSql(ItemListQuery query, IReadOnlyList<DeliveryValue> filters, ListCursor? start, string without)
    {
        List<(string Name, object? Value)> parameters = [("@type", query.ContentType)];
        var where = "d.\"Type\" = @type";
        for (var index = 0; index < filters.Count; index++)
        {
            var number = index.ToString(CultureInfo.InvariantCulture);
            where += index == 0
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

    /// <summary>Which rows the list has.</summary>
    public string Where { get; }

    /// <summary>What <see cref="Where"/> needs; the values of <c>without</c> come from elsewhere.</summary>
    public IReadOnlyList<(string Name, object? Value)> Parameters { get; }

    /// <summary>The columns of the order.</summary>
    public string Columns { get; }

    /// <summary>The order.</summary>
    public string OrderBy { get; }

    /// <summary>The condition that a row stands on this page or a later one; empty on the first.</summary>
    public string After { get; } = "";

    /// <summary>What <see cref="After"/> needs.</summary>
    public IReadOnlyList<(string Name, object? Value)> Place { get; } = [];

    private static string Column(ItemSort sort) => sort.Key switch
    {
        ItemSortKey.Published => "d.\"PublishedUtc\"",
        ItemSortKey.Modified => "d.\"ModifiedUtc\"",
        _ => "d.\"TitleKey\"",
    };

    private static string Parameter(int index) => "@after" + index.ToString(CultureInfo.InvariantCulture);

    private static object ValueOf(IReadOnlyList<ItemSort> sort, ListCursor start, int index) =>
        index == sort.Count || sort[index].Key == ItemSortKey.Title ? start.Text(index) : start.Number(index);

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
