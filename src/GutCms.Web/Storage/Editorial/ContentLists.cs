using GutCms.Core.Searching;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Content;
using GutCms.Web.Storage.Databases;

namespace GutCms.Web.Storage.Editorial;

/// <summary>Lists content page by page, the version written last first; a page costs the same wherever it begins.</summary>
internal sealed class ContentLists(Database database) : IContentLists
{
    /// <inheritdoc/>
    public async Task<ContentListPage> ListAsync(ContentListQuery query, CancellationToken cancellationToken)
    {
        var asked = query.Asked();
        var start = asked.FindStart();
        List<(string Name, object? Value)> parameters =
        [
            ("@types", database.IdList(query.ContentTypes)), ("@own", database.IdList(query.OwnTypes)), ("@owner", query.OwnerId),
        ];
        var condition = Flag(query.Status)
            + $" AND ({database.AmongIds("v.\"ContentType\"", "@types")} OR ({database.AmongIds("v.\"ContentType\"", "@own")} AND v.\"Owner\" = @owner))";
        await using var connection = await database.OpenAsync(cancellationToken);
        using var session = new SqlSession(connection);
        if (!string.IsNullOrWhiteSpace(query.Search))
        {
            condition += " AND " + Found(query, await EditorialWords.ReadAsync(database, session, query.Search, cancellationToken), parameters);
        }

        var total = await session.NumberAsync($"SELECT COUNT(*) FROM \"ContentVersions\" v WHERE {condition}", cancellationToken, [.. parameters]);
        if (start is not null)
        {
            condition += " AND v.\"Sequence\" < @before";
            parameters.Add(("@before", start.Number(0)));
        }

        // The index knows all that the condition asks for; the texts are read only of what is shown.
        var rows = await session.QueryAsync(
            $"""
            SELECT {ContentQueries.VersionColumns}, v."Sequence" FROM (SELECT v."Sequence" FROM "ContentVersions" v WHERE {condition} ORDER BY v."Sequence" DESC LIMIT {query.First + 1}) k
            CROSS JOIN {ContentQueries.VersionsAndItems} WHERE v."Sequence" = k."Sequence" ORDER BY v."Sequence" DESC
            """,
            reader => (ContentQueries.Read(reader).Version.Item, Sequence: reader.GetInt64(reader.FieldCount - 1)),
            cancellationToken, [.. parameters]);
        var page = rows.Take(query.First).ToList();
        return new(
            total,
            [.. page.Select(row => row.Item)],
            rows.Count > query.First ? asked.CursorAt(page[^1].Sequence) : null);
    }

    private static string Flag(ContentListStatus status) => status switch
    {
        ContentListStatus.Published => "v.\"Published\"",
        ContentListStatus.Draft => "v.\"Latest\" AND NOT v.\"Published\"",
        _ => "v.\"Latest\"",
    };

    /// <summary>
    /// In the words of the version that the list shows. Of a live version that is neither a delivered article nor the latest there is no full text: it is found by its title as it stands there.
    /// </summary>
    private string Found(ContentListQuery query, SearchCondition? words, List<(string Name, object? Value)> parameters)
    {
        List<string> conditions = [];
        if (words is not null)
        {
            parameters.Add(("@search", words.Expression.Write(database.SearchSyntax)));
            conditions.Add(EditorialWords.FoundSql(database));
        }

        if (query.Status == ContentListStatus.Published)
        {
            parameters.Add(("@title", $"%{Escape(query.Search!)}%"));
            conditions.Add("(NOT v.\"Latest\" AND LOWER(v.\"DisplayText\") LIKE @title ESCAPE '\\')");
        }

        return conditions.Count == 0 ? "FALSE" : $"({string.Join(" OR ", conditions)})";
    }

    // LOWER of both databases knows ASCII only, so nothing more is lowered here.
    private static string Escape(string search) => string.Concat(search.Select(character => character switch
    {
        '%' or '_' or '\\' => "\\" + character,
        >= 'A' and <= 'Z' => char.ToLowerInvariant(character).ToString(),
        _ => character.ToString(),
    }));
}
