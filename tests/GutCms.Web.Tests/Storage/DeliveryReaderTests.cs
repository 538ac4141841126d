using System.Text;
using CsCheck;
using GutCms.Core.Delivery;
using GutCms.Core.Paging;
using GutCms.Core.Storage;
using static GutCms.Web.Tests.Storage.TestContent;

namespace GutCms.Web.Tests.Storage;

public sealed class DeliveryReaderOnSqliteTests() : DeliveryReaderTests(Provider.Sqlite);

public sealed class DeliveryReaderOnPostgreSqlTests() : DeliveryReaderTests(Provider.PostgreSql);

/// <summary>Documents and lists as they are delivered.</summary>
public abstract class DeliveryReaderTests(Provider provider) : StorageTests(provider)
{
    private static readonly ArticleSort[] Orders = [ArticleSort.PublishedDescending, ArticleSort.Published, ArticleSort.Title, ArticleSort.Position];

    [Fact]
    public async Task Finds_a_document_by_kind_and_key_without_regard_to_case()
    {
        var record = Record("gut", key: "gut-health");
        await Storage.Store.DeliverAsync(record, Record("gut-series", key: "gut-health", kind: DeliveryKind.Series));

        var found = await Storage.Reader.FindAsync(DeliveryKind.Article, "Gut-Health", Token);

        Assert.NotNull(found);
        Assert.Equal(record.Document with { Identity = [], Gzip = [], Brotli = [] }, found with { Identity = [], Gzip = [], Brotli = [] });
        Assert.Equal(record.Document.Identity, found.Identity);
        Assert.Equal(record.Document.Gzip, found.Gzip);
        Assert.Equal(record.Document.Brotli, found.Brotli);
        Assert.Equal(Id("gut-series"), (await Storage.Reader.FindAsync(DeliveryKind.Series, "gut-health", Token))!.ContentItemId);
        Assert.Null(await Storage.Reader.FindAsync(DeliveryKind.Disclaimer, "gut-health", Token));
        Assert.Null(await Storage.Reader.FindAsync(DeliveryKind.Article, "none", Token));
    }

    [Fact]
    public async Task Replaces_the_document_of_an_item_under_a_new_key()
    {
        await Storage.Store.DeliverAsync(Record("gut", key: "old", text: "before"));
        await Storage.Store.DeliverAsync(Record("gut", key: "new", text: "after"));

        Assert.Null(await Storage.Reader.FindAsync(DeliveryKind.Article, "old", Token));
        Assert.NotNull(await Storage.Reader.FindAsync(DeliveryKind.Article, "new", Token));
        Assert.Equal(0, (await SearchAsync("before")).Total);
        Assert.Equal(1, (await SearchAsync("after")).Total);
    }

    [Fact]
    public async Task Two_items_can_exchange_their_keys_in_one_call()
    {
        await Storage.Store.DeliverAsync(Record("one", key: "a"), Record("two", key: "b"));
        await Storage.Store.DeliverAsync(Record("one", key: "b"), Record("two", key: "a"));

        Assert.Equal(Id("two"), (await Storage.Reader.FindAsync(DeliveryKind.Article, "a", Token))!.ContentItemId);
    }

    [Fact]
    public async Task Refuses_a_key_that_another_item_has()
    {
        await Storage.Store.DeliverAsync(Record("one", key: "a"));
        await using var work = await Storage.Store.BeginAsync(Token);

        await Assert.ThrowsAsync<ContentConflictException>(() => work.WriteDeliveryAsync([Record("two", key: "a")], Token));
    }

    [Fact]
    public async Task Removes_the_documents_of_items()
    {
        await Storage.Store.DeliverAsync(Record("one", text: "word"), Record("two", text: "word"));
        await using (var work = await Storage.Store.BeginAsync(Token))
        {
            await work.RemoveDeliveryAsync([Id("one"), Id("none")], Token);
            await work.CommitAsync(Token);
        }

        Assert.Null(await Storage.Reader.FindAsync(DeliveryKind.Article, "one", Token));
        Assert.Equal(["two"], Names(await SearchAsync("word")));
        Assert.Equal(1, (await ListAsync(ArticleSort.Title)).Total);
        Assert.Equal("2", await Storage.TextAsync("SELECT COUNT(*) FROM \"DeliveryDependencies\""));
    }

