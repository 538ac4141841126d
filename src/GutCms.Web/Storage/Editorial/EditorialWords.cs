using GutCms.Core.Searching;
using GutCms.Web.Storage.Databases;

namespace GutCms.Web.Storage.Editorial;

/// <summary>How what an editor typed is searched for: as readers' words are, with the last one always taken as the beginning of a word too.</summary>
internal static class EditorialWords
{
    private static readonly SearchTable[] Tables = [SearchTable.Editorial, SearchTable.Delivery];

    /// <summary>The condition; null when nothing of it is a word.</summary>
    public static async Task<SearchCondition?> ReadAsync(Database database, SqlSession session, string? typed, CancellationToken cancellationToken)
    {
        var query = SearchQuery.Parse(typed ?? "");
        if (query.Words.Count == 0)
        {
            return null;
        }

        await database.PrepareSearchAsync(session, cancellationToken);
        var condition = new SearchCondition(query.Words, LastIsPrefix: true, SeriesSlug: null);
        return await OccursAsync(database, session, condition, cancellationToken)
            ? condition
            : condition with { Words = query.Mistyped(await KnownWords.FindAsync(database, session, query, Tables, cancellationToken)).Words, LastIsPrefix = false };
    }

    /// <summary>
    /// Whether the words, as the parameter <c>@search</c>, are those of the version <c>v</c>, which is the latest or the live one: in the delivered article where that is live, in the editors' full text where it is
    /// the latest.
    /// </summary>
    public static string FoundSql(Database database)
    {
        var (inDelivery, document, _) = database.SearchSql(SearchTable.Delivery);
        var (inEditorial, item, _) = database.SearchSql(SearchTable.Editorial);
        return $"""
            ((v."Latest" AND v."ContentItemId" IN (SELECT i."ContentItemId" FROM "{SearchTable.Editorial.Name}" s JOIN "ContentItems" i ON i."Sequence" = {item} WHERE {inEditorial}))
             OR (v."Published" AND v."ContentItemId" IN (SELECT d."ContentItemId" FROM "{SearchTable.Delivery.Name}" s JOIN "DeliveryDocuments" d ON d."Id" = {document} WHERE {inDelivery})))
            """;
    }

    private static async Task<bool> OccursAsync(Database database, SqlSession session, SearchCondition condition, CancellationToken cancellationToken)
    {
        foreach (var table in Tables)
        {
            var found = await session.NumberAsync(
                $"SELECT COUNT(*) FROM (SELECT 1 FROM \"{table.Name}\" s WHERE {database.SearchSql(table).Matches} LIMIT 1) m",
                cancellationToken, ("@search", condition.Expression.Write(database.SearchSyntax)));
            if (found > 0)
            {
                return true;
            }
        }

        return false;
    }
}
