using GutCms.Core.Reviews.Model;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Reviews;

namespace GutCms.Web.Storage.Reports;

/// <summary>A few numbers of the whole site, by one statement.</summary>
internal sealed class SiteFigures(Database database)
{
    private static readonly string Statement = $"""
        SELECT (SELECT COUNT(*) FROM "Reviews" WHERE "ClosedUtc" IS NULL AND "State" = {(int)ReviewState.InReview}),
               (SELECT COUNT(*) FROM "Reviews" WHERE "ClosedUtc" IS NULL AND "State" = {(int)ReviewState.InReview} AND "DueOrder" < @now),
               (SELECT COUNT(*) FROM "Outbox" WHERE {OutboxQueue.Waiting}),
               (SELECT COUNT(*) FROM "Outbox" WHERE {OutboxQueue.GivenUp}),
               (SELECT COALESCE(MIN("OccurredUtc"), @now) FROM "Outbox" WHERE {OutboxQueue.Waiting})
        """;

    /// <summary>What they were at an instant.</summary>
    /// <param name="Waiting">Texts that wait for a decision.</param>
    /// <param name="Overdue">Those of them whose date has passed.</param>
    /// <param name="Events">Events that are not told yet.</param>
    /// <param name="GivenUp">Events that were given up.</param>
    /// <param name="Lag">Age of the oldest event that is not told yet; zero when there is none.</param>
    internal sealed record Look(long Waiting, long Overdue, long Events, long GivenUp, TimeSpan Lag);

    /// <summary>Reads them.</summary>
    /// <param name="nowUtc">Now, UTC.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Look> LookAsync(DateTime nowUtc, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        using var session = new SqlSession(connection);
        var rows = await session.QueryAsync(
            Statement,
            reader => new Look(reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2), reader.GetInt64(3), TimeSpan.FromTicks(Math.Max(0, nowUtc.Ticks - reader.GetInt64(4)))),
            cancellationToken,
            ("now", nowUtc.Ticks));
        return rows[0];
    }
}
