using System.Collections.Immutable;
using System.Data.Common;
using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Events;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Model;

namespace GutCms.Web.Storage.Reviews;

/// <summary>The events that wait, for whoever tells them. One process tells at a time, so that their order holds; when it dies, its claim ends by itself.</summary>
/// <remarks>Past EF, whose model takes a while to build: a site that starts and has nothing to tell does not wait for it.</remarks>
internal sealed class OutboxQueue(Database database)
{
    private const string Columns =
        "\"MessageId\", \"Event\", \"OccurredUtc\", \"ActorId\", \"ActorName\", \"ContentItemId\", \"ContentType\", \"VersionId\", \"Data\", \"ToldTo\", \"Attempts\", \"NextUtc\", \"GivenUpUtc\", \"Fault\"";

    /// <summary>SQL: an event is not told yet, and not given up.</summary>
    public const string Waiting = "\"ToldUtc\" IS NULL AND \"GivenUpUtc\" IS NULL";

    /// <summary>SQL: an event was given up.</summary>
    public const string GivenUp = "\"ToldUtc\" IS NULL AND \"GivenUpUtc\" IS NOT NULL";

    private const string Due = Waiting + " AND (\"NextUtc\" IS NULL OR \"NextUtc\" <= @now)";

    /// <summary>Takes the first events that are due, for this teller alone until an instant. None while another process has some.</summary>
    /// <param name="teller">Name of the process.</param>
    /// <param name="nowUtc">Now, UTC.</param>
    /// <param name="untilUtc">When the claim ends by itself, UTC.</param>
    /// <param name="most">At most so many.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyList<WaitingEvent>> ClaimAsync(string teller, DateTime nowUtc, DateTime untilUtc, int most, CancellationToken cancellationToken)
    {
        await using (var connection = await database.OpenAsync(cancellationToken))
        {
            using var reading = new SqlSession(connection);
            if (await reading.NumberAsync($"SELECT COUNT(*) FROM (SELECT 1 FROM \"Outbox\" WHERE {Due} LIMIT 1) AS \"found\"", cancellationToken, ("now", nowUtc.Ticks)) == 0)
            {
                return [];
            }
        }

        return await WriteAsync(
            async session =>
            {
                await session.ExecuteAsync(
                    "UPDATE \"Outbox\" SET \"ClaimedBy\" = @teller, \"ClaimedUntilUtc\" = @until WHERE \"Sequence\" IN (SELECT \"Sequence\" FROM \"Outbox\" "
                    + $"WHERE {Due} AND NOT EXISTS (SELECT 1 FROM \"Outbox\" AS \"other\" WHERE \"other\".\"ToldUtc\" IS NULL AND \"other\".\"GivenUpUtc\" IS NULL "
                    + $"AND \"other\".\"ClaimedBy\" <> @teller AND \"other\".\"ClaimedUntilUtc\" > @now) ORDER BY \"Sequence\" LIMIT {most})",
                    cancellationToken,
                    ("teller", teller), ("until", untilUtc.Ticks), ("now", nowUtc.Ticks));
                return await session.QueryAsync(
                    $"SELECT {Columns} FROM \"Outbox\" WHERE {Due} AND \"ClaimedBy\" = @teller AND \"ClaimedUntilUtc\" = @until ORDER BY \"Sequence\"",
                    Read,
                    cancellationToken,
                    ("teller", teller), ("until", untilUtc.Ticks), ("now", nowUtc.Ticks));
            },
            cancellationToken);
    }

    /// <summary>Writes down in one transaction how telling went, and gives the claims up.</summary>
    public Task SettleAsync(string teller, IReadOnlyList<WaitingEvent> events, CancellationToken cancellationToken) => WriteAsync(
        async session =>
        {
            foreach (var done in events)
            {
                await session.ExecuteAsync(
                    "UPDATE \"Outbox\" SET \"ToldUtc\" = @told, \"ToldTo\" = @to, \"Attempts\" = @attempts, \"NextUtc\" = @next, \"GivenUpUtc\" = @given, \"Fault\" = @fault, "
                    + "\"ClaimedBy\" = NULL, \"ClaimedUntilUtc\" = NULL WHERE \"MessageId\" = @id AND \"ClaimedBy\" = @teller",
                    cancellationToken,
                    ("told", done.ToldUtc?.Ticks),
                    ("to", done.ToldTo.IsEmpty ? null : JsonSerializer.Serialize(done.ToldTo.Order(StringComparer.Ordinal))),
                    ("attempts", done.Attempts),
                    ("next", done.NextUtc?.Ticks),
                    ("given", done.GivenUpUtc?.Ticks),
                    ("fault", done.Fault),
                    ("id", done.Message.MessageId),
                    ("teller", teller));
            }

            return events.Count;
        },
        cancellationToken);

