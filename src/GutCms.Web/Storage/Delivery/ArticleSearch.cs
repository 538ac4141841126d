using System.Data.Common;
using GutCms.Core.Delivery;
using GutCms.Core.Paging;
using GutCms.Core.Searching;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Paging;

namespace GutCms.Web.Storage.Delivery;

/// <summary>Searches articles.</summary>
/// <remarks>
/// All words must occur. Where no article has them all, the last word is taken as the beginning of a word. The best matches have all words in the title, then come
/// those with some, then the rest; within each the newest article stands first. That order needs no score over all matches, so a word that every article
/// has costs no more than a rare one, and a cursor stays valid when something is published.
/// </remarks>
internal sealed class ArticleSearch(Database database, DeliveryCache cache, IDeliveryFreshness freshness, HeldRows held)
{
    private const int MaxWords = 16;
    private const string Exact = "e";
    private const string Prefix = "p";

    private const string RowColumns = "d.\"ContentItemId\", d.\"Summary\", d.\"Title\", d.\"SearchText\"";

    private static readonly TitleMatch[] TiersOfOneWord = [TitleMatch.All, TitleMatch.None];
    private static readonly TitleMatch[] Tiers = [TitleMatch.All, TitleMatch.Some, TitleMatch.None];

    public async Task<DeliveryPage> ReadAsync(ArticleQuery query, CancellationToken cancellationToken)
    {
        string[] words = [.. SearchTokens.Split(query.Search!).Select(token => token.Word).Distinct().Take(MaxWords)];
        var asked = query.Asked();
        var start = asked.FindStart();
        if (words.Length == 0)
        {
            return new DeliveryPage(0, [], false);
        }

        var epoch = cache.Epoch;
        await using var connection = await database.OpenAsync(cancellationToken);
        using var session = new SqlSession(connection);
        await database.PrepareSearchAsync(session, cancellationToken);
        var condition = new SearchCondition(words, start?.Text(2) == Prefix, query.SeriesSlug);
        var total = await CountAsync(session, condition, epoch, cancellationToken);
        if (total == 0 && start is null)
        {
            condition = condition with { LastIsPrefix = true };
            total = await CountAsync(session, condition, epoch, cancellationToken);
        }

        if (total == 0)
        {
            return new DeliveryPage(0, [], false);
        }

        var rows = query.Sort == ArticleSort.Relevance
            ? await ByRelevanceAsync(session, condition, asked, start, query.First, cancellationToken)
            : await ByColumnAsync(session, condition, asked, start, query, total, epoch, cancellationToken);
        return Page.Of(total, rows, query.First);
    }

    private Task<int> CountAsync(SqlSession session, SearchCondition condition, long epoch, CancellationToken cancellationToken)
    {
        var expression = database.SearchExpression(condition);
        var (matches, id, _) = database.SearchSql(SearchTable.Delivery);
        var (without, heldBack) = held.OfSearch(id);
        return Totals.GetAsync(cache, freshness, "search|" + expression, epoch, () => session.NumberAsync(
            $"SELECT COUNT(*) FROM \"DeliverySearch\" s WHERE {matches}{without}", cancellationToken, [("@search", expression), .. heldBack]));
    }

    private async Task<List<DeliveryRow>> ByRelevanceAsync(
        SqlSession session, SearchCondition condition, AskedList asked, ListCursor? start, int first, CancellationToken cancellationToken)
    {
        var tiers = condition.Words.Count == 1 ? TiersOfOneWord : Tiers;
        var (tier, after) = start is null ? (0, long.MaxValue) : ((int)Math.Clamp(start.Number(0), 0, tiers.Length), start.Number(1));
        var rows = new List<DeliveryRow>(first + 1);
        var (matches, _, id) = database.SearchSql(SearchTable.Delivery);
        var (without, heldBack) = held.OfSearch(id);
        for (; tier < tiers.Length && rows.Count <= first; tier++, after = long.MaxValue)
        {
            var current = tier;
            rows.AddRange(await session.QueryAsync(
                $"SELECT {RowColumns}, d.\"Id\" FROM (SELECT {id} AS \"Id\" FROM \"DeliverySearch\" s WHERE {matches}{without} AND {id} < @after ORDER BY {id} DESC LIMIT {first + 1 - rows.Count}) f "
                + "JOIN \"DeliveryDocuments\" d ON d.\"Id\" = f.\"Id\" ORDER BY d.\"Id\" DESC",
                reader => Row(reader, condition, asked, current, reader.GetInt64(4)),
                cancellationToken, [("@search", database.SearchExpression(condition with { Title = tiers[tier] })), ("@after", after), .. heldBack]));
        }

        return rows;
    }

    private async Task<List<DeliveryRow>> ByColumnAsync(
        SqlSession session, SearchCondition condition, AskedList asked, ListCursor? start, ArticleQuery query, int total, long epoch, CancellationToken cancellationToken)
    {
        var order = ListOrder.Of(query.Sort);
        List<(string Name, object? Value)> parameters = [("@search", database.SearchExpression(condition))];
        var position = "";
        if (start is not null)
        {
            parameters.AddRange(order.Place(start));
            position = $" AND {order.After}";
        }

        var articles = await Totals.GetAsync(cache, freshness, "articles", epoch, () => session.NumberAsync(
            $"SELECT COUNT(*) FROM \"DeliveryDocuments\" WHERE \"Kind\" = {(int)DeliveryKind.Article}", cancellationToken));
        var (matches, id, _) = database.SearchSql(SearchTable.Delivery);
        var source = IsCommon(total, articles, query.First)
            ? $"\"DeliveryDocuments\" d WHERE d.\"Kind\" = {(int)DeliveryKind.Article} AND EXISTS (SELECT 1 FROM \"DeliverySearch\" s WHERE {matches} AND {id} = d.\"Id\")"
            : $"\"DeliverySearch\" s CROSS JOIN \"DeliveryDocuments\" d WHERE {matches} AND d.\"Id\" = {id}";

        var (without, heldBack) = held.OfDocuments();
        source += without;
        parameters.AddRange(heldBack);

        // The long columns only of what is shown: they would go through the sorting.
        return await session.QueryAsync(
            $"SELECT {RowColumns}, d.\"{order.Column}\" FROM (SELECT d.\"Id\" FROM {source}{position} {order.OrderBy} LIMIT {query.First + 1}) f "
            + $"JOIN \"DeliveryDocuments\" d ON d.\"Id\" = f.\"Id\" {order.OrderBy}",
            reader => Row(reader, condition, asked, order.Read(reader, 4), reader.GetString(0)), cancellationToken, [.. parameters]);
    }

    /// <summary>
    /// Whether to walk the articles in order and look each up in the full text, rather than to sort all matches. The walk passes <c>articles / total</c> articles
    /// for each row shown; a look-up costs about ten times as much as a match to be sorted.
    /// </summary>
    private static bool IsCommon(long total, long articles, int first) => total * total > 10L * articles * first;

    private static DeliveryRow Row(DbDataReader reader, SearchCondition condition, AskedList asked, object key, object id) => new(
        reader.GetFieldValue<byte[]>(1),
        Snippet.Of(reader.GetString(2), reader.GetString(3), condition),
        asked.CursorAt(key, id, condition.LastIsPrefix ? Prefix : Exact));
}
