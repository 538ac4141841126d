using GutCms.Core.Editorial;
using GutCms.Core.Reviews.Model;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Reviews;

namespace GutCms.Web.Storage.Editorial;

/// <summary>What the dashboard tells beside the lists.</summary>
internal sealed class DashboardQueries(Database database) : IDashboardQueries
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<EditorialRow>> ListPublishedAsync(EditorialSight sight, int first, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        using var session = new SqlSession(connection);
        var sql = new EditorialSql(database, sight);
        return await ListLiveAsync(session, sql, sql.LiveSeen, "l.\"PublishedUtc\" DESC, l.\"Sequence\" DESC", first, cancellationToken);
    }

    /// <inheritdoc/>
    public async Task<GetDashboard.Part> ListReviewDueAsync(EditorialSight sight, int first, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        using var session = new SqlSession(connection);
        var sql = new EditorialSql(database, sight);
        var condition = $"{sql.LiveSeen} AND {EditorialSql.LiveIsDue}";
        return new(
            await ListLiveAsync(session, sql, condition, "COALESCE(i.\"LiveDueUtc\", 0), l.\"Sequence\"", first, cancellationToken),
            await session.NumberAsync($"SELECT COUNT(*) FROM {EditorialSql.Items} WHERE {condition}", cancellationToken, sql.Parameters));
    }

    /// <summary>Live versions as readers see them, not what is being written since.</summary>
    private static Task<List<EditorialRow>> ListLiveAsync(SqlSession session, EditorialSql sql, string condition, string order, int first, CancellationToken cancellationToken) => session.QueryAsync(
        $"""
        SELECT {EditorialLists.Columns(EditorialSql.LiveState)}, l."PublishedUtc", l."DisplayText", l."Author", l."Path"
        FROM (SELECT v."Sequence" AS "Latest", l."Sequence" AS "Live" FROM {EditorialSql.Items} JOIN "ContentVersions" l ON l."ContentItemId" = v."ContentItemId"
          WHERE l."Published" AND {condition} ORDER BY {order} LIMIT {first}) k
        CROSS JOIN {EditorialSql.Sources} CROSS JOIN "ContentVersions" l
        WHERE v."Sequence" = k."Latest" AND l."Sequence" = k."Live" ORDER BY {order}
        """,
        reader => EditorialLists.Read(reader) with
        {
            ModifiedUtc = reader.Instant(13),
            Title = reader.Text(14),
            Author = reader.Text(15),
            DueUtc = null,
            LivePath = reader.Text(16),
        },
        cancellationToken, sql.Parameters);

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DecisionTime>> ListDecisionsAsync(EditorialSight sight, DateTime sinceUtc, CancellationToken cancellationToken) => await DecisionSql.ListAsync(
        database,
        "d.\"DecidedUtc\", r.\"SubmittedUtc\", d.\"Outcome\"",
        sight.ContentTypes,
        sinceUtc,
        DateTime.MaxValue,
        reader => new DecisionTime(reader.Instant(0)!.Value, reader.Instant(1)!.Value, (DecisionOutcome)reader.GetInt32(2) != DecisionOutcome.ChangesRequested),
        cancellationToken);

    /// <inheritdoc/>
    public async Task<SiteBeginnings> FindBeginningsAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        using var session = new SqlSession(connection);
        var rows = await session.QueryAsync(
            """
            SELECT (SELECT COUNT(*) FROM "Users" WHERE "IsEnabled"), EXISTS (SELECT 1 FROM "ContentVersions" WHERE "Origin" IS NULL), EXISTS (SELECT 1 FROM "Reviews"), EXISTS (SELECT 1 FROM "Decisions")
            """,
            reader => new SiteBeginnings(reader.GetInt32(0), reader.GetBoolean(1), reader.GetBoolean(2), reader.GetBoolean(3)),
            cancellationToken);
        return rows[0];
    }
}
