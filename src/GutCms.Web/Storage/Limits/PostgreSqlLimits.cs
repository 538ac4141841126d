using System.Data.Common;
using System.Security.Cryptography;
using System.Text;
using GutCms.Web.Storage.Databases;
using Npgsql;

namespace GutCms.Web.Storage.Limits;

/// <summary>
/// Limits that all nodes count together in PostgreSQL, by quarters of a minute: what was used in this one and the three before it counts. The rows are not part of what is stored: the table is
/// unlogged, and they are written beside the one writer. While the database does not answer each node counts for itself.
/// </summary>
internal sealed class PostgreSqlLimits(PostgreSqlDatabase database, TimeProvider time) : ISharedLimits
{
    /// <summary>Rows beyond which nothing is added until old ones are removed, by each node as often: somebody with endless addresses must not fill the disk.</summary>
    public const int MostRows = 100_000;

    private const int Segments = 4;

    // One after the other for each key, so that two nodes never take the same rest.
    private const string Lock = "SELECT pg_advisory_xact_lock(1198811245, hashtext($1))";

    private const string Take =
        "INSERT INTO \"UsedLimits\" (\"Key\", \"Segment\", \"Used\") "
        + "SELECT $1, $2, $3 WHERE (SELECT COALESCE(SUM(\"Used\"), 0) FROM \"UsedLimits\" WHERE \"Key\" = $1 AND \"Segment\" > $2 - $4) < $5 "
        + "ON CONFLICT (\"Key\", \"Segment\") DO UPDATE SET \"Used\" = \"UsedLimits\".\"Used\" + EXCLUDED.\"Used\" RETURNING xmax = 0";

    private const string Forget = "DELETE FROM \"UsedLimits\" WHERE \"Segment\" <= $1";

    private const string Count = "SELECT COUNT(*) FROM (SELECT 1 FROM \"UsedLimits\" LIMIT 100000) used";

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private long _rows;
    private long _notBefore;

    private long Now => time.GetUtcNow().Ticks / ISharedLimits.Segment.Ticks;

    /// <inheritdoc/>
    public async ValueTask<bool> TakeAsync(string limit, string who, long units, long most, CancellationToken cancellationToken) =>
        Interlocked.Read(ref _rows) >= MostRows || await AskAsync(KeyOf(limit, who), units, most, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask ChargeAsync(string limit, string who, long units, CancellationToken cancellationToken) =>
        await TakeAsync(limit, who, units, long.MaxValue, cancellationToken);

    /// <inheritdoc/>
    public async Task ForgetAsync(CancellationToken cancellationToken)
    {
        await using var connection = await database.DataSource.OpenConnectionAsync(cancellationToken);
        await using (var forget = new NpgsqlCommand(Forget, connection) { Parameters = { new() { Value = Now - Segments } } })
        {
            await forget.ExecuteNonQueryAsync(cancellationToken);
        }

        await using var count = new NpgsqlCommand(Count, connection);
        Interlocked.Exchange(ref _rows, (long)(await count.ExecuteScalarAsync(cancellationToken))!);
    }

    /// <summary>What a row is called, which tells neither an address nor a name.</summary>
    internal static string KeyOf(string limit, string who) => $"{limit}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(who)))}";

    private async Task<bool> AskAsync(string key, long units, long most, CancellationToken cancellationToken)
    {
        var asked = time.GetTimestamp();
        if (asked < Interlocked.Read(ref _notBefore))
        {
            return true;
        }

        // The clock of the machine and not the site's: it bounds how long a request waits.
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            await using var connection = await database.DataSource.OpenConnectionAsync(patience.Token);
            await using var batch = new NpgsqlBatch(connection);
            batch.BatchCommands.Add(new(Lock) { Parameters = { new() { Value = key } } });
            batch.BatchCommands.Add(new(Take) { Parameters = { new() { Value = key }, new() { Value = Now }, new() { Value = units }, new() { Value = (long)Segments }, new() { Value = (decimal)most } } });
            await using var reader = await batch.ExecuteReaderAsync(patience.Token);
            await reader.NextResultAsync(patience.Token);
            if (!await reader.ReadAsync(patience.Token))
            {
                return false;
            }

            // A row that was added, and not one that was there.
            if (reader.GetBoolean(0))
            {
                Interlocked.Increment(ref _rows);
            }

            return true;
        }
        catch (Exception fault) when (fault is DbException or TimeoutException || (fault is OperationCanceledException && !cancellationToken.IsCancellationRequested))
        {
            // The node's own count is the limit; whatever needs the database next says that it is away.
            Interlocked.Exchange(ref _notBefore, asked + (long)(Pause.TotalSeconds * time.TimestampFrequency));
            return true;
        }
    }
}
