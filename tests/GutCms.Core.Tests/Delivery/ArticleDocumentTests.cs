using System.Security.Cryptography;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Projecting;
using GutCms.Core.Delivery;
using GutCms.Core.Json;

namespace GutCms.Core.Tests.Delivery;

public sealed class ArticleDocumentTests : IAsyncDisposable
{
    private readonly PublishedSite _site = new();

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Says_who_and_where_it_is()
    {
        await _site.PublishAsync(Samples.Article("a", slug: "Gut-Health"));

        var json = _site.Json("a");
        Assert.Equal("a", (string?)json["id"]);
        Assert.Equal("a-v1", (string?)json["versionId"]);
        Assert.Equal("gut-health", (string?)json["slug"]);
        Assert.Equal("/articles/gut-health", (string?)json["url"]);
        Assert.Equal("2026-01-02T03:04:05Z", (string?)json["publishedUtc"]);
        Assert.Equal("2026-01-02T04:04:05Z", (string?)json["modifiedUtc"]);
    }

    [Fact]
    public async Task Has_its_members_in_the_documented_order()
    {
        await _site.PublishAsync(Samples.Article("a"));

        Assert.Equal(
            ["id", "versionId", "slug", "url", "content", "picture", "figures", "contentHash", "presentation", "presentationHash", "stub", "readingMinutes", "tableOfContents", "series", "hotArticles", "disclaimer", "review", "publishedUtc", "liveSinceUtc", "modifiedUtc", "jsonLd"],
            _site.Json("a").Select(member => member.Key));
    }

    [Fact]
    public async Task Shows_the_medical_content_and_its_hash()
    {
        var disclaimer = Samples.Disclaimer("d", "<p>Ask a doctor.</p>");
        var article = Samples.Article("a", subtitle: "Below", disclaimer: "d", body: [Samples.Section("One", "<p>Text</p>")]);
        await _site.PublishAsync(disclaimer, article);

        var expected = MedicalContent.Project(article, disclaimer, _site.Definitions, "en");
        var json = _site.Json("a");
        Assert.True(JsonNode.DeepEquals(expected, json["content"]));
        Assert.Equal(MedicalContent.Hash(expected), (string?)json["contentHash"]);
        Assert.Equal(MedicalContent.Hash(json["content"]!.AsObject()), (string?)json["contentHash"]);
        Assert.Equal("<p>Ask a doctor.</p>", (string?)json["content"]!["disclaimer"]!["html"]);
    }

    [Fact]
    public async Task Shows_the_presentation_as_it_is_hashed_with_every_hot_article_published_or_not()
    {
        var article = Samples.Article("a", slug: "Gut-Health", series: "s", position: 7, hot: ["y", "not-published", "x"]);
        await _site.PublishAsync(Samples.Series("s"), Samples.Article("x"), Samples.Article("y"), article);

        var json = _site.Json("a");
        Assert.Equal("""{"path":"articles/gut-health","series":"s","seriesPosition":7,"hotArticles":["y","not-published","x"]}""", json["presentation"]!.ToJsonString());
        Assert.Equal("sha256:" + Convert.ToHexStringLower(SHA256.HashData(CanonicalJson.Serialize(json["presentation"]))), (string?)json["presentationHash"]);
        Assert.Equal((Presentation.HashOf(article), "s"), ((string?)json["presentationHash"], (string?)json["series"]!["id"]));
    }

    [Fact]
    public async Task Leaves_the_disclaimer_out_when_it_is_not_published()
    {
        await _site.PublishAsync(Samples.Article("a", disclaimer: "d"));

        Assert.Null(_site.Json("a")["content"]!["disclaimer"]);
    }

    [Fact]
    public async Task Has_null_for_what_is_empty_outside_the_content()
    {
        await _site.PublishAsync(Samples.Article("a"));

        var json = _site.Json("a");
        foreach (var member in (string[])["tableOfContents", "series", "hotArticles"])
        {
            Assert.True(json.ContainsKey(member));
            Assert.Null(json[member]);
        }

        Assert.DoesNotContain(json["content"]!.AsObject(), member => member.Value is null or JsonArray { Count: 0 });
    }

