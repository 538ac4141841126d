using System.Data.Common;
using GutCms.Core.Delivery;
using GutCms.Core.Paging;
using GutCms.Core.Searching;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Paging;

namespace GutCms.Web.Storage.Delivery;

/// <summary>Searches the documents of a type.</summary>
/// <remarks>
/// All words must occur. Where no document has them all, the last word is taken as the beginning of a word; and where there is still none, a typing mistake is looked through. What
/// has the words themselves comes before what has words near them. Within each, documents with all words in the title come first, then those with some, then the rest, the newest
/// one first. That order needs no score over all matches, so a word that every document has costs no more than a rare one, and a cursor stays valid when something is published.
/// </remarks>
internal sealed class DocumentSearch(Database database, DeliveryCache cache, IDeliveryFreshness freshness, HeldRows held)
{
    private const string Exact = "e";
    private const string Prefix = "p";
    private const string Mistyped = "m";

    private const string RowColumns = "d.\"ContentItemId\", d.\"Summary\", d.\"Title\", d.\"SearchText\"";

    /// <summary>A page of what is found.</summary>
    public async Task<DeliveryPage> ReadAsync(SearchedList query, CancellationToken cancellationToken)
    {
        var typed = SearchQuery.Parse(query.Typed);
        var start = query.Asked.FindStart();
        if (typed.Words.Count == 0)
        {
            return new DeliveryPage(0, [], false);
        }

        var epoch = cache.Epoch;
        await using var connection = await database.OpenAsync(cancellationToken);
        using var session = new SqlSession(connection);
        await database.PrepareSearchAsync(session, cancellationToken);
        string[] ways = start is null ? [Exact, Prefix, Mistyped] : [start.Text(WayAt(query.Sort))];
        foreach (var way in ways)
        {
            var words = way == Mistyped ? typed.Mistyped(await KnownWords.FindAsync(database, session, typed, [SearchTable.Delivery], cancellationToken)) : typed;
            var condition = new SearchCondition(words.Words, way == Prefix, query.SeriesSlug) { TypeKey = query.TypeKey };
            var total = await CountAsync(session, condition, query.Rows, epoch, cancellationToken);
            if (total > 0)
            {
                var found = new Found(condition, query.Rows, query.Asked, start, way);
                var rows = query.Sort == ArticleSort.Relevance
                    ? await ByRelevanceAsync(session, found, query.First, cancellationToken)
                    : await ByColumnAsync(session, found, query, total, epoch, cancellationToken);
                return Page.Of(total, rows, query.First);
            }
        }

        return new DeliveryPage(0, [], false);
    }

    private string Write(SearchCondition condition) => condition.Expression.Write(database.SearchSyntax);

    private Task<int> CountAsync(SqlSession session, SearchCondition condition, RowFilter among, long epoch, CancellationToken cancellationToken)
    {
        var expression = Write(condition);
        var (matches, id, _) = database.SearchSql(SearchTable.Delivery);
        var (without, heldBack) = among.In(held.OfSearch(id), id);
        return Totals.GetAsync(cache, freshness, ["search", expression, .. among.Words], epoch, () => session.NumberAsync(
            $"SELECT COUNT(*) FROM \"DeliverySearch\" s WHERE {matches}{without}", cancellationToken, [("@search", expression), .. heldBack]));
    }

    private async Task<List<DeliveryRow>> ByRelevanceAsync(
        SqlSession session, Found found, int first, CancellationToken cancellationToken)
    {
        var tiers = found.Condition.Tiers;
        var (tier, after) = found.Start is not { } start ? (0, long.MaxValue) : ((int)Math.Clamp(start.Number(0), 0, tiers.Count), start.Number(1));
        var rows = new List<DeliveryRow>(first + 1);
        var (matches, _, id) = database.SearchSql(SearchTable.Delivery);
        var (without, heldBack) = found.Rows.In(held.OfSearch(id), id);
        for (; tier < tiers.Count && rows.Count <= first; tier++, after = long.MaxValue)
        {
            var current = tier;
            rows.AddRange(await session.QueryAsync(
                $"SELECT {RowColumns}, d.\"Id\" FROM (SELECT {id} AS \"Id\" FROM \"DeliverySearch\" s WHERE {matches}{without} AND {id} < @after ORDER BY {id} DESC LIMIT {first + 1 - rows.Count}) f "
                + "JOIN \"DeliveryDocuments\" d ON d.\"Id\" = f.\"Id\" ORDER BY d.\"Id\" DESC",
                reader => Row(reader, found, [current, reader.GetInt64(4)]),
                cancellationToken, [("@search", Write(found.Condition with { Tier = tiers[tier] })), ("@after", after), .. heldBack]));
        }

        return rows;
    }

