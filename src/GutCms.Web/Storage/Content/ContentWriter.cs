using GutCms.Core.Content.Items;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Model;

namespace GutCms.Web.Storage.Content;

/// <summary>Writes versions and their flags, paths, references and marks. Only ever used by the one writer, so numbers are handed out here.</summary>
internal sealed class ContentWriter(Database database, SqlSession session, DocumentStore documents, ContentQueries queries)
{
    /// <summary>Versions prepared and written at a time; bounds memory.</summary>
    private const int BatchSize = 1000;

    private readonly VersionPreparation _preparation = new(documents, queries);
    private readonly ContentPathWriter _paths = new(database, session);
    private readonly HashSet<string> _textChanged = new(StringComparer.Ordinal);
    private long? _lastItem;
    private long? _lastVersion;

    /// <summary>Items that editors may have to find by other words than before, if not through the delivery documents.</summary>
    public IReadOnlySet<string> TextChanged => _textChanged;

    public async Task AddVersionsAsync(IReadOnlyList<ContentItem> items, string? origin, ProjectedTexts? texts, CancellationToken cancellationToken)
    {
        // Two versions of one item are written one after the other, in the order given.
        var batch = new List<ContentItem>(Math.Min(items.Count, BatchSize));
        var inBatch = new HashSet<string>(StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (batch.Count == BatchSize || !inBatch.Add(item.ContentItemId))
            {
                await AddBatchAsync(batch, origin, texts, cancellationToken);
                batch.Clear();
                inBatch.Clear();
                inBatch.Add(item.ContentItemId);
            }

            batch.Add(item);
        }

        await AddBatchAsync(batch, origin, texts, cancellationToken);
    }

    public async Task SetPublishedVersionAsync(string contentItemId, string? versionId, DateTime? publishedUtc, Actor actor, CancellationToken cancellationToken)
    {
        var ticks = UtcTicksConverter.ToTicks(publishedUtc);
        await session.ExecuteAsync(
            "UPDATE \"ContentVersions\" SET \"Published\" = FALSE" + (versionId is null ? ", \"PublishedUtc\" = @utc" : "") + " WHERE \"ContentItemId\" = @item AND \"Published\"",
            cancellationToken, versionId is null ? [("@item", contentItemId), ("@utc", ticks)] : [("@item", contentItemId)]);
        _preparation.Forget(contentItemId);
        _textChanged.Add(contentItemId);
        if (versionId is not null)
        {
            await PublishAsync(contentItemId, versionId, ticks, cancellationToken);
        }

        await session.ExecuteAsync(
            "UPDATE \"ContentItems\" SET \"PublishedByPerson\" = @person WHERE \"ContentItemId\" = @item",
            cancellationToken, ("@person", !actor.IsSystem), ("@item", contentItemId));
        await _paths.RenewAsync([contentItemId], cancellationToken);
    }

    /// <summary>Takes the flags of all versions of an item away, and with them its path.</summary>
    public async Task DeleteAsync(string contentItemId, CancellationToken cancellationToken)
    {
        await session.ExecuteAsync(
            "UPDATE \"ContentVersions\" SET \"Latest\" = FALSE, \"Published\" = FALSE WHERE \"ContentItemId\" = @item AND (\"Latest\" OR \"Published\")",
            cancellationToken, ("@item", contentItemId));
        _preparation.Forget(contentItemId);
        _textChanged.Add(contentItemId);
        await _paths.RenewAsync([contentItemId], cancellationToken);
    }

