using System.Data.Common;
using GutCms.Core.Delivery;
using GutCms.Core.Searching;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Model;
using GutCms.Web.Storage.Paging;

namespace GutCms.Web.Storage.Delivery;

/// <summary>Writes delivery documents, the columns of lists, dependencies and full text.</summary>
internal sealed class DeliveryWriter(Database database, SqlSession session)
{
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);
    private readonly HashSet<string> _removed = new(StringComparer.Ordinal);
    private long? _lastId;

    /// <summary>Items whose documents this transaction has written or removed.</summary>
    public IReadOnlySet<string> Changed => _changed;

    /// <summary>Those of them that have none any more.</summary>
    public IReadOnlySet<string> Removed => _removed;

    public async Task<IReadOnlyDictionary<string, DeliveryStamp>> FindStampsAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            "SELECT d.\"ContentItemId\", d.\"Kind\", d.\"Key\", d.\"ETag\", d.\"LastModifiedUtc\", d.\"Title\", d.\"SeriesId\", d.\"SeriesPosition\", d.\"PublishedUtc\", t.\"Value\" FROM \"DeliveryDocuments\" d "
            + $"LEFT JOIN \"DeliveryValues\" t ON t.\"DocumentId\" = d.\"Id\" AND t.\"Name\" = '{IndexedFields.Translations}' WHERE {database.AmongIds("d.\"ContentItemId\"", "@ids")}",
            reader => KeyValuePair.Create(reader.GetString(0), ReadStamp(reader)), cancellationToken, ("@ids", database.IdList(contentItemIds)));
        return new Dictionary<string, DeliveryStamp>(rows, StringComparer.Ordinal);
    }

    public async Task WriteAsync(IReadOnlyList<DeliveryRecord> records, CancellationToken cancellationToken)
    {
        var byItem = new OrderedDictionary<string, DeliveryRecord>(records.Count, StringComparer.Ordinal);
        foreach (var record in records)
        {
            byItem[record.Document.ContentItemId] = record;
        }

        // Before the removal, lest a number be handed out twice.
        var next = _lastId ??= await session.NumberAsync("SELECT COALESCE(MAX(\"Id\"), 0) FROM \"DeliveryDocuments\"", cancellationToken);
        var ids = await RemoveRowsAsync(byItem.Keys, cancellationToken);
        var written = new (long Id, DeliveryRecord Record)[byItem.Count];
        for (var i = 0; i < written.Length; i++)
        {
            // A document keeps its number, which says when it was first published.
            var (item, record) = byItem.GetAt(i);
            written[i] = (ids.TryGetValue(item, out var known) ? known : ++next, record);
        }

        var documents = written.Select(entry => ToRow(entry.Id, entry.Record)).ToList();
        var dependencies = written
            .SelectMany(entry => entry.Record.DependsOn.Distinct(StringComparer.Ordinal).Select(target => new object?[] { entry.Id, target }))
            .ToList();
        var values = written.SelectMany(entry => ToValues(entry.Id, entry.Record)).ToList();
        var search = SearchEntries(written, cancellationToken);
        await database.InsertOrConflictAsync(session, BulkTable.DeliveryDocuments, documents, "An address is already taken by another item's document.", cancellationToken);
        await database.InsertOrConflictAsync(session, BulkTable.DeliveryDependencies, dependencies, "A dependency is already on file.", cancellationToken);
        await database.InsertOrConflictAsync(session, BulkTable.DeliveryValues, values, "A value is already on file.", cancellationToken);
        await database.AddSearchAsync(session, SearchTable.Delivery, search, cancellationToken);

        _lastId = next;
        _changed.UnionWith(byItem.Keys);
        _removed.ExceptWith(byItem.Keys);
    }

    public async Task RemoveAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken)
    {
        var removed = (await RemoveRowsAsync(contentItemIds, cancellationToken)).Keys;
        _changed.UnionWith(removed);
        _removed.UnionWith(removed);
    }

    /// <summary>Counts this transaction among those that changed documents and announces the new count. From here on no other transaction gets numbers until this one has ended, whatever else keeps writers apart.</summary>
    /// <param name="changes">How many numbers of changes it takes.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The count, and the number before those that were taken.</returns>
    public async Task<(long Generation, long BeforeChanges)> RaiseGenerationAsync(int changes, CancellationToken cancellationToken)
    {
        var (generation, last) = (await session.QueryAsync(
            "UPDATE \"DeliveryState\" SET \"Generation\" = \"Generation\" + 1, \"LastChange\" = \"LastChange\" + @changes WHERE \"Id\" = 1 RETURNING \"Generation\", \"LastChange\"",
            reader => (reader.GetInt64(0), reader.GetInt64(1)), cancellationToken, ("@changes", (long)changes)))[0];
        await database.AnnounceAsync(session, generation, cancellationToken);
        return (generation, last - changes);
    }

    private static object?[] ToRow(long id, DeliveryRecord record)
    {
        var document = record.Document;
        return
        [
            id, (int)document.Kind, document.Key, document.ContentItemId, ListKeys.Title(record.Title), record.SeriesId, record.SeriesSlug,
            ListKeys.Position(record.SeriesPosition), record.SeriesPosition, UtcTicksConverter.ToTicks(record.PublishedUtc),
            UtcTicksConverter.ToTicks(record.ModifiedUtc), UtcTicksConverter.ToTicks(document.LastModifiedUtc), document.ETag, document.SurrogateKeys, record.Title,
            record.Summary, document.Brotli, document.Gzip, document.Identity, record.SearchText, record.ContentHash, record.PresentationHash,
        ];
    }

    private static IEnumerable<object?[]> ToValues(long id, DeliveryRecord record)
    {
        var key = ListKeys.Title(record.Title);
        return record.Values.Select(value => new object?[]
        {
            id, record.ContentType, value.Name, value.Value, UtcTicksConverter.ToTicks(record.PublishedUtc), UtcTicksConverter.ToTicks(record.ModifiedUtc), key, record.Document.ContentItemId,
        });
    }

    private static SearchEntry[] SearchEntries((long Id, DeliveryRecord Record)[] written, CancellationToken cancellationToken)
    {
        var entries = new SearchEntry[written.Length];
        Parallel.For(0, written.Length, new ParallelOptions { CancellationToken = cancellationToken }, i =>
        {
            var (id, record) = written[i];
            entries[i] = SearchEntry.Create(id, record.Title, record.SearchText, record.SeriesSlug, record.Language, DeliveredTypes.TypeKeyOf(record.Document.Kind, record.Document.Key));
        });
        return entries;
    }

    private static DeliveryStamp ReadStamp(DbDataReader reader) => new(
        (DeliveryKind)reader.GetInt32(1),
        reader.GetString(2),
        reader.GetString(3),
        new DateTime(reader.GetInt64(4), DateTimeKind.Utc),
        reader.GetString(5),
        reader.IsDBNull(6) ? null : reader.GetString(6),
        reader.IsDBNull(7) ? null : reader.GetDecimal(7),
        new DateTime(reader.GetInt64(8), DateTimeKind.Utc))
    { Translations = reader.IsDBNull(9) ? null : reader.GetString(9) };

    /// <summary>Removes the documents of these items with all that belongs to them; returns their numbers by item.</summary>
    private async Task<Dictionary<string, long>> RemoveRowsAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken)
    {
        if (contentItemIds.Count == 0)
        {
            return [];
        }

        var rows = await session.QueryAsync(
            $"SELECT \"ContentItemId\", \"Id\" FROM \"DeliveryDocuments\" WHERE {database.AmongIds("\"ContentItemId\"", "@ids")}",
            reader => KeyValuePair.Create(reader.GetString(0), reader.GetInt64(1)), cancellationToken, ("@ids", database.IdList(contentItemIds)));
        if (rows.Count > 0)
        {
            await database.RemoveSearchAsync(session, SearchTable.Delivery, [.. rows.Select(row => row.Value)], cancellationToken);

            // Dependencies go with their document.
            await session.ExecuteAsync(
                $"DELETE FROM \"DeliveryDocuments\" WHERE {database.AmongIds("\"ContentItemId\"", "@ids")}", cancellationToken,
                ("@ids", database.IdList([.. rows.Select(row => row.Key)])));
        }

        return new Dictionary<string, long>(rows, StringComparer.Ordinal);
    }
}