    [Fact]
    public async Task Tells_what_is_on_file()
    {
        var record = Record("gut", title: "Gut", series: "s", position: 2.50m);
        await using var work = await Storage.Store.BeginAsync(Token);
        await work.WriteDeliveryAsync([record], Token);

        var stamps = await work.FindDeliveryStampsAsync([Id("gut"), Id("none")], Token);

        Assert.Equal(new DeliveryStamp(DeliveryKind.Article, "gut", "etag-gut", Monday, "Gut", Id("s"), 2.5m, Monday), Assert.Single(stamps).Value);
    }

    [Fact]
    public async Task Orders_articles_as_asked()
    {
        await Storage.Store.DeliverAsync(
            Record("one", title: "beta", publishedUtc: Monday.AddDays(1), position: 3, series: "s"),
            Record("two", title: "Älpha", publishedUtc: Monday, position: 10, series: "s"),
            Record("three", title: "gamma", publishedUtc: Monday, series: "t"));

        Assert.Equal(["one", "two", "three"], Names(await ListAsync(ArticleSort.PublishedDescending)));
        Assert.Equal(["three", "two", "one"], Names(await ListAsync(ArticleSort.Published)));
        Assert.Equal(["two", "one", "three"], Names(await ListAsync(ArticleSort.Title)));
        Assert.Equal(["one", "two", "three"], Names(await ListAsync(ArticleSort.Position)));
        Assert.Equal(["two", "one"], Names(await ListAsync(ArticleSort.Published, "S")));
        Assert.Equal(2, (await ListAsync(ArticleSort.Published, "S")).Total);
        Assert.Empty((await ListAsync(ArticleSort.Published, "none")).Rows);
    }

    [Fact]
    public async Task Lists_series_by_title()
    {
        await Storage.Store.DeliverAsync(
            Record("b", kind: DeliveryKind.Series), Record("a", kind: DeliveryKind.Series), Record("c", kind: DeliveryKind.Series), Record("article"));

        var first = await Storage.Reader.ListSeriesAsync(new(null, 2), Token);
        var second = await Storage.Reader.ListSeriesAsync(new(first.Rows[^1].Cursor, 2), Token);

        Assert.Equal(("a b", 3, true), (string.Join(' ', Names(first)), first.Total, first.HasMore));
        Assert.Equal(("c", 3, false), (string.Join(' ', Names(second)), second.Total, second.HasMore));
    }

    [Fact]
    public async Task Pages_together_are_the_whole_list()
    {
        var articles = Gen.Select(Gen.Int[0, 3], Gen.Int[0, 3], Gen.Int[0, 3], Gen.Bool).Array[0, 25];
        await articles.SampleAsync(
            async rows =>
            {
                await using var storage = await EmptiedAsync();
                await storage.Store.DeliverAsync([.. rows.Select((row, i) => Record(
                    $"n{i:00}", text: row.Item4 ? "gut brain" : "gut", title: $"title {row.Item1}" + (row.Item2 == 0 ? " brain" : ""), series: row.Item3 == 0 ? null : $"s{row.Item3}",
                    position: row.Item2 == 0 ? null : row.Item2, publishedUtc: Monday.AddDays(row.Item1))).Append(Record("s1", kind: DeliveryKind.Series))]);
                foreach (var series in new[] { null, "s1" })
                {
                    foreach (var order in Orders)
                    {
                        await SameAsync(storage, new ArticleQuery(series, null, order, null, 100));
                        await SameAsync(storage, new ArticleQuery(series, "gut brain", order, null, 100));
                    }

                    await SameAsync(storage, new ArticleQuery(series, "gut brain", ArticleSort.Relevance, null, 100));
                }
            },
            iter: 5,
            threads: 1);

        static async Task SameAsync(StorageHarness storage, ArticleQuery query)
        {
            var whole = await storage.Reader.ListArticlesAsync(query, Token);
            Assert.Equal(whole.Total, whole.Rows.Count);
            Assert.Equal(whole.Total, Names(whole).Distinct().Count());
            var walked = new List<string>();
            var page = query with { First = 3 };
            bool more;
            do
            {
                var rows = await storage.Reader.ListArticlesAsync(page, Token);
                walked.AddRange(Names(rows));
                Assert.Equal(whole.Total, rows.Total);
                more = rows.HasMore;
                page = page with { After = rows.Rows.Count > 0 ? rows.Rows[^1].Cursor : page.After };
            }
            while (more);
            Assert.Equal(Names(whole), walked);
        }
    }

