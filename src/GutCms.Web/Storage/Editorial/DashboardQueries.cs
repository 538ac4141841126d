using GutCms.Core.Editorial;
using GutCms.Core.Reviews.Model;
using GutCms.Web.Storage.Databases;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Storage.Editorial;

/// <summary>What the dashboard tells beside the lists.</summary>
internal sealed class DashboardQueries(Database database) : IDashboardQueries
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<EditorialRow>> ListPublishedAsync(EditorialSight sight, int first, CancellationToken cancellationToken)
    {
        var sql = new EditorialSql(database, sight);
        await using var connection = await database.OpenAsync(cancellationToken);
        using var session = new SqlSession(connection);
        return await session.QueryAsync(
            $"""
            SELECT {EditorialLists.Columns(EditorialSql.LiveState)}, l."PublishedUtc", l."DisplayText", l."Author"
            FROM (SELECT v."Sequence" AS "Latest", l."Sequence" AS "Live" FROM "ContentVersions" l JOIN "ContentVersions" v ON v."ContentItemId" = l."ContentItemId"
              WHERE l."Published" AND {sql.Seen} ORDER BY l."PublishedUtc" DESC, l."Sequence" DESC LIMIT {first}) k
            CROSS JOIN {EditorialSql.Sources} CROSS JOIN "ContentVersions" l
            WHERE v."Sequence" = k."Latest" AND l."Sequence" = k."Live" ORDER BY l."PublishedUtc" DESC, l."Sequence" DESC
            """,
            // What readers see, not what is being written since.
            reader => EditorialLists.Read(reader) with
            {
                ModifiedUtc = reader.Instant(11),
                Title = reader.Text(12),
                Author = reader.Text(13),
                DueUtc = null,
            },
            cancellationToken, sql.Parameters);
    }

    /// <inheritdoc/>
    public async Task<IReadOnlyList<DecisionTime>> ListDecisionsAsync(EditorialSight sight, DateTime sinceUtc, CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        var types = sight.ContentTypes.ToArray();
        var rows = await context.Decisions.AsNoTracking().Where(decision => decision.DecidedUtc >= sinceUtc)
            .Join(context.Reviews.Where(review => types.Contains(review.ContentType)), decision => decision.ReviewId, review => review.ReviewId, (decision, review) => new { decision.DecidedUtc, review.SubmittedUtc, decision.Outcome })
            .ToListAsync(cancellationToken);
        return [.. rows.Select(row => new DecisionTime(row.DecidedUtc, row.SubmittedUtc, row.Outcome != DecisionOutcome.ChangesRequested))];
    }

    /// <inheritdoc/>
    public async Task<SiteBeginnings> FindBeginningsAsync(CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        return new(
            await context.Users.CountAsync(user => user.IsEnabled, cancellationToken),
            await context.ContentVersions.AnyAsync(version => version.Origin == null, cancellationToken),
            await context.Reviews.AnyAsync(cancellationToken),
            await context.Decisions.AnyAsync(cancellationToken));
    }
}
