using GutCms.Core.Delivery;
using GutCms.Core.Paging;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Paging;

namespace GutCms.Web.Storage.Delivery;

/// <summary>Pages of documents in an order that an index has; a page costs the same wherever it begins.</summary>
internal sealed class DocumentList(Database database, DeliveryCache cache, IDeliveryFreshness freshness, HeldRows held)
{
    /// <param name="query">The page.</param>
    /// <param name="kind">Kind of the documents.</param>
    /// <param name="seriesSlug">Only articles of this series; null: all.</param>
    /// <param name="language">Only what is in exactly this language; null: in any.</param>
    /// <param name="ids">Only these items; null: all.</param>
    /// <param name="order">Order.</param>
    /// <param name="instead">What a preview shows in place of what is on file; null: nothing.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<DeliveryPage> ReadAsync(
        ListQuery query, DeliveryKind kind, string? seriesSlug, string? language, IReadOnlyList<string>? ids, ListOrder order, ListedInstead? instead, CancellationToken cancellationToken)
    {
        var asked = query.Asked();
        var start = asked.FindStart();

        // The plus keeps SQLite from the index of the kind where the one of the series is far smaller. A preview may know the series by another address than the one on file.
        var filter = seriesSlug is null ? "d.\"Kind\" = @kind" : instead is not null ? "d.\"Kind\" = @kind AND d.\"SeriesId\" = @series" : $"+d.\"Kind\" = @kind AND {OfSeries(order)}";
        List<(string Name, object? Value)> parameters = [("@kind", (int)kind)];
        if (seriesSlug is not null)
        {
            parameters.Add(("@series", instead is null ? seriesSlug : instead.SeriesId ?? ""));
        }

        if (ids is not null)
        {
            filter += $" AND {database.AmongIds("d.\"ContentItemId\"", "@ids")}";
            parameters.Add(("@ids", database.IdList(ids)));
        }

        if (instead is not null)
        {
            filter += $" AND NOT ({database.AmongIds("d.\"ContentItemId\"", "@instead")})";
            parameters.Add(("@instead", database.IdList(instead.ItemIds)));
        }

        var epoch = cache.Epoch;
        var (without, heldBack) = LanguageRows.Of(language).In(held.OfDocuments(), "d.\"Id\"");
        filter += without;
        parameters.AddRange(heldBack);
        await using var connection = await database.OpenAsync(cancellationToken);
        using var session = new SqlSession(connection);
        var counted = parameters.ToArray();
        Task<long> CountAsync() => session.NumberAsync($"SELECT COUNT(*) FROM \"DeliveryDocuments\" d WHERE {filter}", cancellationToken, counted);
        var total = ids is null && instead is null ? await Totals.GetAsync(cache, freshness, ["documents", kind.ToString(), seriesSlug, language], epoch, CountAsync) : (int)await CountAsync();
        var position = "";
        if (start is not null)
        {
            parameters.AddRange(order.Place(start));
            position = $" AND {order.After}";
        }

        var rows = await session.QueryAsync(
            $"SELECT d.\"Summary\", {order.Columns} FROM \"DeliveryDocuments\" d WHERE {filter}{position} {order.OrderBy} LIMIT {query.First + 1}",
            reader => new PlacedRow(order.PlaceOf(reader, 1), reader.GetFieldValue<byte[]>(0)), cancellationToken, [.. parameters]);
        var descending = order.Directions;
        var others = instead is null ? [] : Others(instead, kind, seriesSlug, language, ids, order);
        return asked.ToPage(
            total + others.Count, rows, start is null ? others : [.. others.Where(row => PlacedRows.Compare(row.Place, order.PlaceOf(start), descending) > 0)], descending, query.First);
    }

    /// <summary>What a preview puts among the rows.</summary>
    private static List<PlacedRow> Others(ListedInstead instead, DeliveryKind kind, string? seriesSlug, string? language, IReadOnlyList<string>? ids, ListOrder order) =>
        [.. instead.Documents
            .Where(document => document.Kind == kind && (seriesSlug is null || document.SeriesId == instead.SeriesId) && ids?.Contains(document.ContentItemId) != false
                && (language is null || document.Values.Contains(new(IndexedFields.Language, language))))
            .Select(document => new PlacedRow(order.PlaceOf(document), document.Summary))];

    /// <summary>The condition that an article is in a series, by the columns that the index of the order begins with. A series that is not live has none.</summary>
    private static string OfSeries(ListOrder order) => order.IsThenByPublication
        ? $"d.\"SeriesId\" = (SELECT s.\"ContentItemId\" FROM \"DeliveryDocuments\" s WHERE s.\"Kind\" = {(int)DeliveryKind.Series} AND s.\"Key\" = @series)"
        : "d.\"SeriesSlug\" = @series";
}
