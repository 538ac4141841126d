using GutCms.Core.Content.Items;
using GutCms.Core.Editorial;
using GutCms.Core.Searching;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Content;
using GutCms.Web.Storage.Databases;

namespace GutCms.Web.Storage.Editorial;

/// <summary>Keeps the full text of what editors look for and readers do not see: latest versions that no delivered article stands for.</summary>
/// <remarks>An article whose latest version is live is found through its delivery document, so that an import need not write its words twice.</remarks>
internal sealed class EditorialSearch(Database database, SqlSession session)
{
    private const int BatchSize = 500;

    /// <summary>Brings the entries of these items up to date with what is written.</summary>
    public async Task RenewAsync(IEnumerable<string> contentItemIds, CancellationToken cancellationToken)
    {
        foreach (var ids in contentItemIds.Chunk(BatchSize))
        {
            var rows = await session.QueryAsync(
                $"""
                SELECT i."Sequence", CASE WHEN {IsDelivered} THEN NULL ELSE v."Json" END, v."DisplayText" FROM "ContentItems" i
                LEFT JOIN "ContentVersions" v ON v."ContentItemId" = i."ContentItemId" AND v."Latest" WHERE {database.AmongIds("i.\"ContentItemId\"", "@ids")}
                """,
                reader => (Item: reader.GetInt64(0), Json: reader.Text(1), Title: reader.Text(2)), cancellationToken, ("@ids", database.IdList(ids)));
            await database.RemoveSearchAsync(session, SearchTable.Editorial, [.. rows.Select(row => row.Item)], cancellationToken);
            var entries = rows.Where(row => row.Json is not null)
                .Select(row => (row.Item, row.Title, Parts: StoredJson.Parse(row.Json!)))
                .Select(row => SearchEntry.Create(row.Item, row.Title ?? "", EditorialText.Of(row.Parts), seriesSlug: null, ItemMeaning.OwnLanguageOf(row.Parts)))
                .ToList();
            if (entries.Count > 0)
            {
                await database.AddSearchAsync(session, SearchTable.Editorial, entries, cancellationToken);
            }
        }
    }

    /// <summary>Fills an empty table.</summary>
    public async Task FillAsync(CancellationToken cancellationToken) => await RenewAsync(
        await session.QueryAsync($"SELECT v.\"ContentItemId\" FROM \"ContentVersions\" v WHERE v.\"Latest\" AND NOT ({IsDelivered})", reader => reader.GetString(0), cancellationToken),
        cancellationToken);

    private static string IsDelivered =>
        $"""v."Published" AND EXISTS (SELECT 1 FROM "DeliveryDocuments" d WHERE d."ContentItemId" = v."ContentItemId" AND d."Kind" = {(int)DeliveryKind.Article})""";
}
