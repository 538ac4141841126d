using System.IO.Compression;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Items;

namespace GutCms.Core.Tests.Delivery;

public sealed class DeliveryRefreshTests : IAsyncDisposable
{
    private readonly PublishedSite _site = new();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Writes_the_same_json_in_three_forms_with_a_tag_of_its_bytes()
    {
        await _site.PublishAsync(Samples.Article("a", body: [Samples.Section("Ärzte", "<p>Größe &amp; Maß</p>")]));

        var document = _site.Delivered["a"].Document;
        Assert.Equal(document.Identity, Unpack(new GZipStream(new MemoryStream(document.Gzip), CompressionMode.Decompress)));
        Assert.Equal(document.Identity, Unpack(new BrotliStream(new MemoryStream(document.Brotli), CompressionMode.Decompress)));
        Assert.Equal(Convert.ToHexStringLower(SHA256.HashData(document.Identity))[..32], document.ETag);
        Assert.Equal(0, document.LastModifiedUtc.Ticks % TimeSpan.TicksPerSecond);
    }

    [Fact]
    public async Task Writes_nothing_when_nothing_changed()
    {
        var items = new[] { Samples.Series("s"), Samples.Article("a", series: "s", hot: ["b"]), Samples.Article("b", series: "s") };
        await _site.PublishAsync(items);
        var before = _site.Delivered["a"].Document;

        await _site.PublishAsync(items);

        Assert.Empty(_site.Written);
        Assert.Same(before, _site.Delivered["a"].Document);
    }

    [Fact]
    public async Task Moves_last_modified_only_when_the_bytes_change()
    {
        await _site.PublishAsync(Samples.Article("a"), Samples.Article("b"));
        var a = _site.Delivered["a"].Document.LastModifiedUtc;
        var b = _site.Delivered["b"].Document.LastModifiedUtc;

        await _site.PublishAsync(Samples.Article("a"), Samples.Article("b", title: "Other"));

        Assert.Equal(["b"], _site.Written);
        Assert.Equal(a, _site.Delivered["a"].Document.LastModifiedUtc);
        Assert.True(_site.Delivered["b"].Document.LastModifiedUtc > b);
    }

    [Fact]
    public async Task Moves_last_modified_with_the_own_position_even_where_the_rank_stays()
    {
        await _site.PublishAsync(Samples.Series("s"), Samples.Article("a", series: "s", position: 1), Samples.Article("b", series: "s", position: 2));
        var before = _site.Delivered["b"].Document;

        await _site.PublishAsync(Samples.Article("b", series: "s", position: 3));

        Assert.Equal(["b"], _site.Written);
        Assert.Equal(3, _site.Delivered["b"].SeriesPosition);
        Assert.True(before.LastModifiedUtc < _site.Delivered["b"].Document.LastModifiedUtc);
        Assert.Equal(3, (int)_site.Json("b")["presentation"]!["seriesPosition"]!);
    }

    [Fact]
    public async Task Rewrites_the_articles_that_show_a_changed_disclaimer()
    {
        await _site.PublishAsync(Samples.Disclaimer("d", "<p>Old</p>"), Samples.Article("a", disclaimer: "d"), Samples.Article("b"));

        await _site.PublishAsync(Samples.Disclaimer("d", "<p>New</p>"));

        Assert.Equal(["d", "a"], _site.Written);
        Assert.Equal("<p>New</p>", (string?)_site.Json("a")["content"]!["disclaimer"]!["html"]);
    }

    [Fact]
    public async Task Rewrites_the_articles_of_a_retitled_series_and_those_that_point_to_them()
    {
        await _site.PublishAsync(Samples.Series("s"), Samples.Article("a", series: "s"), Samples.Article("b", hot: ["a"]), Samples.Article("c"));

        await _site.PublishAsync(Samples.Series("s", title: "Renamed", slug: "renamed"));

        Assert.Equal(["a", "b", "s"], _site.Written);
        Assert.Equal("Renamed", (string?)_site.Json("a")["series"]!["title"]);
        Assert.Equal("renamed", (string?)_site.Json("b")["hotArticles"]![0]!["series"]!["slug"]);
        Assert.Equal("renamed", _site.Delivered["a"].SeriesSlug);
    }

    [Fact]
    public async Task Leaves_the_articles_alone_when_only_the_description_of_their_series_changes()
    {
        await _site.PublishAsync(Samples.Series("s"), Samples.Article("a", series: "s"));

        await _site.PublishAsync(Samples.Series("s", description: "<p>New</p>"));

        Assert.Equal(["s"], _site.Written);
        Assert.Equal(2, _site.ItemsLoaded);
    }

