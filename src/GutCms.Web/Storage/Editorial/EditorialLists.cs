using System.Data.Common;
using System.Globalization;
using GutCms.Core.Delivery;
using GutCms.Core.Editorial;
using GutCms.Core.Reviews;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Delivery;

namespace GutCms.Web.Storage.Editorial;

/// <summary>Lists for editors, page by page.</summary>
internal sealed class EditorialLists(Database database) : IEditorialLists
{
    private const string SeriesTitle =
        """
        (SELECT s."DisplayText" FROM "ContentReferences" c JOIN "ContentVersions" s ON s."ContentItemId" = c."TargetId" AND s."Latest"
         WHERE c."VersionSequence" = v."Sequence" AND c."Field" = 'Article.Series' LIMIT 1)
        """;

    /// <summary>The columns of a row, in the order in which <see cref="Read"/> takes them.</summary>
    internal static string Columns(EditorialSql sql) =>
        $"""
        v."ContentItemId", v."ContentItemVersionId", v."ContentType", v."DisplayText", {sql.State}, {EditorialSql.IsLive}, v."Author", v."Owner", v."ModifiedUtc", r."DueOrder",
        {SeriesTitle}
        """;

    /// <inheritdoc/>
    public async Task<EditorialPage> ListAsync(
        EditorialSight sight, EditorialFilter filter, EditorialOrder order, string? after, int first, CancellationToken cancellationToken)
    {
        var list = string.Join('|', "editorial", order, filter, sight.UserId, string.Join(',', sight.ContentTypes), string.Join(',', sight.OwnTypes));
        var cursor = ListCursor.Read(after, list);
        var sql = new EditorialSql(database, sight);
        var condition = sql.Where(filter);
        await using var connection = await database.OpenAsync(cancellationToken);
        using var session = new SqlSession(connection);
        var total = await session.NumberAsync($"SELECT COUNT(*) FROM {EditorialSql.Sources} WHERE {condition}", cancellationToken, sql.Parameters);
        var (key, backwards) = order switch
        {
            EditorialOrder.Title => ("LOWER(COALESCE(v.\"DisplayText\", ''))", false),
            EditorialOrder.Due => ($"COALESCE(r.\"DueOrder\", {long.MaxValue})", false),
            _ => ("v.\"Sequence\"", true),
        };
        if (cursor is not null)
        {
            var (keyValue, id) = (sql.Parameter(order == EditorialOrder.Title ? cursor.Key : Number(cursor.Key)), sql.Parameter(Number(cursor.Id)));
            condition += $" AND ({key}, v.\"Sequence\") {(backwards ? '<' : '>')} ({keyValue}, {id})";
        }

        var direction = backwards ? "DESC" : "ASC";
        var rows = await session.QueryAsync(
            $"""
            SELECT {Columns(sql)}, {key}, v."Sequence" FROM {EditorialSql.Sources} WHERE {condition} ORDER BY {key} {direction}, v."Sequence" {direction} LIMIT {first + 1}
            """,
            reader => (Row: Read(reader), Key: Convert.ToString(reader.GetValue(11), CultureInfo.InvariantCulture)!, Sequence: reader.GetInt64(12)),
            cancellationToken, sql.Parameters);
        var page = rows.Take(first).ToList();
        return new(
            total,
            [.. page.Select(row => row.Row)],
            rows.Count > first ? new ListCursor("", page[^1].Key, page[^1].Sequence.ToString(CultureInfo.InvariantCulture)).Write(list) : null);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<string>> ListAuthorsAsync(EditorialSight sight, CancellationToken cancellationToken)
    {
        var sql = new EditorialSql(database, sight);
        await using var connection = await database.OpenAsync(cancellationToken);
        using var session = new SqlSession(connection);
        return await session.QueryAsync(
            $"SELECT DISTINCT v.\"Author\" FROM \"ContentVersions\" v WHERE {sql.Seen} AND v.\"Author\" IS NOT NULL ORDER BY v.\"Author\" LIMIT 200",
            reader => reader.GetString(0),
            cancellationToken, sql.Parameters);
    }

    /// <summary>Reads a row of <see cref="Columns"/>.</summary>
    internal static EditorialRow Read(DbDataReader reader) => new(
        reader.GetString(0),
        reader.GetString(1),
        reader.GetString(2),
        Text(reader, 3),
        (ReviewState)reader.GetInt32(4),
        reader.GetBoolean(5),
        Text(reader, 6),
        Text(reader, 7),
        Instant(reader, 8),
        reader.IsDBNull(9) || reader.GetInt64(9) == long.MaxValue ? null : Instant(reader, 9),
        Text(reader, 10));

    private static string? Text(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : reader.GetString(column);

    private static DateTime? Instant(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : new DateTime(reader.GetInt64(column), DateTimeKind.Utc);

    private static long Number(string text) => long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number : throw new BadCursorException();
}
