using System.Data.Common;
using GutCms.Core.Delivery;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Databases;

namespace GutCms.Web.Storage.Delivery;

/// <summary>The delivered articles of series in their order, by one index: a page of them, and the place of one, cost the same in a long series, but for counting.</summary>
internal static class SeriesRows
{
    /// <summary>The order, of rows of <c>DeliveryDocuments</c> named <c>d</c>.</summary>
    private const string Ascending = "ORDER BY d.\"PositionKey\", d.\"PublishedUtc\", d.\"ContentItemId\"";

    private const string Count = "(SELECT COUNT(*) FROM \"DeliveryDocuments\" c WHERE c.\"SeriesId\" = @series)";

    private const string OtherPlace = "(o.\"PositionKey\", o.\"PublishedUtc\", o.\"ContentItemId\")";
    private const string OwnPlace = "(a.\"PositionKey\", a.\"PublishedUtc\", a.\"ContentItemId\")";

    /// <summary>The first articles, and how many there are.</summary>
    public static async Task<SeriesArticles> FindFirstAsync(SqlSession session, string seriesId, int most, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            $"SELECT d.\"ContentItemId\", d.\"Key\", d.\"Title\", d.\"SeriesPosition\", {Count} FROM \"DeliveryDocuments\" d WHERE d.\"SeriesId\" = @series {Ascending} LIMIT @most",
            reader => (Member: Member(reader, 0), Count: (int)reader.GetInt64(4)), cancellationToken, ("@series", seriesId), ("@most", most));
        return rows.Count == 0 ? SeriesArticles.None : new(rows[0].Count, [.. rows.Select(row => row.Member)]);
    }

    /// <summary>Where articles stand. In a series that is held back nothing stands: what would be told of it comes from its row.</summary>
    /// <param name="database">The database.</param>
    /// <param name="session">A connection.</param>
    /// <param name="ids">The articles.</param>
    /// <param name="held">What is held back.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public static async Task<IReadOnlyDictionary<string, SeriesPlace>> FindPlacesAsync(Database database, SqlSession session, IReadOnlyCollection<string> ids, HeldRows held, CancellationToken cancellationToken)
    {
        var (without, heldBack) = held.Of("o");
        var (whole, _) = held.Of("s");
        var others = $"FROM \"DeliveryDocuments\" o WHERE o.\"SeriesId\" = a.\"SeriesId\"{without}";
        var rows = await session.QueryAsync(
            $"""
            SELECT f."Id", s."ContentItemId", s."Key", s."Title", f."Before", f."All", p."ContentItemId", p."Key", p."Title", p."SeriesPosition", n."ContentItemId", n."Key", n."Title", n."SeriesPosition"
            FROM (SELECT a."ContentItemId" AS "Id", a."SeriesId",
                (SELECT COUNT(*) {others} AND {OtherPlace} < {OwnPlace}) AS "Before",
                (SELECT COUNT(*) {others}) AS "All",
                (SELECT o."ContentItemId" {others} AND {OtherPlace} < {OwnPlace} ORDER BY o."PositionKey" DESC, o."PublishedUtc" DESC, o."ContentItemId" DESC LIMIT 1) AS "Previous",
                (SELECT o."ContentItemId" {others} AND {OtherPlace} > {OwnPlace} ORDER BY o."PositionKey", o."PublishedUtc", o."ContentItemId" LIMIT 1) AS "Next"
                FROM "DeliveryDocuments" a WHERE {database.AmongIds("a.\"ContentItemId\"", "@ids")} AND a."SeriesId" IS NOT NULL) f
            JOIN "DeliveryDocuments" s ON s."ContentItemId" = f."SeriesId" AND s."Kind" = {(int)DeliveryKind.Series}{whole}
            LEFT JOIN "DeliveryDocuments" p ON p."ContentItemId" = f."Previous" LEFT JOIN "DeliveryDocuments" n ON n."ContentItemId" = f."Next"
            """,
            reader => KeyValuePair.Create(reader.GetString(0), new SeriesPlace(
                new(reader.GetString(1), reader.GetString(2), reader.GetString(3)), (int)reader.GetInt64(4) + 1, (int)reader.GetInt64(5), Neighbour(reader, 6), Neighbour(reader, 10))),
            cancellationToken, [("@ids", database.IdList(ids)), .. heldBack]);
        return new Dictionary<string, SeriesPlace>(rows, StringComparer.Ordinal);
    }

    private static SeriesMember? Neighbour(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : Member(reader, column);

    private static SeriesMember Member(DbDataReader reader, int column) =>
        new(reader.GetString(column), reader.GetString(column + 1), reader.GetString(column + 2), reader.IsDBNull(column + 3) ? null : reader.GetDecimal(column + 3));
}