    [Fact]
    public async Task Takes_the_series_off_its_articles_when_it_is_unpublished()
    {
        await _site.PublishAsync(Samples.Series("s"), Samples.Article("a", series: "s"));

        await _site.UnpublishAsync("s");

        Assert.False(_site.Delivered.ContainsKey("s"));
        Assert.Null(_site.Json("a")["series"]);
        Assert.Null(_site.Delivered["a"].SeriesSlug);
        Assert.Equal("s", _site.Delivered["a"].SeriesId);

        await _site.PublishAsync(Samples.Series("s"));
        Assert.Equal("s", (string?)_site.Json("a")["series"]!["slug"]);
    }

    [Theory]
    [InlineData("title")]
    [InlineData("slug")]
    [InlineData("excerpt")]
    public async Task Rewrites_the_articles_that_show_a_changed_hot_article(string member)
    {
        await _site.PublishAsync(Samples.Article("x", title: "old", slug: "old", excerpt: "old"), Samples.Article("a", hot: ["x"]), Samples.Article("b"));

        await _site.PublishAsync(Samples.Article(
            "x", title: member == "title" ? "new" : "old", slug: member == "slug" ? "new" : "old", excerpt: member == "excerpt" ? "new" : "old"));

        Assert.Equal(["x", "a"], _site.Written);
        Assert.Equal("new", (string?)_site.Json("a")["hotArticles"]![0]![member]);
    }

    [Fact]
    public async Task Drops_an_unpublished_hot_article_and_its_own_document()
    {
        await _site.PublishAsync(Samples.Article("x"), Samples.Article("a", hot: ["x"]));

        await _site.UnpublishAsync("x");

        Assert.Equal(["a"], _site.Delivered.Keys);
        Assert.Null(_site.Json("a")["hotArticles"]);
    }

    [Fact]
    public async Task Rewrites_a_series_and_no_other_of_its_articles_when_one_joins()
    {
        await _site.PublishAsync(Samples.Series("s"), Samples.Article("a", series: "s", position: 1), Samples.Article("c", series: "s", position: 3), Samples.Article("x"));

        await _site.PublishAsync(Samples.Article("b", series: "s", position: 2));

        Assert.Equal(["b", "s"], _site.Written);
        Assert.Equal((3, "a b c"), ((int)_site.Json("s")["count"]!, InSeries("s")));
    }

    [Fact]
    public async Task Rewrites_a_series_when_the_date_of_an_article_changes_its_order()
    {
        await _site.PublishAsync(Samples.Series("s"), At("a", 1), At("b", 2), At("c", 3));
        Assert.Equal("a b c", InSeries("s"));

        await _site.PublishAsync(At("a", 4));

        Assert.Equal(["a", "s"], _site.Written);
        Assert.Equal("b c a", InSeries("s"));

        static ContentItem At(string id, int day) => Samples.Article(id, series: "s") with { PublishedUtc = Samples.Published.AddDays(day) };
    }

    [Fact]
    public async Task Rewrites_the_series_that_an_article_leaves_as_well_as_the_one_that_it_joins()
    {
        await _site.PublishAsync(
            Samples.Series("s"), Samples.Series("t"), Samples.Article("a", series: "s"), Samples.Article("b", series: "s"), Samples.Article("c", series: "t"));

        await _site.PublishAsync(Samples.Article("b", series: "t"));

        Assert.Equal(["b", "s", "t"], _site.Written);
        Assert.Equal(("a", "b c"), (InSeries("s"), InSeries("t")));
    }

    [Fact]
    public async Task Rewrites_a_series_and_no_other_of_its_articles_when_one_is_unpublished()
    {
        await _site.PublishAsync(Samples.Series("s"), Samples.Article("a", series: "s", position: 1), Samples.Article("b", series: "s", position: 2));

        await _site.UnpublishAsync("a");

        Assert.Equal(["s"], _site.Written);
        Assert.Equal((1, "b"), ((int)_site.Json("s")["count"]!, InSeries("s")));
    }