    private async Task<List<DeliveryRow>> ByColumnAsync(
        SqlSession session, Found found, SearchedList query, int total, long epoch, CancellationToken cancellationToken)
    {
        var order = ListOrder.By(query.Sort);
        List<(string Name, object? Value)> parameters = [("@search", Write(found.Condition))];
        var position = "";
        if (found.Start is { } start)
        {
            parameters.AddRange(order.Place(start));
            position = $" AND {order.After}";
        }

        var documents = await Totals.GetAsync(cache, freshness, ["kind", query.Kind.ToString()], epoch, () => session.NumberAsync(
            $"SELECT COUNT(*) FROM \"DeliveryDocuments\" WHERE \"Kind\" = {(int)query.Kind}", cancellationToken));
        var (matches, id, _) = database.SearchSql(SearchTable.Delivery);
        var source = IsCommon(total, documents, query.First)
            ? $"\"DeliveryDocuments\" d WHERE d.\"Kind\" = {(int)query.Kind} AND EXISTS (SELECT 1 FROM \"DeliverySearch\" s WHERE {matches} AND {id} = d.\"Id\")"
            : $"\"DeliverySearch\" s CROSS JOIN \"DeliveryDocuments\" d WHERE {matches} AND d.\"Id\" = {id}";

        var (without, heldBack) = query.Rows.In(held.OfDocuments(), "d.\"Id\"");
        source += without;
        parameters.AddRange(heldBack);

        // The long columns only of what is shown: they would go through the sorting.
        return await session.QueryAsync(
            $"SELECT {RowColumns}, {order.Columns} FROM (SELECT d.\"Id\" FROM {source}{position} {order.OrderBy} LIMIT {query.First + 1}) f "
            + $"JOIN \"DeliveryDocuments\" d ON d.\"Id\" = f.\"Id\" {order.OrderBy}",
            reader => Row(reader, found, order.PlaceOf(reader, 4)), cancellationToken, [.. parameters]);
    }

    /// <summary>
    /// Whether to walk the documents in order and look each up in the full text, rather than to sort all matches. The walk passes <c>documents / total</c> of them
    /// for each row shown; a look-up costs about ten times as much as a match to be sorted.
    /// </summary>
    private static bool IsCommon(long total, long documents, int first) => total * total > 10L * documents * first;

    /// <summary>Where a cursor says how the words are taken: behind what the list is ordered by.</summary>
    private static int WayAt(ArticleSort sort) => sort == ArticleSort.Relevance ? 2 : ListOrder.By(sort).Directions.Length;

    private static DeliveryRow Row(DbDataReader reader, Found found, object[] place) => new(
        reader.GetFieldValue<byte[]>(1),
        Snippet.Of(reader.GetString(2), reader.GetString(3), found.Condition),
        found.Asked.CursorAt([.. place, found.Way]));

    /// <summary>A search that finds something.</summary>
    /// <param name="Condition">What is searched for.</param>
    /// <param name="Rows">What else the documents have to be.</param>
    /// <param name="Asked">The list.</param>
    /// <param name="Start">Where the page begins; null: at the beginning.</param>
    /// <param name="Way">How the words are taken; cursors say it.</param>
    private sealed record Found(SearchCondition Condition, RowFilter Rows, AskedList Asked, ListCursor? Start, string Way);
}

/// <summary>A page of a search that is asked for.</summary>
/// <param name="Typed">Words as somebody typed them.</param>
/// <param name="Kind">Kind of the documents.</param>
/// <param name="TypeKey">Their type, in lower case.</param>
/// <param name="SeriesSlug">Only articles of this series, in lower case; null: all.</param>
/// <param name="Sort">Order.</param>
/// <param name="First">Page size.</param>
/// <param name="Asked">The list, for its cursors.</param>
/// <param name="Rows">What else they have to be.</param>
internal sealed record SearchedList(string Typed, DeliveryKind Kind, string TypeKey, string? SeriesSlug, ArticleSort Sort, int First, AskedList Asked, RowFilter Rows);
