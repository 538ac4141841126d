using GutCms.Core.Delivery;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Delivery;
using static GutCms.Web.Tests.Storage.TestContent;

namespace GutCms.Web.Tests.Storage;

public sealed class SeriesPlacesOnSqliteTests() : SeriesPlacesTests(Provider.Sqlite);

public sealed class SeriesPlacesOnPostgreSqlTests() : SeriesPlacesTests(Provider.PostgreSql);

/// <summary>The order of a series, as its document, its list and the place of each article tell it.</summary>
public abstract class SeriesPlacesTests(Provider provider) : StorageTests(provider)
{
    // By position, then by first publication, then by id.
    private static readonly string[] InOrder = ["first", "same-b", "same-a", "late", "none-early", "none-late"];

    [Fact]
    public async Task Document_list_and_places_have_one_order()
    {
        await FillAsync();

        await using (var work = await Storage.Store.ReadAsync(Token))
        {
            var articles = await work.FindSeriesArticlesAsync(Id("s"), 4, Token);
            Assert.Equal(6, articles.Count);
            Assert.Equal(InOrder.Take(4), articles.First.Select(member => member.Slug));
            Assert.Equal(new SeriesMember(Id("same-b"), "same-b", "Title of same-b", 2.5m), articles.First[1]);
            Assert.Equal((6, 6), await CountsAsync(work, "s"));
            Assert.Equal((0, 0), await CountsAsync(work, "none"));
        }

        Assert.Equal(InOrder, await WalkAsync());
        var places = await PlacesAsync([.. InOrder]);
        Assert.Equal(Enumerable.Range(1, 6), InOrder.Select(name => places[Id(name)].Position));
        Assert.All(places.Values, place => Assert.Equal((6, new SeriesCard(Id("s"), "gut", "Title of s")), (place.Count, place.Series)));
        Assert.Equal([null, .. InOrder[..^1]], InOrder.Select(name => places[Id(name)].Previous?.Slug));
        Assert.Equal([.. InOrder[1..], null], InOrder.Select(name => places[Id(name)].Next?.Slug));
        Assert.Equal(new SeriesMember(Id("late"), "late", "Title of late", 3), places[Id("same-a")].Next);
    }

    [Fact]
    public async Task What_is_in_no_live_series_has_no_place()
    {
        await FillAsync();

        Assert.Empty(await PlacesAsync("alone", "of-a-series-that-is-not-live", "s", "nothing"));
    }

    [Fact]
    public async Task Place_is_another_one_once_another_article_is_delivered_or_gone()
    {
        await FillAsync();
        await Storage.Store.DeliverAsync(Article("earliest", position: -1));
        Assert.Equal((3, 7), ((await PlacesAsync("same-b"))[Id("same-b")].Position, (await PlacesAsync("same-b"))[Id("same-b")].Count));

        await using (var work = await Storage.Store.BeginAsync(Token))
        {
            await work.RemoveDeliveryAsync([Id("earliest"), Id("first"), Id("same-a")], Token);
            await work.CommitAsync(Token);
        }

        var place = (await PlacesAsync("same-b"))[Id("same-b")];
        Assert.Equal((1, 4, null, "late"), (place.Position, place.Count, place.Previous?.Slug, place.Next?.Slug));
    }

    [Fact]
    public async Task What_is_held_back_has_no_place_and_counts_for_none()
    {
        await FillAsync();

        var places = await HeldPlacesAsync("same-b");
        Assert.False(places.ContainsKey(Id("same-b")));
        Assert.Equal((2, 5, "first", "late"), (places[Id("same-a")].Position, places[Id("same-a")].Count, places[Id("same-a")].Previous?.Slug, places[Id("same-a")].Next?.Slug));
        Assert.Equal("same-a", places[Id("first")].Next?.Slug);

        // Of a series that is held back nothing is told: its title would come from its row.
        Assert.Empty(await HeldPlacesAsync("s"));
    }

    private static DeliveryRecord Article(string name, decimal? position, int day = 0, string series = "s") =>
        Record(name, title: "Title of " + name, series: series, position: position, publishedUtc: Monday.AddDays(day)) with { SeriesSlug = series == "s" ? "gut" : null };

    private static async Task<(int Count, int Listed)> CountsAsync(IUnitOfWork work, string series)
    {
        var articles = await work.FindSeriesArticlesAsync(Id(series), 100, Token);
        return (articles.Count, articles.First.Count);
    }

    private Task FillAsync() => Storage.Store.DeliverAsync(
        Record("s", title: "Title of s", key: "gut", kind: DeliveryKind.Series),
        Article("none-late", null, day: 3), Article("none-early", null, day: 2), Article("late", 3), Article("same-a", 2.5m, day: 1), Article("same-b", 2.5m), Article("first", -7),
        Article("of-a-series-that-is-not-live", 1, series: "t"), Record("alone"));

    private Task<IReadOnlyDictionary<string, SeriesPlace>> PlacesAsync(params string[] names) => Storage.Reader.FindPlacesAsync([.. names.Select(Id)], Token);

    private async Task<IReadOnlyDictionary<string, SeriesPlace>> HeldPlacesAsync(string name)
    {
        await using var reader = new DeliveryReader(Storage.Database, Storage.Cache, Storage.Freshness, new Held(Id(name)));
        return await reader.FindPlacesAsync([.. InOrder.Select(Id)], Token);
    }

    private async Task<List<string>> WalkAsync()
    {
        var names = new List<string>();
        string? after = null;
        DeliveryPage page;
        do
        {
            page = await Storage.Reader.ListArticlesAsync(new ArticleQuery("GUT", null, ArticleSort.Position, after, 2), Token);
            names.AddRange(DeliveryReaderTests.Names(page));
            after = page.Rows[^1].Cursor;
        }
        while (page.HasMore);
        return names;
    }

    private sealed class Held(string id) : IDocumentHold
    {
        public IReadOnlyCollection<string> HeldBack => [id];

        public bool IsHeldBack(string contentItemId) => contentItemId == id;

        public string? FindDamage(DeliveredDocument document) => null;
    }
}
