using System.Data.Common;
using System.Globalization;
using GutCms.Core.Delivery;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Databases;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Storage.Delivery;

/// <summary>Reads what changed in what readers get.</summary>
internal sealed class ChangeReader(Database database, DeliveryCache cache, IDeliveryFreshness freshness, TimeProvider time, IOptions<DeliveryChangesOptions> options)
    : NumberedChanges(cache, time, options.Value)
{
    /// <inheritdoc/>
    protected override ValueTask<bool> IsToldAsync(CancellationToken cancellationToken) => ValueTask.FromResult(freshness.CanUseCache());

    /// <inheritdoc/>
    /// <remarks>One statement, so that all of it is of one moment.</remarks>
    protected override async Task<(ChangeNumbers Numbers, IReadOnlyList<ChangeEntry> Entries)> FindAsync(long position, long start, int most, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        using var session = new SqlSession(connection);
        var found = await session.QueryAsync(
            "SELECT s.\"LastChange\", s.\"LostChange\", s.\"History\", c.\"Subject\", c.\"Number\", c.\"Appeared\", c.\"Moved\", c.\"Kind\", c.\"Key\", c.\"Live\", "
            + "d.\"ContentHash\", d.\"ETag\", d.\"ModifiedUtc\", d.\"LastModifiedUtc\", d.\"SurrogateKeys\", d.\"Summary\", w.\"Reason\", w.\"WithdrawnUtc\", "
            + "CASE WHEN EXISTS (SELECT 1 FROM \"ContentVersions\" v WHERE v.\"ContentItemId\" = c.\"Subject\" AND v.\"Latest\") THEN 1 ELSE 0 END, i.\"ContentType\" "
            + "FROM \"DeliveryState\" s LEFT JOIN (SELECT * FROM \"DeliveryChanges\" r WHERE r.\"Number\" > @position AND (r.\"Number\" > @start OR r.\"Live\" = 1 "
            + $"OR EXISTS (SELECT 1 FROM \"Withdrawals\" x WHERE x.\"ContentItemId\" = r.\"Subject\")) ORDER BY r.\"Number\" LIMIT {most}) c ON 1 = 1 "
            + "LEFT JOIN \"DeliveryDocuments\" d ON d.\"ContentItemId\" = c.\"Subject\" LEFT JOIN \"Withdrawals\" w ON w.\"ContentItemId\" = c.\"Subject\" "
            + "LEFT JOIN \"ContentItems\" i ON i.\"ContentItemId\" = c.\"Subject\" "
            + "WHERE s.\"Id\" = 1 ORDER BY c.\"Number\"",
            reader => (Numbers: new ChangeNumbers(reader.GetString(2), reader.GetInt64(0), reader.GetInt64(1)), Entry: reader.IsDBNull(3) ? null : Read(reader)),
            cancellationToken, ("@position", position), ("@start", start));
        return (found[0].Numbers, [.. found.Select(row => row.Entry).OfType<ChangeEntry>()]);
    }

    private static ChangeEntry Read(DbDataReader reader)
    {
        var (subject, kind, key, isLive) = (reader.GetString(3), (DeliveryKind)reader.GetInt32(7), reader.GetString(8), reader.GetInt32(9) == 1);
        if (subject.IndexOf('/', StringComparison.Ordinal) is > 0 and var slash)
        {
            return new(reader.GetInt64(4), reader.GetInt64(5), reader.GetInt64(6), kind, subject[(slash + 1)..], isLive ? key : null) { IsAddress = true };
        }

        return new(reader.GetInt64(4), reader.GetInt64(5), reader.GetInt64(6), kind, key, subject)
        {
            ContentType = reader.IsDBNull(19) ? null : reader.GetString(19),
            Document = reader.IsDBNull(10)
                ? null
                : new(reader.GetString(10), reader.GetString(11), new(reader.GetInt64(12), DateTimeKind.Utc), new(reader.GetInt64(13), DateTimeKind.Utc), reader.GetString(14), DeliveredVersion.ReviewStatusOf(reader.GetFieldValue<byte[]>(15))),
            Reason = reader.IsDBNull(16) ? null : reader.GetString(16),
            WithdrawnUtc = reader.IsDBNull(17) ? null : new DateTime(reader.GetInt64(17), DateTimeKind.Utc),
            Exists = Convert.ToInt32(reader.GetValue(18), CultureInfo.InvariantCulture) == 1,
        };
    }
}