    [Fact]
    public async Task Looks_at_nothing_but_the_series_when_an_article_of_a_long_one_is_renamed()
    {
        await _site.PublishAsync([Samples.Series("s"), .. Enumerable.Range(0, 1_000).Select(InLongSeries)]);

        await _site.PublishAsync(Samples.Article("a0500", title: "Renamed", series: "s", position: 500));
        Assert.Equal(["a0500"], _site.Written);
        Assert.InRange(_site.ItemsLoaded, 2, 5);

        await _site.PublishAsync(Samples.Article("a0099", title: "Renamed", series: "s", position: 99));
        Assert.Equal(["a0099", "s"], _site.Written);
        Assert.Equal("Renamed", (string?)_site.Json("s")["articles"]![99]!["title"]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Publishes_into_a_series_of_a_thousand_as_into_one_of_ten(bool first)
    {
        var costs = new List<(int Queries, int Loaded, string Written)>();
        foreach (var length in new[] { 10, 1_000 })
        {
            await using var site = new PublishedSite();
            await site.PublishAsync([Samples.Series("s"), .. Enumerable.Range(0, length).Select(InLongSeries)]);

            await site.PublishAsync(Samples.Article("new", series: "s", position: first ? -1 : 5_000));

            Assert.Equal(length + 1, (int)site.Json("s")["count"]!);
            costs.Add((site.Queries, site.ItemsLoaded, string.Join(' ', site.Written)));
        }

        Assert.Equal(costs[0], costs[1]);
        Assert.Equal("new s", costs[0].Written);
    }

    [Fact]
    public async Task Shows_no_more_than_a_hundred_articles_in_a_series_and_counts_all()
    {
        await _site.PublishAsync([Samples.Series("s"), .. Enumerable.Range(0, 300).Select(InLongSeries)]);

        Assert.Equal((300, 100), ((int)_site.Json("s")["count"]!, _site.Json("s")["articles"]!.AsArray().Count));
        Assert.Equal("a0099", (string?)_site.Json("s")["articles"]![99]!["slug"]);
    }

    [Fact]
    public async Task Loads_many_items_in_few_queries()
    {
        var articles = Enumerable.Range(0, 1_000).Select(i => Samples.Article($"a{i}", series: "s", position: i, disclaimer: "d", hot: [$"a{(i * 7) % 1_000}"])).ToArray();
        await _site.PublishAsync([Samples.Disclaimer("d", "<p>x</p>"), Samples.Series("s"), .. articles]);

        Assert.Equal(1_002, _site.Written.Count);
        Assert.InRange(_site.Queries, 1, 40);
    }

    [Fact]
    public async Task Lets_two_articles_exchange_their_slugs()
    {
        await _site.PublishAsync(Samples.Article("a", slug: "one"), Samples.Article("b", slug: "two"));

        await _site.PublishAsync(Samples.Article("a", slug: "two"), Samples.Article("b", slug: "one"));

        Assert.Equal("two", _site.Delivered["a"].Document.Key);
        Assert.Equal("one", _site.Delivered["b"].Document.Key);
    }

    [Fact]
    public async Task Rewrites_everything_when_the_language_of_the_site_changes()
    {
        await _site.PublishAsync(Samples.Article("a"), Samples.Article("b"));

        _site.SetDocument("settings", "site", new JsonObject { ["LocalizationSettings"] = new JsonObject { ["DefaultCulture"] = "de" } });
        await _site.RefreshAsync();

        Assert.Equal(["a", "b"], _site.Written.Order());
    }

    [Fact]
    public async Task Delivers_a_field_that_is_added_to_the_type()
    {
        var article = Samples.Article("a");
        article.Parts["Article"]!["Audience"] = new JsonObject { ["Text"] = "Parents" };
        await _site.PublishAsync(article);
        Assert.Null(_site.Json("a")["content"]!["fields"]);

        _site.SetDefinitions(DefinitionJson.Merge(_site.Definitions, JsonNode.Parse(
            """{ "ContentParts": [ { "Name": "Article", "Settings": {}, "ContentPartFieldDefinitionRecords": [ { "FieldName": "TextField", "Name": "Audience", "Settings": {} } ] } ] }""")!.AsObject()));
        await _site.RefreshAsync();

        Assert.Equal("Parents", (string?)_site.Json("a")["content"]!["fields"]!["audience"]);
        Assert.Contains("Parents", _site.Delivered["a"].SearchText, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Names_what_a_document_depends_on()
    {
        await _site.PublishAsync(
            Samples.Disclaimer("d", "<p>x</p>"), Samples.Series("s"), Samples.Series("t"),
            Samples.Article("x", series: "t"), Samples.Article("p", series: "s", position: 1), Samples.Article("a", series: "s", position: 2, disclaimer: "d", hot: ["x"]));

        Assert.Equal(["d", "s", "x", "t"], _site.Delivered["a"].DependsOn);
        Assert.Equal("a d s x t", _site.Delivered["a"].Document.SurrogateKeys);
        Assert.Equal("s articles", _site.Delivered["s"].Document.SurrogateKeys);
    }

    [Fact]
    public async Task Ignores_items_of_other_types()
    {
        await _site.PublishAsync(Samples.Article("a") with { ContentType = "Page" });

        Assert.Empty(_site.Delivered);
    }

    private static ContentItem InLongSeries(int number) => Samples.Article($"a{number:0000}", series: "s", position: number);

    private string InSeries(string series) => string.Join(' ', _site.Json(series)["articles"]!.AsArray().Select(article => (string?)article!["slug"]));

    private static byte[] Unpack(Stream packed)
    {
        using var unpacked = new MemoryStream();
        packed.CopyTo(unpacked);
        return unpacked.ToArray();
    }
}
