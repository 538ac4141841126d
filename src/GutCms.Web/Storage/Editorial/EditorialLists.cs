using System.Data.Common;
using GutCms.Core.Editorial;
using GutCms.Core.Reviews.Model;
using GutCms.Web.Storage.Content;
using GutCms.Web.Storage.Databases;

namespace GutCms.Web.Storage.Editorial;

/// <summary>Lists for editors, page by page.</summary>
internal sealed class EditorialLists(Database database) : IEditorialLists
{
    private static readonly string SeriesTitle =
        $"""
        (SELECT s."DisplayText" FROM "ContentReferences" c JOIN "ContentVersions" s ON s."ContentItemId" = c."TargetId" AND s."Latest" WHERE {MeaningSql.IsInSeries("c", "v")})
        """;

    private const string OpenThreads = """(SELECT COUNT(*) FROM "CommentThreads" t WHERE t."ContentItemId" = v."ContentItemId" AND t."ResolvedUtc" IS NULL)""";

    /// <summary>The columns of a row, in the order in which <see cref="Read"/> takes them.</summary>
    /// <param name="state">The state; null: that of the latest version.</param>
    internal static string Columns(string? state = null) =>
        $"""
        v."ContentItemId", v."ContentItemVersionId", v."ContentType", v."DisplayText", {state ?? EditorialSql.State}, {EditorialSql.IsLive}, v."Author", v."Owner", v."ModifiedUtc", r."DueOrder",
        {SeriesTitle}, {EditorialSql.LiveState}, {OpenThreads}
        """;

    /// <inheritdoc/>
    public async Task<EditorialPage> ListAsync(
        EditorialSight sight, EditorialFilter filter, EditorialOrder order, string? after, int first, CancellationToken cancellationToken)
    {
        var asked = new EditorialQuery(sight, filter, order, after, first).Asked();
        var start = asked.FindStart();
        var sql = new EditorialSql(database, sight);
        await using var connection = await database.OpenAsync(cancellationToken);
        using var session = new SqlSession(connection);
        var condition = sql.Where(filter, await EditorialWords.ReadAsync(database, session, filter.Search, cancellationToken));
        var (key, backwards) = sql.Order(order);
        var total = await session.NumberAsync($"SELECT COUNT(*) FROM {sql.Asked} WHERE {condition}", cancellationToken, sql.Parameters);
        if (start is not null)
        {
            var (keyValue, id) = (sql.Parameter(order == EditorialOrder.Title ? start.Text(0) : start.Number(0)), sql.Parameter(start.Number(1)));
            condition += $" AND ({key}, v.\"Sequence\") {(backwards ? '<' : '>')} ({keyValue}, {id})";
        }

        var direction = backwards ? "DESC" : "ASC";

        // What a row shows is looked up only for the rows that are shown.
        var rows = await session.QueryAsync(
            $"""
            SELECT {Columns()}, k."Key", v."Sequence"
            FROM (SELECT v."Sequence", {key} AS "Key" FROM {sql.Asked} WHERE {condition} ORDER BY {key} {direction}, v."Sequence" {direction} LIMIT {first + 1}) k
            CROSS JOIN {EditorialSql.Sources} WHERE v."Sequence" = k."Sequence" ORDER BY k."Key" {direction}, v."Sequence" {direction}
            """,
            reader => (Row: Read(reader), Key: reader.GetValue(13), Sequence: reader.GetInt64(14)),
            cancellationToken, sql.Parameters);
        var page = rows.Take(first).ToList();
        var stale = await FindStaleAsync(session, sql, [.. page.Select(row => row.Row.ContentItemId)], cancellationToken);
        return new(
            total,
            [.. page.Select(row => row.Row with { IsStaleTranslation = stale.Contains(row.Row.ContentItemId) })],
            rows.Count > first ? asked.CursorAt(page[^1].Key, page[^1].Sequence) : null);
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

    /// <inheritdoc/>
    public async Task<long> CountDisclaimerUsesAsync(string disclaimerId, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        using var session = new SqlSession(connection);

        var shows = MeaningSql.ShowsDisclaimer("c", "l");
        return await session.NumberAsync(
            $"""
            SELECT (SELECT COUNT(*) FROM "ContentReferences" c JOIN "ContentVersions" l ON {shows} WHERE c."TargetId" = @id AND l."Published")
              + (SELECT COUNT(*) FROM "Reviews" r WHERE r."DisclaimerId" = @id AND r."ClosedUtc" IS NULL AND r."Purpose" = 0 AND NOT EXISTS (
                SELECT 1 FROM "ContentVersions" l JOIN "ContentReferences" c ON {shows} WHERE l."ContentItemId" = r."ContentItemId" AND l."Published" AND c."TargetId" = @id))
            """,
            cancellationToken, ("@id", disclaimerId));
    }

    private async Task<HashSet<string>> FindStaleAsync(SqlSession session, EditorialSql sql, string[] ids, CancellationToken cancellationToken) => ids.Length == 0 ? [] :
        [.. await session.QueryAsync(
            $"SELECT v.\"ContentItemId\" FROM \"ContentVersions\" v WHERE v.\"Latest\" AND {database.AmongIds("v.\"ContentItemId\"", "@shown")} AND {sql.IsStaleTranslation}",
            reader => reader.GetString(0), cancellationToken, ("@shown", database.IdList(ids)))];

    /// <summary>Reads a row of <see cref="Columns"/>.</summary>
    internal static EditorialRow Read(DbDataReader reader) => new(
        reader.GetString(0),
        reader.GetString(1),
        reader.GetString(2),
        reader.Text(3),
        (ReviewState)reader.GetInt32(4),
        reader.GetBoolean(5),
        reader.Text(6),
        reader.Text(7),
        reader.Instant(8),
        reader.IsDBNull(9) || reader.GetInt64(9) == long.MaxValue ? null : reader.Instant(9),
        reader.Text(10))
    {
        LiveState = reader.IsDBNull(11) ? null : (ReviewState)reader.GetInt32(11),
        OpenThreads = reader.GetInt32(12),
    };
}