    [Fact]
    public async Task Is_a_stub_when_it_has_no_body()
    {
        await _site.PublishAsync(Samples.Article("a", excerpt: "Soon."), Samples.Article("b", body: [Samples.Section("One", "<p>Text</p>")]));

        Assert.True((bool)_site.Json("a")["stub"]!);
        Assert.False((bool)_site.Json("b")["stub"]!);
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(199, 1)]
    [InlineData(200, 2)]
    [InlineData(999, 5)]
    public async Task Reads_200_words_a_minute_and_one_minute_at_least(int words, int minutes)
    {
        // The heading is a word as well; the dash between blanks is none.
        var text = string.Join(' ', Enumerable.Repeat("word", words));
        await _site.PublishAsync(Samples.Article("a", body: [Samples.Section("Heading", $"<p>{text} – </p>")]));

        Assert.Equal(minutes, (int)_site.Json("a")["readingMinutes"]!);
    }

    [Theory]
    [InlineData("睡", 400, 1)]
    [InlineData("睡", 401, 2)]
    [InlineData("ね、ム。", 200, 1)]
    [InlineData("ね、ム。", 201, 2)]
    [InlineData("น้ำ", 500, 1)]
    [InlineData("น้ำ", 501, 2)]
    [InlineData("수면 ", 201, 2)]
    [InlineData("睡gut", 133, 1)]
    [InlineData("睡gut", 134, 2)]
    public async Task Reads_scripts_without_spaces_by_characters(string text, int times, int minutes)
    {
        await _site.PublishAsync(Samples.Article("a", body: [Samples.Section("–", $"<p>{string.Concat(Enumerable.Repeat(text, times))}</p>")]));

        Assert.Equal(minutes, (int)_site.Json("a")["readingMinutes"]!);
    }

    [Fact]
    public async Task Lists_the_headings_in_the_order_of_the_body()
    {
        await _site.PublishAsync(Samples.Article("a", body: [Samples.Section("One", "<p>1</p>"), Samples.Faq("Two", ("Why?", "<p>So.</p>")), Samples.Section("One", "<p>3</p>")]));

        var json = _site.Json("a");
        Assert.Equal(["One", "Two", "One"], json["tableOfContents"]!.AsArray().Select(entry => (string?)entry!["heading"]));
        Assert.Equal(
            json["content"]!["body"]!.AsArray().Select(block => (string?)block!["id"]),
            json["tableOfContents"]!.AsArray().Select(entry => (string?)entry!["id"]));
        Assert.Equal(3, json["tableOfContents"]!.AsArray().Select(entry => (string?)entry!["id"]).Distinct().Count());
    }

    [Fact]
    public async Task Shows_hot_articles_in_the_order_of_the_article()
    {
        await _site.PublishAsync(
            Samples.Series("s", title: "Series"),
            Samples.Article("x", title: "X", excerpt: "About x", series: "s"),
            Samples.Article("y", title: "Y"),
            Samples.Article("a", hot: ["y", "x"]));

        Assert.Equal(
            """[{"id":"y","slug":"y","title":"Y","excerpt":null,"series":null,"url":"/articles/y"},{"id":"x","slug":"x","title":"X","excerpt":"About x","series":{"id":"s","slug":"s","title":"Series","url":"/series/s"},"url":"/articles/x"}]""",
            _site.Json("a")["hotArticles"]!.ToJsonString());
    }

    [Fact]
    public async Task Drops_hot_articles_that_are_not_published_or_no_articles()
    {
        await _site.PublishAsync(Samples.Disclaimer("d", "<p>x</p>"), Samples.Article("x"), Samples.Article("a", hot: ["gone", "x", "d", "x"]));

        Assert.Equal(["x"], _site.Json("a")["hotArticles"]!.AsArray().Select(hot => (string?)hot!["slug"]));
    }

    [Fact]
    public async Task Says_which_series_it_is_in_and_not_where_it_stands_there()
    {
        await _site.PublishAsync(Samples.Series("s"), Samples.Article("b", series: "s", position: 2), Samples.Article("a", series: "s", position: 1));

        foreach (var json in new[] { _site.Json("a"), _site.Summary("a") })
        {
            Assert.Equal("""{"id":"s","slug":"s","title":"Title of s","url":"/series/s"}""", json["series"]!.ToJsonString());
        }
    }

