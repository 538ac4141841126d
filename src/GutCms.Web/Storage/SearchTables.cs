using System.Text.Json;
using GutCms.Core.Delivery;
using GutCms.Core.Searching;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Editorial;

namespace GutCms.Web.Storage;

/// <summary>Makes the full-text tables anew where they were made by the rules of another version. Each holds an entry that says which.</summary>
internal sealed class SearchTables(Database database, SqlSession session)
{
    private const int BatchSize = 500;

    /// <summary>Whether both tables were made by the present rules.</summary>
    public async Task<bool> AreCurrentAsync(CancellationToken cancellationToken) =>
        await IsCurrentAsync(SearchTable.Delivery, cancellationToken) && await IsCurrentAsync(SearchTable.Editorial, cancellationToken);

    /// <summary>Makes those anew that were not, in the transaction of the session.</summary>
    public async Task RenewAsync(CancellationToken cancellationToken)
    {
        if (!await IsCurrentAsync(SearchTable.Delivery, cancellationToken))
        {
            await BeginAsync(SearchTable.Delivery, cancellationToken);
            await FillDeliveryAsync(cancellationToken);
        }

        if (!await IsCurrentAsync(SearchTable.Editorial, cancellationToken))
        {
            await BeginAsync(SearchTable.Editorial, cancellationToken);
            await new EditorialSearch(database, session).FillAsync(cancellationToken);
        }
    }

    private async Task<bool> IsCurrentAsync(SearchTable table, CancellationToken cancellationToken)
    {
        var rules = new SearchExpression.Term(RulesOf(table).Lexemes).Write(database.SearchSyntax);
        return await session.NumberAsync($"SELECT COUNT(*) FROM \"{table.Name}\" s WHERE {database.SearchSql(table).Matches}", cancellationToken, ("@search", rules)) > 0;
    }

    private static SearchEntry RulesOf(SearchTable table) => table == SearchTable.Delivery ? SearchEntry.OfRulesOfDocuments : SearchEntry.OfRules;

    private async Task BeginAsync(SearchTable table, CancellationToken cancellationToken)
    {
        await database.ClearSearchAsync(session, table, cancellationToken);
        await database.AddSearchAsync(session, table, [RulesOf(table)], cancellationToken);
    }

    private async Task FillDeliveryAsync(CancellationToken cancellationToken)
    {
        for (var last = 0L; ;)
        {
            var rows = await session.QueryAsync(
                $"""
                SELECT "Id", "Title", "SearchText", "SeriesSlug", "Summary", "Kind", "Key" FROM "DeliveryDocuments"
                WHERE "Id" > @last ORDER BY "Id" LIMIT {BatchSize}
                """,
                reader => (Id: reader.GetInt64(0), Title: reader.GetString(1), Text: reader.GetString(2), Series: reader.Text(3), Summary: reader.GetFieldValue<byte[]>(4), Type: DeliveredTypes.TypeKeyOf((DeliveryKind)reader.GetInt32(5), reader.GetString(6))),
                cancellationToken, ("@last", last));
            if (rows.Count == 0)
            {
                return;
            }

            var entries = rows.AsParallel().AsOrdered().WithCancellation(cancellationToken)
                .Select(row => SearchEntry.Create(row.Id, row.Title, row.Text, row.Series, LanguageOf(row.Summary), row.Type)).ToList();
            await database.AddSearchAsync(session, SearchTable.Delivery, entries, cancellationToken);
            last = rows[^1].Id;
        }
    }

    private static string? LanguageOf(byte[] summary)
    {
        using var json = JsonDocument.Parse(summary);
        return json.RootElement.TryGetProperty("language", out var language) ? language.GetString() : null;
    }
}
