using System.Data.Common;
using System.Text.Json;
using GutCms.Core.Delivery;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Databases;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Storage.Delivery;

/// <summary>Reads what changed in what readers get, and waits for it without a thread or a connection.</summary>
internal sealed class ChangeReader(Database database, DeliveryCache cache, IDeliveryFreshness freshness, TimeProvider time, IOptions<DeliveryChangesOptions> options) : IDeliveryChanges
{
    /// <summary>How often it is looked what other processes have committed, where they do not tell.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(250);

    private int _waiting;

    /// <inheritdoc/>
    public async Task<DeliveryChangesPage> ReadAsync(string? after, int first, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(first, 1);
        var now = after == DeliveryChangesToken.Now;
        var token = after is null || now ? null : DeliveryChangesToken.Parse(after);
        var (state, rows) = await RowsAsync(token?.Position ?? 0, token?.Start ?? long.MaxValue, now ? 0 : first + 1, cancellationToken);
        if (token is not null && (token.History != state.History || token.Needs > state.Last || token.Needs < state.Lost))
        {
            throw new DeliveryChangesLostException();
        }

        if (now)
        {
            return new DeliveryChangesPage([], DeliveryChangesToken.At(state.History, state.Last).ToString(), false);
        }

        token ??= new DeliveryChangesToken(state.History, 0, state.Last, 0);
        var hasMore = rows.Count > first;
        var told = rows.Take(first).ToList();
        var next = hasMore ? token with { Position = told[^1].Number } : DeliveryChangesToken.At(state.History, state.Last);
        return new DeliveryChangesPage([.. told.Select(row => Change(row, token.Since))], next.ToString(), hasMore);
    }

    /// <inheritdoc/>
    public async Task<DeliveryChangesPage> AwaitAsync(string? after, int first, TimeSpan most, CancellationToken cancellationToken)
    {
        var mayWait = Interlocked.Increment(ref _waiting) <= options.Value.MostWaiting;
        try
        {
            var began = time.GetTimestamp();
            while (true)
            {
                // Taken before reading: what is committed meanwhile ends the wait at once.
                var signal = cache.Next;
                var isTold = freshness.CanUseCache();
                var page = await ReadAsync(after, first, cancellationToken);
                if (page.Items.Count > 0 || !mayWait || time.GetElapsedTime(began) >= most)
                {
                    return page;
                }

                await WaitAsync(signal, isTold, most - time.GetElapsedTime(began), cancellationToken);
            }
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    /// <summary>Until something is committed, the time is over, or, where nobody tells what others commit, for a while.</summary>
    private async Task WaitAsync(Task signal, bool isTold, TimeSpan most, CancellationToken cancellationToken)
    {
        var began = time.GetTimestamp();
        do
        {
            var left = most - time.GetElapsedTime(began);
            using var end = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var pause = Task.Delay(left < Interval ? Later(left) : Interval, time, end.Token);
            await Task.WhenAny(signal, pause);
            await end.CancelAsync();
            cancellationToken.ThrowIfCancellationRequested();
        }
        while (isTold && (isTold = freshness.CanUseCache()) && !signal.IsCompleted && time.GetElapsedTime(began) < most);
    }

    private static TimeSpan Later(TimeSpan span) => span > TimeSpan.Zero ? span : TimeSpan.Zero;

    // One statement, so that all of it is of one moment.
    private async Task<((long Last, long Lost, string History) State, List<Row> Rows)> RowsAsync(long position, long start, int most, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        using var session = new SqlSession(connection);
        var found = await session.QueryAsync(
            "SELECT s.\"LastChange\", s.\"LostChange\", s.\"History\", c.\"Subject\", c.\"Number\", c.\"Appeared\", c.\"Moved\", c.\"Kind\", c.\"Key\", c.\"Live\", "
            + "d.\"ContentHash\", d.\"ETag\", d.\"ModifiedUtc\", d.\"LastModifiedUtc\", d.\"SurrogateKeys\", d.\"Summary\", w.\"Reason\", w.\"WithdrawnUtc\", "
            + "CASE WHEN EXISTS (SELECT 1 FROM \"ContentVersions\" v WHERE v.\"ContentItemId\" = c.\"Subject\" AND v.\"Latest\") THEN 1 ELSE 0 END "
            + "FROM \"DeliveryState\" s LEFT JOIN (SELECT * FROM \"DeliveryChanges\" r WHERE r.\"Number\" > @position AND (r.\"Number\" > @start OR r.\"Live\" = 1 "
            + $"OR EXISTS (SELECT 1 FROM \"Withdrawals\" x WHERE x.\"ContentItemId\" = r.\"Subject\")) ORDER BY r.\"Number\" LIMIT {most}) c ON 1 = 1 "
            + "LEFT JOIN \"DeliveryDocuments\" d ON d.\"ContentItemId\" = c.\"Subject\" LEFT JOIN \"Withdrawals\" w ON w.\"ContentItemId\" = c.\"Subject\" "
            + "WHERE s.\"Id\" = 1 ORDER BY c.\"Number\"",
            reader => (State: (reader.GetInt64(0), reader.GetInt64(1), reader.GetString(2)), Row: reader.IsDBNull(3) ? null : Read(reader)),
            cancellationToken, ("@position", position), ("@start", start));
        return (found[0].State, [.. found.Select(row => row.Row).OfType<Row>()]);
    }

    private static Row Read(DbDataReader reader) => new(
        reader.GetString(3), reader.GetInt64(4), reader.GetInt64(5), reader.GetInt64(6), (DeliveryKind)reader.GetInt32(7), reader.GetString(8), reader.GetInt32(9) == 1,
        reader.IsDBNull(10)
            ? null
            : new(reader.GetString(10), reader.GetString(11), new(reader.GetInt64(12), DateTimeKind.Utc), new(reader.GetInt64(13), DateTimeKind.Utc), reader.GetString(14), ReviewStatus(reader.GetFieldValue<byte[]>(15))),
        reader.IsDBNull(16) ? null : reader.GetString(16),
        reader.IsDBNull(17) ? null : new DateTime(reader.GetInt64(17), DateTimeKind.Utc),
        Convert.ToInt32(reader.GetValue(18), System.Globalization.CultureInfo.InvariantCulture) == 1);

    private static string? ReviewStatus(byte[] summary)
    {
        using var json = JsonDocument.Parse(summary);
        return json.RootElement.TryGetProperty("reviewStatus", out var status) ? status.GetString() : null;
    }

    private static DeliveryChange Change(Row row, long since)
    {
        if (row.Subject.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash)
        {
            return new(row.Live ? DeliveryChangeType.Redirected : DeliveryChangeType.RedirectRemoved, row.Kind, row.Subject[(slash + 1)..], row.Live ? row.Key : null);
        }

        if (row.Document is not null)
        {
            var change = row.Appeared > since ? DeliveryChangeType.Published : row.Moved > since ? DeliveryChangeType.AddressChanged : DeliveryChangeType.Republished;
            return new(change, row.Kind, row.Key, row.Subject) { Document = row.Document };
        }

        return row.Reason is not null
            ? new(DeliveryChangeType.Withdrawn, row.Kind, row.Key, row.Subject) { Reason = row.Reason, WithdrawnUtc = row.WithdrawnUtc }
            : new(row.Exists ? DeliveryChangeType.Unpublished : DeliveryChangeType.Deleted, row.Kind, row.Key, row.Subject);
    }

    private sealed record Row(
        string Subject, long Number, long Appeared, long Moved, DeliveryKind Kind, string Key, bool Live, DeliveredVersion? Document, string? Reason, DateTime? WithdrawnUtc, bool Exists);
}
