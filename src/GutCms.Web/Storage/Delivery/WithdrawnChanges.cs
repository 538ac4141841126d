using GutCms.Core.Storage;
using GutCms.Web.Storage.Databases;

namespace GutCms.Web.Storage.Delivery;

/// <summary>A withdrawal among the changes of what readers get.</summary>
/// <param name="ContentItemId">The item.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Key">Key of the document that it had.</param>
/// <param name="WithdrawnUtc">When, UTC.</param>
/// <param name="Number">Number of the change.</param>
internal sealed record WithdrawnChange(string ContentItemId, DeliveryKind Kind, string Key, DateTime WithdrawnUtc, long Number);

/// <summary>Reads withdrawals that are in force with the numbers of their changes.</summary>
internal sealed class WithdrawnChanges(Database database)
{
    /// <summary>The last ones, newest first.</summary>
    public async Task<IReadOnlyList<WithdrawnChange>> ListAsync(int most, CancellationToken cancellationToken)
    {
        await using var connection = await database.OpenAsync(cancellationToken);
        using var session = new SqlSession(connection);
        return await session.QueryAsync(
            "SELECT c.\"Subject\", c.\"Kind\", c.\"Key\", w.\"WithdrawnUtc\", c.\"Number\" FROM \"Withdrawals\" w JOIN \"DeliveryChanges\" c ON c.\"Subject\" = w.\"ContentItemId\" "
            + $"WHERE c.\"Live\" = 0 ORDER BY w.\"WithdrawnUtc\" DESC, c.\"Number\" DESC LIMIT {most}",
            reader => new WithdrawnChange(reader.GetString(0), (DeliveryKind)reader.GetInt32(1), reader.GetString(2), new DateTime(reader.GetInt64(3), DateTimeKind.Utc), reader.GetInt64(4)),
            cancellationToken);
    }
}