    [Fact]
    public void Place_in_a_series_names_the_series_the_rank_and_the_neighbours()
    {
        var place = new SeriesPlace(new("s", "gut", "Gut"), 2, 2, new("a", "one", "One", 1), null);

        Assert.Equal(
            """{"id":"s","slug":"gut","title":"Gut","url":"/series/gut","position":2,"count":2,"previous":{"id":"a","slug":"one","title":"One","url":"/articles/one"},"next":null}""",
            System.Text.Encoding.UTF8.GetString(place.ToJson()));
        Assert.Equal("b s a", place.KeysBeside("b s"));
        Assert.Equal(("b s a", "b s a articles"), ((place with { Count = 100 }).KeysBeside("b s"), (place with { Count = 101 }).KeysBeside("b s")));
    }

    [Fact]
    public async Task Is_imported_when_a_mark_names_exactly_this_text()
    {
        var article = Samples.Article("a");
        _site.Mark("a-v1", MedicalContent.Hash(MedicalContent.Project(article, null, _site.Definitions, "en")));
        await _site.PublishAsync(article);

        Assert.Equal(
            """{"status":"imported","approvals":[],"lastReviewedUtc":null,"nextReviewUtc":null,"certificate":null}""",
            _site.Json("a")["review"]!.ToJsonString());
    }

    [Fact]
    public async Task Is_not_imported_when_the_mark_names_another_text()
    {
        _site.Mark("a-v1", "sha256:" + new string('0', 64));
        await _site.PublishAsync(Samples.Article("a"));

        Assert.Equal("none", (string?)_site.Json("a")["review"]!["status"]);
    }

    [Fact]
    public async Task Describes_itself_to_search_engines_without_inventing_anything()
    {
        await _site.PublishAsync(
            Samples.Series("s"),
            Samples.Article("a", title: "Title", subtitle: "Sub", excerpt: "Short", series: "s", references: [Samples.Reference("Cryan 2019", "10.1152/physrev.00018.2018")]));

        Assert.Equal(
            """{"@context":"https://schema.org","@type":"MedicalWebPage","url":"/articles/a","headline":"Title","alternativeHeadline":"Sub","description":"Short","inLanguage":"en","datePublished":"2026-01-02T03:04:05Z","dateModified":"2026-01-02T04:04:05Z","isPartOf":{"@type":"CreativeWorkSeries","name":"Title of s","url":"/series/s"},"citation":[{"@type":"CreativeWork","name":"Cryan 2019","sameAs":"https://doi.org/10.1152/physrev.00018.2018"}]}""",
            _site.Json("a")["jsonLd"]!.ToJsonString());
    }

    [Fact]
    public async Task Speaks_the_language_of_the_site_when_it_names_none()
    {
        _site.SetDocument("settings", "site", new JsonObject { ["LocalizationSettings"] = new JsonObject { ["DefaultCulture"] = "de" } });
        await _site.PublishAsync(Samples.Article("a"));

        Assert.Equal("de", (string?)_site.Json("a")["content"]!["language"]);
        Assert.Equal("de", (string?)_site.Json("a")["jsonLd"]!["inLanguage"]);
    }

    [Fact]
    public async Task Has_a_summary_for_lists_and_text_for_search()
    {
        await _site.PublishAsync(Samples.Disclaimer("d", "<p>Boilerplate</p>"), Samples.Article(
            "a", title: "Heading", excerpt: "Excerpt", disclaimer: "d", body: [Samples.Section("Section", "<p>Fish &amp; <strong>chips</strong></p>"), Samples.Faq("Questions", ("Why?", "<p>So.</p>"))],
            references: [Samples.Reference("Cryan 2019", "10.1152/physrev.00018.2018")]));

        Assert.Equal("Excerpt", (string?)_site.Summary("a")["excerpt"]);
        Assert.Null(_site.Summary("a")["subtitle"]);
        Assert.Equal("Excerpt\nSection\nFish & chips\nQuestions\nWhy?\nSo.\nCryan 2019\n10.1152/physrev.00018.2018", _site.Delivered["a"].SearchText.ReplaceLineEndings("\n"));
    }
}