    public async Task MarkImportedAsync(IReadOnlyList<ImportedMark> marks, CancellationToken cancellationToken)
    {
        var known = await session.QueryAsync(
            $"SELECT \"VersionId\", \"ContentHash\" FROM \"ImportedMarks\" WHERE {database.AmongIds("\"VersionId\"", "@ids")}",
            reader => (reader.GetString(0), reader.GetString(1)), cancellationToken,
            ("@ids", database.IdList([.. marks.Select(mark => mark.VersionId)])));
        var seen = known.ToHashSet();
        var rows = marks
            .Where(mark => seen.Add((mark.VersionId, mark.ContentHash)))
            .Select(mark => new object?[] { mark.VersionId, mark.ContentHash, mark.Recipe, UtcTicksConverter.ToTicks(mark.ImportedUtc), mark.PresentationHash })
            .ToList();
        await database.InsertOrConflictAsync(session, BulkTable.ImportedMarks, rows, "An import mark is already on file.", cancellationToken);
    }

    private async Task PublishAsync(string contentItemId, string versionId, object? publishedTicks, CancellationToken cancellationToken)
    {
        var version = (await queries.FindVersionsAsync([versionId], cancellationToken)).GetValueOrDefault(versionId)?.Item;
        if (version?.ContentItemId != contentItemId)
        {
            throw new InvalidOperationException($"Item {contentItemId} has no version {versionId}.");
        }

        var prepared = await _preparation.PrepareAsync([version], null, cancellationToken);
        await session.ExecuteAsync(
            "UPDATE \"ContentVersions\" SET \"Published\" = TRUE, \"PublishedUtc\" = COALESCE(@utc, \"PublishedUtc\"), \"ContentHash\" = @hash WHERE \"ContentItemVersionId\" = @version",
            cancellationToken, ("@utc", publishedTicks), ("@hash", prepared[0].ContentHash), ("@version", versionId));
        await NoteFirstAsync([contentItemId], cancellationToken);
    }

    /// <summary>Keeps when items were first live, for those of which it is not known yet.</summary>
    private async Task NoteFirstAsync(string[] contentItemIds, CancellationToken cancellationToken)
    {
        if (contentItemIds.Length > 0)
        {
            await session.ExecuteAsync(
                "UPDATE \"ContentItems\" SET \"FirstPublishedUtc\" = (SELECT v.\"PublishedUtc\" FROM \"ContentVersions\" v WHERE v.\"ContentItemId\" = \"ContentItems\".\"ContentItemId\" AND v.\"Published\") "
                + $"WHERE \"FirstPublishedUtc\" IS NULL AND {database.AmongIds("\"ContentItemId\"", "@ids")}",
                cancellationToken, ("@ids", database.IdList(contentItemIds)));
        }
    }

    private async Task AddBatchAsync(List<ContentItem> items, string? origin, ProjectedTexts? texts, CancellationToken cancellationToken)
    {
        if (items.Count == 0)
        {
            return;
        }

        var existing = await ExistingAsync(items, cancellationToken);
        var prepared = await _preparation.PrepareAsync(items, texts, cancellationToken);
        await ClearFlagAsync("Latest", items.Where(item => item.Latest && existing.ContainsKey(item.ContentItemId)), cancellationToken);
        var republished = items.Where(item => item.Published && existing.ContainsKey(item.ContentItemId)).ToList();
        await ClearFlagAsync("Published", republished, cancellationToken);
        await SetPublisherAsync(republished, origin is null, cancellationToken);
        await InsertAsync(prepared, existing, origin, cancellationToken);
        await NoteFirstAsync([.. republished.Select(item => item.ContentItemId)], cancellationToken);
        await _paths.AddAsync(prepared, [.. existing.Keys], cancellationToken);

        // A new article that is live is found through its delivery document alone.
        _textChanged.UnionWith(items.Where(item => !item.Published || item.ContentType != ItemMeaning.Article || existing.ContainsKey(item.ContentItemId)).Select(item => item.ContentItemId));
    }

    /// <summary>The highest version number of those items that exist.</summary>
    private async Task<Dictionary<string, int>> ExistingAsync(List<ContentItem> items, CancellationToken cancellationToken)
    {
        var rows = await session.QueryAsync(
            "SELECT i.\"ContentItemId\", i.\"ContentType\", (SELECT MAX(v.\"VersionNumber\") FROM \"ContentVersions\" v WHERE v.\"ContentItemId\" = i.\"ContentItemId\") "
            + $"FROM \"ContentItems\" i WHERE {database.AmongIds("i.\"ContentItemId\"", "@ids")}",
            reader => (Id: reader.GetString(0), Type: reader.GetString(1), Number: reader.GetInt32(2)), cancellationToken,
            ("@ids", database.IdList([.. items.Select(item => item.ContentItemId)])));
        var types = rows.ToDictionary(row => row.Id, row => row.Type, StringComparer.Ordinal);
        foreach (var item in items)
        {
            if (types.TryGetValue(item.ContentItemId, out var type) && type != item.ContentType)
            {
                throw new ContentConflictException($"Item {item.ContentItemId} is of type {type} and cannot become one of type {item.ContentType}.");
            }
        }

        return rows.ToDictionary(row => row.Id, row => row.Number, StringComparer.Ordinal);
    }

    private async Task ClearFlagAsync(string flag, IEnumerable<ContentItem> items, CancellationToken cancellationToken)
    {
        string[] ids = [.. items.Select(item => item.ContentItemId)];
        if (ids.Length > 0)
        {
            await session.ExecuteAsync(
                $"UPDATE \"ContentVersions\" SET \"{flag}\" = FALSE WHERE \"{flag}\" AND {database.AmongIds("\"ContentItemId\"", "@ids")}",
                cancellationToken, ("@ids", database.IdList(ids)));
        }
    }

    private async Task SetPublisherAsync(List<ContentItem> items, bool person, CancellationToken cancellationToken)
    {
        if (items.Count > 0)
        {
            await session.ExecuteAsync(
                $"UPDATE \"ContentItems\" SET \"PublishedByPerson\" = @person WHERE {database.AmongIds("\"ContentItemId\"", "@ids")}",
                cancellationToken, ("@person", person), ("@ids", database.IdList([.. items.Select(item => item.ContentItemId)])));
        }
    }

    private async Task InsertAsync(PreparedVersion[] versions, Dictionary<string, int> existing, string? origin, CancellationToken cancellationToken)
    {
        var item = _lastItem ??= await session.NumberAsync("SELECT COALESCE(MAX(\"Sequence\"), 0) FROM \"ContentItems\"", cancellationToken);
        var sequence = _lastVersion ??= await session.NumberAsync("SELECT COALESCE(MAX(\"Sequence\"), 0) FROM \"ContentVersions\"", cancellationToken);
        var items = new List<object?[]>(versions.Length);
        var rows = new List<object?[]>(versions.Length);
        var references = new List<object?[]>(versions.Length * 4);
        foreach (var version in versions)
        {
            var number = existing.GetValueOrDefault(version.Item.ContentItemId);
            if (number == 0)
            {
                items.Add([++item, version.Item.ContentItemId, version.Item.ContentType, UtcTicksConverter.ToTicks(version.Item.CreatedUtc), version.Item.Published && origin is null, version.Item.Published ? UtcTicksConverter.ToTicks(version.Item.PublishedUtc) : null]);
            }

            rows.Add(version.ToRow(++sequence, number + 1, origin));
            for (var i = 0; i < version.References.Count; i++)
            {
                references.Add([sequence, i, version.References[i].Field, version.References[i].TargetId, version.References[i].Order]);
            }
        }

        await database.InsertOrConflictAsync(session, BulkTable.ContentItems, items, "An item id is already taken.", cancellationToken);
        await database.InsertOrConflictAsync(session, BulkTable.ContentVersions, rows, "A version id is already taken.", cancellationToken);
        await database.InsertOrConflictAsync(session, BulkTable.ContentReferences, references, "A reference is already on file.", cancellationToken);
        (_lastItem, _lastVersion) = (item, sequence);
    }
}
