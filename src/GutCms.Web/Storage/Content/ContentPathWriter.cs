using GutCms.Core.Content.Items;
using GutCms.Web.Storage.Databases;

namespace GutCms.Web.Storage.Content;

/// <summary>Keeps the table of paths: those of the latest and of the published version of each item.</summary>
internal sealed class ContentPathWriter(Database database, SqlSession session)
{
    private const string Taken = "A path is already taken by another item.";

    /// <summary>Adds the paths of new versions; <paramref name="existing"/> are those of their items that were there before.</summary>
    public async Task AddAsync(PreparedVersion[] versions, IReadOnlyCollection<string> existing, CancellationToken cancellationToken)
    {
        // Former paths go first: two items may change places.
        await RemoveAsync(existing, cancellationToken);
        var before = existing.ToHashSet(StringComparer.Ordinal);
        var rows = versions
            .Where(version => version.Path is not null && (version.Item.Latest || version.Item.Published) && !before.Contains(version.Item.ContentItemId))
            .Select(version => new object?[] { ItemMeaning.PathKey(version.Path!), version.Item.ContentItemId })
            .ToList();
        rows.AddRange(await CurrentAsync(existing, cancellationToken));
        await database.InsertOrConflictAsync(session, BulkTable.ContentPaths, rows, Taken, cancellationToken);
    }

    /// <summary>Writes the paths of items whose flags have changed anew.</summary>
    public async Task RenewAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken)
    {
        await RemoveAsync(contentItemIds, cancellationToken);
        var rows = await CurrentAsync(contentItemIds, cancellationToken);
        await database.InsertOrConflictAsync(session, BulkTable.ContentPaths, rows, Taken, cancellationToken);
    }

    private async Task RemoveAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken)
    {
        if (contentItemIds.Count > 0)
        {
            await session.ExecuteAsync(
                $"DELETE FROM \"ContentPaths\" WHERE {database.AmongIds("\"ContentItemId\"", "@ids")}", cancellationToken, ("@ids", database.IdList(contentItemIds)));
        }
    }

    private async Task<List<object?[]>> CurrentAsync(IReadOnlyCollection<string> contentItemIds, CancellationToken cancellationToken)
    {
        if (contentItemIds.Count == 0)
        {
            return [];
        }

        var paths = await session.QueryAsync(
            "SELECT \"Path\", \"ContentItemId\" FROM \"ContentVersions\" "
            + $"WHERE (\"Latest\" OR \"Published\") AND \"Path\" IS NOT NULL AND {database.AmongIds("\"ContentItemId\"", "@ids")}",
            reader => (Path: ItemMeaning.PathKey(reader.GetString(0)), Item: reader.GetString(1)), cancellationToken, ("@ids", database.IdList(contentItemIds)));
        return [.. paths.Distinct().Select(row => new object?[] { row.Path, row.Item })];
    }
}
