using GutCms.Core.Editorial;
using GutCms.Core.Planning;
using GutCms.Core.Reviews.Model;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Editorial;

namespace GutCms.Web.Storage.Planning;

/// <summary>Reads what is planned. Each kind is found by the index of its instant.</summary>
internal sealed class PlanQueries(Database database) : IPlanQueries
{
    private static readonly Dictionary<PlannedKind, string> Sources = new()
    {
        [PlannedKind.Publication] = Of(PlannedKind.Publication, "\"ScheduledPublications\"", "\"AtUtc\"", "\"ScheduledByName\""),
        [PlannedKind.TakeDown] = Of(PlannedKind.TakeDown, "\"ScheduledTakeDowns\"", "\"AtUtc\"", "\"ScheduledByName\""),
        [PlannedKind.Decision] = Of(PlannedKind.Decision, "\"Reviews\"", "\"DueOrder\"", "\"CurrentStageName\"", $"\"ClosedUtc\" IS NULL AND \"State\" = {(int)ReviewState.InReview}"),
        [PlannedKind.Review] = Of(PlannedKind.Review, "\"Publications\"", "\"NextReviewUtc\"", "NULL"),
        [PlannedKind.Withdrawal] = Of(PlannedKind.Withdrawal, "\"Withdrawals\"", "\"WithdrawnUtc\"", "\"WithdrawnByName\""),
    };

    /// <inheritdoc/>
    public async Task<IReadOnlyList<PlannedEntry>> ListAsync(
        EditorialSight sight, IReadOnlyCollection<PlannedKind> kinds, DateTime fromUtc, DateTime toUtc, int most, CancellationToken cancellationToken)
    {
        var known = kinds.Where(Sources.ContainsKey).ToList();
        if (known.Count == 0)
        {
            return [];
        }

        var sql = new EditorialSql(database, sight);
        var (from, to) = (sql.Parameter(fromUtc.Ticks), sql.Parameter(toUtc.Ticks));
        var union = string.Join("\nUNION ALL\n", known.Select(kind => Sources[kind]));
        await using var connection = await database.OpenAsync(cancellationToken);
        using var session = new SqlSession(connection);

        // Nobody decides about a run that its item has left behind: the item is in another state.
        return await session.QueryAsync(
            $"""
            SELECT e."Kind", e."Id", e."At", v."DisplayText", v."ContentType", v."Owner", e."More", e."Purpose"
            FROM ({union.Replace("@from", from, StringComparison.Ordinal).Replace("@to", to, StringComparison.Ordinal)}) e
            JOIN "ContentVersions" v ON v."ContentItemId" = e."Id" AND v."Latest"
            JOIN "ContentItems" i ON i."ContentItemId" = e."Id"
            WHERE CASE WHEN e."Kind" IN ({(int)PlannedKind.Review}, {(int)PlannedKind.Withdrawal}) THEN {sql.LiveSeen} ELSE {sql.Seen} END
              AND (e."Kind" <> {(int)PlannedKind.Decision} OR e."Purpose" = {(int)ReviewPurpose.Renewal} OR i."State" = {(int)ReviewState.InReview})
            ORDER BY e."At", e."Id", e."Kind" LIMIT {most}
            """,
            reader => new PlannedEntry((PlannedKind)reader.GetInt32(0), reader.GetString(1), reader.Instant(2)!.Value, reader.Text(3), reader.GetString(4), reader.Text(5), reader.Text(6)) { IsRenewal = reader.GetInt32(7) == (int)ReviewPurpose.Renewal && reader.GetInt32(0) == (int)PlannedKind.Decision },
            cancellationToken, sql.Parameters);
    }

    private static string Of(PlannedKind kind, string table, string at, string more, string? condition = null) =>
        $"""
        SELECT {(int)kind} AS "Kind", s."ContentItemId" AS "Id", s.{at} AS "At", {(more == "NULL" ? "CAST(NULL AS TEXT)" : "s." + more)} AS "More", {(kind == PlannedKind.Decision ? "s.\"Purpose\"" : "0")} AS "Purpose"
        FROM {table} s WHERE s.{at} >= @from AND s.{at} < @to{(condition is null ? "" : " AND " + condition)}
        """;
}
