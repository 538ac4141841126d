using GutCms.Web.Storage.Databases;

namespace GutCms.Web.Storage.Content;

/// <summary>Texts that were granted or delivered, by content hash.</summary>
internal sealed class GrantedTexts(Database database, SqlSession session)
{
    public async Task KeepAsync(IReadOnlyDictionary<string, string> texts, CancellationToken cancellationToken)
    {
        if (texts.Count == 0)
        {
            return;
        }

        var known = await session.QueryAsync(
            $"SELECT \"ContentHash\" FROM \"GrantedTexts\" WHERE {database.AmongIds("\"ContentHash\"", "@hashes")}",
            reader => reader.GetString(0), cancellationToken, ("@hashes", database.IdList([.. texts.Keys])));
        var seen = known.ToHashSet(StringComparer.Ordinal);
        await database.InsertOrConflictAsync(
            session, BulkTable.GrantedTexts, [.. texts.Where(text => !seen.Contains(text.Key)).Select(text => new object?[] { text.Key, text.Value })],
            "A text is already kept.", cancellationToken);
    }

    public async Task<IReadOnlyDictionary<string, string>> FindAsync(IReadOnlyCollection<string> contentHashes, CancellationToken cancellationToken)
    {
        if (contentHashes.Count == 0)
        {
            return new Dictionary<string, string>();
        }

        var rows = await session.QueryAsync(
            $"SELECT \"ContentHash\", \"Json\" FROM \"GrantedTexts\" WHERE {database.AmongIds("\"ContentHash\"", "@hashes")}",
            reader => KeyValuePair.Create(reader.GetString(0), reader.GetString(1)), cancellationToken, ("@hashes", database.IdList(contentHashes)));
        return new Dictionary<string, string>(rows, StringComparer.Ordinal);
    }
}