    /// <summary>Removes events that were told before an instant, so many at a time that other writers do not wait long.</summary>
    /// <returns>How many were removed.</returns>
    public async Task<int> RemoveToldAsync(DateTime beforeUtc, CancellationToken cancellationToken)
    {
        const int most = 1000;
        int removed, all = 0;
        do
        {
            removed = await WriteAsync(
                session => session.ExecuteAsync(
                    $"DELETE FROM \"Outbox\" WHERE \"Sequence\" IN (SELECT \"Sequence\" FROM \"Outbox\" WHERE \"ToldUtc\" < @before ORDER BY \"ToldUtc\" LIMIT {most})",
                    cancellationToken,
                    ("before", beforeUtc.Ticks)),
                cancellationToken);
            all += removed;
        }
        while (removed == most);
        return all;
    }

    /// <summary>Events that failed at least once and were not told to everybody since, those given up first, then by age.</summary>
    public async Task<IReadOnlyList<WaitingEvent>> ListFailedAsync(int most, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        using var session = new SqlSession(connection);
        return await session.QueryAsync(
            $"SELECT {Columns} FROM \"Outbox\" WHERE \"ToldUtc\" IS NULL AND \"Attempts\" > 0 ORDER BY CASE WHEN \"GivenUpUtc\" IS NULL THEN 1 ELSE 0 END, \"Sequence\" LIMIT {most}",
            Read,
            cancellationToken);
    }

    /// <summary>How many events were given up.</summary>
    public async Task<long> CountGivenUpAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        using var session = new SqlSession(connection);
        return await session.NumberAsync("SELECT COUNT(*) FROM \"Outbox\" WHERE " + GivenUp, cancellationToken);
    }

    /// <summary>Since when the event waits that should have been told first; null: none is due.</summary>
    public async Task<DateTime?> FindOldestDueAsync(DateTime nowUtc, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        using var session = new SqlSession(connection);
        var since = await session.NumberAsync($"SELECT COALESCE(MIN(COALESCE(\"NextUtc\", \"OccurredUtc\")), 0) FROM \"Outbox\" WHERE {Due}", cancellationToken, ("now", nowUtc.Ticks));
        return since == 0 ? null : new DateTime(since, DateTimeKind.Utc);
    }

    /// <summary>Inside a unit of work: an event that failed and waits; null when there is none.</summary>
    public static async Task<WaitingEvent?> FindFailedAsync(GutCmsDbContext context, string messageId, CancellationToken cancellationToken)
    {
        using var session = SqlSession.Of(context);
        return (await session.QueryAsync(
            $"SELECT {Columns} FROM \"Outbox\" WHERE \"MessageId\" = @id AND \"ToldUtc\" IS NULL AND \"Attempts\" > 0", Read, cancellationToken, ("id", messageId))).SingleOrDefault();
    }

    /// <summary>Inside a unit of work: an event that failed is tried anew from the first attempt, or counts as told from an instant on.</summary>
    public static async Task DecideAsync(GutCmsDbContext context, string messageId, DateTime? toldUtc, CancellationToken cancellationToken)
    {
        using var session = SqlSession.Of(context);
        await session.ExecuteAsync(
            "UPDATE \"Outbox\" SET \"Attempts\" = 0, \"NextUtc\" = NULL, \"GivenUpUtc\" = NULL, \"ToldUtc\" = @told WHERE \"MessageId\" = @id AND \"ToldUtc\" IS NULL",
            cancellationToken,
            ("id", messageId), ("told", toldUtc?.Ticks));
    }

    private async Task<T> WriteAsync<T>(Func<SqlSession, Task<T>> write, CancellationToken cancellationToken)
    {
        await using var context = database.CreateContext();
        await database.BeginWriteAsync(context, cancellationToken);
        using var session = SqlSession.Of(context);
        var result = await write(session);
        await context.Database.CommitTransactionAsync(cancellationToken);
        return result;
    }

    private static WaitingEvent Read(DbDataReader reader) => new(
        new OutboxMessage(
            reader.GetString(0),
            reader.GetString(1),
            new DateTime(reader.GetInt64(2), DateTimeKind.Utc),
            reader.GetString(3),
            reader.GetString(4),
            reader.GetString(5),
            reader.GetString(6),
            reader.IsDBNull(7) ? null : reader.GetString(7),
            JsonNode.Parse(reader.GetString(8))!.AsObject()),
        reader.IsDBNull(9) ? [] : JsonSerializer.Deserialize<ImmutableHashSet<string>>(reader.GetString(9))!,
        reader.GetInt32(10))
    {
        NextUtc = Instant(reader, 11),
        GivenUpUtc = Instant(reader, 12),
        Fault = reader.IsDBNull(13) ? null : reader.GetString(13),
    };

    private static DateTime? Instant(DbDataReader reader, int column) => reader.IsDBNull(column) ? null : new DateTime(reader.GetInt64(column), DateTimeKind.Utc);
}
