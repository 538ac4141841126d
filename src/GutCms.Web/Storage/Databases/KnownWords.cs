using GutCms.Core.Searching;

namespace GutCms.Web.Storage.Databases;

/// <summary>Which spellings of what was typed occur at all.</summary>
internal static class KnownWords
{
    /// <summary>Asks the full-text tables, with a search prepared on the session.</summary>
    public static async Task<IReadOnlySet<string>> FindAsync(Database database, SqlSession session, SearchQuery typed, SearchTable[] tables, CancellationToken cancellationToken)
    {
        var known = new HashSet<string>(StringComparer.Ordinal);
        var spellings = typed.Spellings();
        foreach (var table in spellings.Count > 0 ? tables : [])
        {
            known.UnionWith(await session.QueryAsync(database.KnownWords(table), reader => reader.GetString(0), cancellationToken, ("@words", database.IdList(spellings))));
        }

        return known;
    }
}