    [Fact]
    public async Task A_cursor_continues_where_its_row_has_gone()
    {
        await Storage.Store.DeliverAsync(Record("a"), Record("b"), Record("c"));
        var first = await ListAsync(ArticleSort.Title, first: 2);
        await using (var work = await Storage.Store.BeginAsync(Token))
        {
            await work.RemoveDeliveryAsync([Id("b")], Token);
            await work.CommitAsync(Token);
        }

        Assert.Equal(["c"], Names(await ListAsync(ArticleSort.Title, after: first.Rows[^1].Cursor)));
    }

    [Fact]
    public async Task Refuses_a_cursor_of_another_list()
    {
        await Storage.Store.DeliverAsync(Record("a", text: "word", series: "s"), Record("b", text: "word", series: "s"));
        var cursor = (await ListAsync(ArticleSort.Title, first: 1)).Rows[0].Cursor;

        Assert.Matches("^[A-Za-z0-9_-]+$", cursor);
        await RefusedAsync(new ArticleQuery(null, null, ArticleSort.Published, cursor, 10));
        await RefusedAsync(new ArticleQuery("s", null, ArticleSort.Title, cursor, 10));
        await RefusedAsync(new ArticleQuery(null, "word", ArticleSort.Title, cursor, 10));
        await Assert.ThrowsAsync<BadCursorException>(() => Storage.Reader.ListSeriesAsync(new(cursor, 10), Token));
    }

    [Theory]
    [InlineData("")]
    [InlineData("x")]
    [InlineData("not a cursor!")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAA")]
    public async Task Refuses_what_is_no_cursor(string cursor)
    {
        await RefusedAsync(new ArticleQuery(null, null, ArticleSort.Title, cursor, 10));
        await RefusedAsync(new ArticleQuery(null, "word", ArticleSort.Relevance, cursor, 10));
    }

    [Fact]
    public async Task Refuses_a_page_size_out_of_range()
    {
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => ListAsync(ArticleSort.Title, first: 0));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => ListAsync(ArticleSort.Title, first: 101));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => ListAsync(ArticleSort.Relevance));
    }

    internal static string[] Names(DeliveryPage page) =>
        [.. page.Rows.Select(row => System.Text.Json.JsonDocument.Parse(Encoding.UTF8.GetString(row.Summary)).RootElement.GetProperty("name").GetString()!)];

    private Task<DeliveryPage> ListAsync(ArticleSort sort, string? series = null, string? after = null, int first = 100) =>
        Storage.Reader.ListArticlesAsync(new ArticleQuery(series, null, sort, after, first), Token);

    private Task<DeliveryPage> SearchAsync(string text) => Storage.Reader.ListArticlesAsync(new ArticleQuery(null, text, ArticleSort.Relevance, null, 100), Token);

    private async Task RefusedAsync(ArticleQuery query) => await Assert.ThrowsAsync<BadCursorException>(() => Storage.Reader.ListArticlesAsync(query, Token));

    /// <summary>The same database as another process sees it, without documents.</summary>
    private async Task<StorageHarness> EmptiedAsync()
    {
        await using (var work = await Storage.Store.BeginAsync(Token))
        {
            await work.RemoveDeliveryAsync([.. Enumerable.Range(0, 25).Select(i => Id($"n{i:00}"))], Token);
            await work.CommitAsync(Token);
        }

        return Storage.SecondProcess();
    }
}
