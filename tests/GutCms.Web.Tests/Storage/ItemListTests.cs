using System.Globalization;
using GutCms.Core.Delivery;
using GutCms.Core.Searching;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Delivery;
using static GutCms.Web.Tests.Storage.TestContent;

namespace GutCms.Web.Tests.Storage;

public sealed class ItemListOnSqliteTests() : ItemListTests(Provider.Sqlite);

public sealed class ItemListOnPostgreSqlTests() : ItemListTests(Provider.PostgreSql);

/// <summary>A list of items is read by an index, whatever narrows and orders it.</summary>
public abstract class ItemListTests(Provider provider) : StorageTests(provider)
{
    private const int Count = 4_000;

    private static readonly ItemPeriod Always = new(null, null);

    [Fact]
    public async Task A_list_is_read_by_an_index()
    {
        await Storage.Store.DeliverAsync([.. Enumerable.Range(0, Count).Select(Drug)]);
        await Storage.ExecuteAsync("ANALYZE");
        ItemSort[][] orders = [[new(ItemSortKey.Published, true)], [new(ItemSortKey.Title, false)], [new(ItemSortKey.Modified, true)], [new(ItemSortKey.Title, false), new(ItemSortKey.Published, true)]];
        DeliveryValue[][] narrowed = [[], [new("field.group", "3")], [new("field.group", "3"), new("language", "en")]];
        foreach (var filters in narrowed)
        {
            foreach (var order in orders)
            {
                var query = new ItemListQuery("Drug", filters, Always, Always, order, null, 20);
                await ExpectIndexAsync(query, filters);

                // The second page begins at its place.
                var first = await ListAsync(query);
                Assert.Equal(filters.Length == 0 ? Count : Count / 100, first.Total);
                var next = query with { After = first.Rows[^1].Cursor };
                await ExpectIndexAsync(next, filters);
                Assert.Empty(first.Rows.Select(Name).Intersect((await ListAsync(next)).Rows.Select(Name)));
            }
        }

        await ExpectIndexAsync(new("Drug", [], new(Monday.AddDays(3), Monday.AddDays(4)), Always, orders[0], null, 20), []);
    }

    [Fact]
    public async Task A_range_of_a_field_and_an_order_by_it_are_read_by_an_index()
    {
        await Storage.Store.DeliverAsync([.. Enumerable.Range(0, Count).Select(Drug)]);
        await Storage.ExecuteAsync("ANALYZE");
        ItemSort[] byField = [new(ItemSortKey.Field, true, "strength"), new(ItemSortKey.Published, true)];
        ItemBound[] few = [new("strength", ItemBoundKind.From, Order(10)), new("strength", ItemBoundKind.Before, Order(20))], many = [new("strength", ItemBoundKind.To, Order(3_000))];

        foreach (var query in new[]
        {
            new ItemListQuery("Drug", [], Always, Always, byField, null, 20),
            new ItemListQuery("Drug", [], Always, Always, byField, null, 20) { Bounds = few },
            new ItemListQuery("Drug", [new("language", "en")], Always, Always, byField, null, 20) { Bounds = many },
            new ItemListQuery("Drug", [], Always, Always, [new(ItemSortKey.Title, false)], null, 20) { Bounds = few },
            new ItemListQuery("Drug", [new("field.group", "3")], Always, Always, [new(ItemSortKey.Published, true)], null, 20) { Bounds = many },
        })
        {
            DeliveryValue[] filters = [.. query.Filters];
            var lead = query.Bounds.Count == few.Length ? "strength" : null;
            await ExpectIndexAsync(query, filters, lead);
            var page = await ListAsync(query);
            Assert.Equal(query.Bounds.Count == few.Length ? 10 : query.Filters.Any(filter => filter.Name == "field.group") ? 30 : query.Bounds.Count > 0 ? 3_001 : Count, page.Total);
            if (page.HasMore)
            {
                var next = query with { After = page.Rows[^1].Cursor };
                await ExpectIndexAsync(next, filters, lead);
                Assert.Empty(page.Rows.Select(Name).Intersect((await ListAsync(next)).Rows.Select(Name)));
            }
        }

        Assert.Equal(Enumerable.Range(0, 5).Select(number => $"{{\"name\":\"d{Text(Count - 1 - number)}x\"}}"), (await ListAsync(new("Drug", [], Always, Always, byField, null, 5))).Rows.Select(Name));
    }

