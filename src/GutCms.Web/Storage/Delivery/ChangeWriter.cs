using System.Text.Json.Nodes;
using GutCms.Core.Delivery;
using GutCms.Web.Storage.Databases;

namespace GutCms.Web.Storage.Delivery;

/// <summary>
/// Writes down what a transaction changed in what readers get: one row for each item and each former address, which takes a new number with every change. So the table is no longer than
/// what there ever was to read, and who goes by the numbers hears of everything.
/// </summary>
internal sealed class ChangeWriter(Database database, SqlSession session)
{
    private readonly HashSet<string> _items = new(StringComparer.Ordinal);
    private readonly Dictionary<string, FormerAddress> _addresses = new(StringComparer.Ordinal);

    /// <summary>Whether anything changed beside documents.</summary>
    public bool HasAny => _items.Count + _addresses.Count > 0;

    /// <summary>What readers are told about an item that has no document changes.</summary>
    public void ItemChanges(string contentItemId) => _items.Add(contentItemId);

    /// <summary>A document of the site changes.</summary>
    public void DocumentChanges(string kind, JsonObject document)
    {
        if (kind == FormerAddress.DocumentKind && FormerAddress.Read(document) is { } address)
        {
            _addresses[address.Path] = address;
        }
    }

    /// <summary>How many numbers <see cref="WriteAsync(DeliveryWriter, long, long, int, CancellationToken)"/> takes at most.</summary>
    public int Numbers(DeliveryWriter documents) => documents.Changed.Count + _items.Count + _addresses.Count;

    /// <summary>Writes it. To be called once, when everything else is written.</summary>
    /// <param name="documents">What was done to documents.</param>
    /// <param name="before">The number before those that it may take.</param>
    /// <param name="nowTicks">Now.</param>
    /// <param name="days">For how many days it is kept what was removed.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task WriteAsync(DeliveryWriter documents, long before, long nowTicks, int days, CancellationToken cancellationToken)
    {
        var gone = _items.Union(documents.Removed).ToHashSet(StringComparer.Ordinal);
        if (gone.Count > 0)
        {
            await session.ExecuteAsync(
                "UPDATE \"DeliveryChanges\" SET \"Number\" = @before + gone.\"Place\", \"Live\" = 0, \"ETag\" = '', \"ChangedUtc\" = @now FROM "
                + "(SELECT c.\"Subject\" AS \"Gone\", ROW_NUMBER() OVER (ORDER BY c.\"Number\") AS \"Place\" FROM \"DeliveryChanges\" c "
                + $"WHERE {database.AmongIds("c.\"Subject\"", "@ids")} AND NOT EXISTS (SELECT 1 FROM \"DeliveryDocuments\" d WHERE d.\"ContentItemId\" = c.\"Subject\")) gone "
                + "WHERE \"DeliveryChanges\".\"Subject\" = gone.\"Gone\"",
                cancellationToken, ("@ids", database.IdList(gone)), ("@before", before), ("@now", nowTicks));
            before += gone.Count;
        }

        foreach (var address in _addresses.Values)
        {
            await WriteAsync(address, ++before, nowTicks, cancellationToken);
        }

        var written = documents.Changed.Except(documents.Removed).ToList();
        if (written.Count > 0)
        {
            await WriteAsync(written, before, nowTicks, cancellationToken);
        }

        if (gone.Count + _addresses.Count > 0)
        {
            await DropAsync(nowTicks - (days * TimeSpan.TicksPerDay), cancellationToken);
        }
    }

    // What is written with the bytes that it had is no change.
    private Task<int> WriteAsync(IReadOnlyCollection<string> written, long before, long nowTicks, CancellationToken cancellationToken) => session.ExecuteAsync(
        "INSERT INTO \"DeliveryChanges\" (\"Subject\", \"Number\", \"Appeared\", \"Moved\", \"Kind\", \"Key\", \"ETag\", \"Live\", \"ChangedUtc\") "
        + "SELECT d.\"ContentItemId\", @before + ROW_NUMBER() OVER (ORDER BY d.\"Id\"), @before + ROW_NUMBER() OVER (ORDER BY d.\"Id\"), 0, d.\"Kind\", d.\"Key\", d.\"ETag\", 1, @now "
        + $"FROM \"DeliveryDocuments\" d WHERE {database.AmongIds("d.\"ContentItemId\"", "@ids")} "
        + "ON CONFLICT (\"Subject\") DO UPDATE SET \"Number\" = excluded.\"Number\", "
        + "\"Appeared\" = CASE WHEN \"DeliveryChanges\".\"Live\" = 1 THEN \"DeliveryChanges\".\"Appeared\" ELSE excluded.\"Number\" END, "
        + "\"Moved\" = CASE WHEN \"DeliveryChanges\".\"Key\" = excluded.\"Key\" THEN \"DeliveryChanges\".\"Moved\" ELSE excluded.\"Number\" END, "
        + "\"Kind\" = excluded.\"Kind\", \"Key\" = excluded.\"Key\", \"ETag\" = excluded.\"ETag\", \"Live\" = 1, \"ChangedUtc\" = excluded.\"ChangedUtc\" "
        + "WHERE \"DeliveryChanges\".\"ETag\" <> excluded.\"ETag\" OR \"DeliveryChanges\".\"Key\" <> excluded.\"Key\"",
        cancellationToken, ("@ids", database.IdList(written)), ("@before", before), ("@now", nowTicks));

    private Task<int> WriteAsync(FormerAddress address, long number, long nowTicks, CancellationToken cancellationToken) => session.ExecuteAsync(
        "INSERT INTO \"DeliveryChanges\" (\"Subject\", \"Number\", \"Appeared\", \"Moved\", \"Kind\", \"Key\", \"ETag\", \"Live\", \"ChangedUtc\") "
        + "VALUES (@path, @number, @number, 0, @kind, @item, '', @live, @now) ON CONFLICT (\"Subject\") DO UPDATE SET \"Number\" = excluded.\"Number\", "
        + "\"Key\" = excluded.\"Key\", \"Live\" = excluded.\"Live\", \"ChangedUtc\" = excluded.\"ChangedUtc\" "
        + "WHERE \"DeliveryChanges\".\"Key\" <> excluded.\"Key\" OR \"DeliveryChanges\".\"Live\" <> excluded.\"Live\"",
        cancellationToken,
        ("@path", address.Path), ("@number", number), ("@kind", (int)address.Kind), ("@item", address.ContentItemId ?? ""), ("@live", address.ContentItemId is null ? 0 : 1), ("@now", nowTicks));

    /// <summary>Drops what was removed so long ago. What was withdrawn is kept, since readers are told of it for good.</summary>
    private async Task DropAsync(long beforeTicks, CancellationToken cancellationToken)
    {
        var dropped = await session.QueryAsync(
            "DELETE FROM \"DeliveryChanges\" WHERE \"Live\" = 0 AND \"ChangedUtc\" < @before AND NOT EXISTS "
            + "(SELECT 1 FROM \"Withdrawals\" w WHERE w.\"ContentItemId\" = \"DeliveryChanges\".\"Subject\") RETURNING \"Number\"",
            reader => reader.GetInt64(0), cancellationToken, ("@before", beforeTicks));
        if (dropped.Count > 0)
        {
            await session.ExecuteAsync(
                "UPDATE \"DeliveryState\" SET \"LostChange\" = @lost WHERE \"Id\" = 1 AND \"LostChange\" < @lost", cancellationToken, ("@lost", dropped.Max()));
        }
    }
}
