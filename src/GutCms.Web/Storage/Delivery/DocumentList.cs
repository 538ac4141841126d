using GutCms.Core.Delivery;
using GutCms.Core.Paging;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Paging;

namespace GutCms.Web.Storage.Delivery;

/// <summary>Pages of documents in an order that an index has; a page costs the same wherever it begins.</summary>
internal sealed class DocumentList(Database database, DeliveryCache cache, IDeliveryFreshness freshness, HeldRows held)
{
    public async Task<DeliveryPage> ReadAsync(
        ListQuery query, DeliveryKind kind, string? seriesSlug, string? language, IReadOnlyList<string>? ids, ListOrder order, CancellationToken cancellationToken)
    {
        var asked = query.Asked();
        var start = asked.FindStart();

        // The plus keeps SQLite from the index of the kind where the one of the series is far smaller.
        var filter = seriesSlug is null ? "d.\"Kind\" = @kind" : "+d.\"Kind\" = @kind AND d.\"SeriesSlug\" = @series";
        List<(string Name, object? Value)> parameters = [("@kind", (int)kind)];
        if (seriesSlug is not null)
        {
            parameters.Add(("@series", seriesSlug));
        }

        if (ids is not null)
        {
            filter += $" AND {database.AmongIds("d.\"ContentItemId\"", "@ids")}";
            parameters.Add(("@ids", database.IdList(ids)));
        }

        var epoch = cache.Epoch;
        var (without, heldBack) = LanguageRows.In(held.OfDocuments(), language, "d.\"Id\"");
        filter += without;
        parameters.AddRange(heldBack);
        await using var connection = await database.OpenAsync(cancellationToken);
        using var session = new SqlSession(connection);
        var counted = parameters.ToArray();
        Task<long> CountAsync() => session.NumberAsync($"SELECT COUNT(*) FROM \"DeliveryDocuments\" d WHERE {filter}", cancellationToken, counted);
        var total = ids is null ? await Totals.GetAsync(cache, freshness, $"{kind}|{seriesSlug}|{language}", epoch, CountAsync) : (int)await CountAsync();
        var position = "";
        if (start is not null)
        {
            parameters.AddRange(order.Place(start));
            position = $" AND {order.After}";
        }

        var rows = await session.QueryAsync(
            $"SELECT d.\"{order.Column}\", d.\"ContentItemId\", d.\"Summary\" FROM \"DeliveryDocuments\" d WHERE {filter}{position} {order.OrderBy} LIMIT {query.First + 1}",
            reader => new DeliveryRow(reader.GetFieldValue<byte[]>(2), null, asked.CursorAt(order.Read(reader, 0), reader.GetString(1))),
            cancellationToken, [.. parameters]);
        return Page.Of(total, rows, query.First);
    }
}