    [Fact]
    public async Task Values_go_with_their_document_and_change_with_it()
    {
        await Storage.Store.DeliverAsync(Drug(1), Drug(2));
        Assert.Equal(2, (await ListAsync(Query())).Total);
        await Storage.Store.DeliverAsync(Drug(1) with { Values = [new("", ""), new("field.group", "other")] });
        Assert.Equal(1, (await ListAsync(Query(new DeliveryValue("field.group", "other")))).Total);
        Assert.Equal(0, (await ListAsync(Query(new DeliveryValue("field.group", "1")))).Total);
        await using (var work = await Storage.Store.BeginAsync(Token))
        {
            await work.RemoveDeliveryAsync([Drug(1).Document.ContentItemId, Drug(2).Document.ContentItemId], Token);
            await work.CommitAsync(Token);
        }

        Assert.Equal(0, (await ListAsync(Query())).Total);
        Assert.Equal("0", await Storage.TextAsync("SELECT COUNT(*) FROM \"DeliveryValues\""));

        static ItemListQuery Query(params DeliveryValue[] filters) => new("Drug", filters, Always, Always, [new(ItemSortKey.Published, true)], null, 20);
    }

    [Fact]
    public async Task A_full_text_that_holds_articles_alone_is_made_anew_at_the_start()
    {
        await Storage.Store.DeliverAsync(Drug(1) with { SearchText = "remedy" }, Record("a", text: "remedy"));
        await using (var connection = await Storage.Database.OpenAsync(Token))
        {
            using var session = new SqlSession(connection);
            await Storage.Database.ClearSearchAsync(session, SearchTable.Delivery, Token);
            await Storage.Database.AddSearchAsync(session, SearchTable.Delivery, [SearchEntry.OfRules], Token);
        }

        Assert.False(await Storage.Migrator.IsUpToDateAsync(Token));
        await Storage.Migrator.MigrateAsync(Token);

        Assert.True(await Storage.Migrator.IsUpToDateAsync(Token));
        Assert.Equal(1, (await ListAsync(Searched("Drug"))).Total);
        Assert.Equal(1, (await ListAsync(Searched("Article"))).Total);
        Assert.Equal(0, (await ListAsync(Searched("Leaflet"))).Total);

        static ItemListQuery Searched(string type) => new(type, [], Always, Always, [new(ItemSortKey.Published, true)], null, 20) { Search = new("remedy", ArticleSort.Relevance) };
    }

    private static DeliveryRecord Drug(int number) => Record($"d{Text(number)}x", kind: DeliveryKind.Item, key: $"drug/{Text(number)}", title: $"Title {Text(number % 7)}", publishedUtc: Monday.AddMinutes(number)) with
    {
        ContentType = "Drug",
        Values = [new("", ""), new("language", "en"), new("status", "none"), new("field.group", Text(number % 100)), new("order.strength", Order(number))],
    };

    private static string Order(int number) => new IndexedField("strength", "NumericField").OrderOf(Text(number));

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string Name(DeliveryRow row) => System.Text.Encoding.UTF8.GetString(row.Summary);

    private Task<DeliveryPage> ListAsync(ItemListQuery query) => new ItemList(Storage.Database, Storage.Cache, Storage.Freshness).ListAsync(query, Token);

    private async Task ExpectIndexAsync(ItemListQuery query, DeliveryValue[] filters, string? leadingRange = null)
    {
        var sql = new ItemListSql(query, filters.Length == 0 ? [new("", "")] : filters, query.Asked().FindStart(), "", leadingRange);
        var isSqlite = Provider == Provider.Sqlite;
        await using var connection = await Storage.Database.OpenAsync(Token);
        using var session = new SqlSession(connection);
        var plan = await session.QueryAsync(
            (isSqlite ? "EXPLAIN QUERY PLAN " : "EXPLAIN ") + ItemList.PageSql(sql, query.First + 1), reader => reader.GetString(isSqlite ? 3 : 0), Token, [.. sql.Parameters, .. sql.Place]);
        var text = string.Join('\n', plan);
        Assert.Contains(plan, line => line.Contains("IX_DeliveryValues_Type_Name_Value", StringComparison.Ordinal) && (!isSqlite || line.StartsWith("SEARCH d", StringComparison.Ordinal)));

        // What SQLite scans is the page that came of it.
        Assert.DoesNotContain(plan, line => isSqlite ? line.StartsWith("SCAN", StringComparison.Ordinal) && line != "SCAN d" : line.Contains("Seq Scan", StringComparison.Ordinal));
        if (query.Sort[0].Key == ItemSortKey.Field || (query.Sort.Count == 1 && filters.Length == 0 && leadingRange is null))
        {
            // The rows come in their order: nothing is sorted, however many there are, but the page itself.
            Assert.True(plan.Count(line => line.Contains(isSqlite ? "TEMP B-TREE" : "Sort  (", StringComparison.Ordinal)) <= 1, text);
        }
    }
}
