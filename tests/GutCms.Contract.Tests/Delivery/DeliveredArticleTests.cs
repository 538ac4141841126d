using System.Net;
using System.Text.Json.Nodes;
using GutCms.TestSupport;

namespace GutCms.Contract.Tests.Delivery;

public abstract class DeliveredArticleTests(SiteFixture site)
{
    [Fact]
    public async Task Delivers_the_seeded_article_by_slug()
    {
        var article = await site.Client.JsonAsync(DeliveryClient.GutBrainArticle);

        Assert.Equal("4sq97vmkt1ect9dmz5n4em49vv", (string?)article["id"]);
        Assert.Equal("4fm8m5zqjw9xkr3bb84j54ekbg", (string?)article["versionId"]);
        Assert.Equal("gut-health-and-mental-health", (string?)article["slug"]);
        Assert.Equal("/articles/gut-health-and-mental-health", (string?)article["url"]);
        Assert.Equal("Gut Health and Mental Health: How Dysbiosis Triggers Anxiety & Depression", (string?)article["content"]!["title"]);
        Assert.Equal("en", (string?)article["content"]!["language"]);
        Assert.False((bool)article["stub"]!);
        Assert.InRange((int)article["readingMinutes"]!, 2, 30);
    }

    [Fact]
    public async Task Leads_to_it_whatever_the_case_of_the_slug()
    {
        using var answer = await site.Client.GetAsync("api/delivery/articles/Gut-Health-And-Mental-Health", TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.PermanentRedirect, answer.StatusCode);
        Assert.EndsWith("/" + DeliveryClient.GutBrainArticle, answer.Headers.Location?.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Has_exactly_the_documented_members()
    {
        var article = await site.Client.JsonAsync(DeliveryClient.GutBrainArticle);

        Assert.Equal(
            ["id", "versionId", "slug", "url", "content", "picture", "figures", "contentHash", "presentation", "presentationHash", "stub", "readingMinutes", "tableOfContents", "series", "hotArticles", "disclaimer", "review", "publishedUtc", "liveSinceUtc", "modifiedUtc", "jsonLd"],
            article.Select(member => member.Key));
    }

    [Theory]
    [InlineData("DeliveredArticle", "ArticleContent", DeliveryClient.GutBrainArticle)]
    [InlineData("ArticleSummary", null, "api/delivery/items/article")]
    public async Task Every_member_that_is_documented_can_be_asked_for_alone(string schema, string? content, string path)
    {
        await site.SkipWhereItIsNotAsync("openapi/v1.json");
        var schemas = (await site.Client.JsonAsync("openapi/v1.json"))["components"]!["schemas"]!;
        IEnumerable<string> MembersOf(string name) => schemas[name]!["properties"]!.AsObject().Select(member => member.Key).Except(["snippet"]);
        foreach (var name in MembersOf(schema).Concat(content is null ? [] : MembersOf(content).Select(member => "content." + member)))
        {
            var answer = await site.Client.JsonAsync($"{path}?fields={name}");

            Assert.True((bool)(answer["items"]?[0]!["partial"] ?? answer["partial"])!, name);
        }
    }

    [Fact]
    public async Task Lets_a_reader_recompute_the_hash_from_the_content()
    {
        var article = await site.Client.JsonAsync(DeliveryClient.GutBrainArticle);

        Assert.Equal(DeliveryClient.Hash(article["content"]!), (string?)article["contentHash"]);
    }

    [Fact]
    public async Task Keeps_the_questions_between_the_sections_where_the_article_has_them()
    {
        var article = await site.Client.JsonAsync(DeliveryClient.GutBrainArticle);

        var body = article["content"]!["body"]!.AsArray();
        var kinds = body.Select(block => (string?)block!["kind"]).ToList();
        var faq = kinds.IndexOf("faq");
        Assert.InRange(faq, 1, kinds.Count - 2);
        Assert.All(body[faq]!["entries"]!.AsArray(), entry =>
        {
            Assert.NotEmpty((string)entry!["question"]!);
            Assert.StartsWith("<", (string)entry["answerHtml"]!, StringComparison.Ordinal);
        });
    }

    [Fact]
    public async Task Has_no_empty_members_in_its_content()
    {
        var article = await site.Client.JsonAsync(DeliveryClient.GutBrainArticle);

        AssertFilled(article["content"]!);
    }

    [Fact]
    public async Task Names_unique_blocks_in_its_table_of_contents()
    {
        var article = await site.Client.JsonAsync(DeliveryClient.GutBrainArticle);

        var ids = article["tableOfContents"]!.AsArray().Select(entry => (string?)entry!["id"]).ToList();
        Assert.Equal(ids.Distinct(), ids);
        Assert.Equal(article["content"]!["body"]!.AsArray().Where(block => block!["heading"] is not null).Select(block => (string?)block!["id"]), ids);
    }

    [Fact]
    public async Task Shows_its_hot_articles_in_order_with_their_series()
    {
        var article = await site.Client.JsonAsync(DeliveryClient.GutBrainArticle);

        var hot = article["hotArticles"]!.AsArray();
        Assert.Equal(4, hot.Count);
        Assert.Equal("early-warning-signs-you-ignore", (string?)hot[0]!["slug"]);
        Assert.Equal("The Subtle Signals Your Body Sends Long Before Disease Appears", (string?)hot[0]!["excerpt"]);
        Assert.Equal("symptom-decoder-series", (string?)hot[0]!["series"]!["slug"]);
        Assert.All(hot, card => Assert.Equal($"/articles/{(string?)card!["slug"]}", (string?)card["url"]));
    }

    [Fact]
    public async Task Delivers_each_hot_article_as_a_stub_in_its_series()
    {
        var article = await site.Client.JsonAsync(DeliveryClient.GutBrainArticle);

        foreach (var card in article["hotArticles"]!.AsArray())
        {
            var hot = await site.Client.JsonAsync($"{DeliveryClient.Articles}/{(string?)card!["slug"]}");
            Assert.True((bool)hot["stub"]!);
            Assert.Null(hot["tableOfContents"]);
            Assert.Equal((string?)card["title"], (string?)hot["content"]!["title"]);
            Assert.Equal((string?)card["series"]!["slug"], (string?)hot["series"]!["slug"]);
            Assert.Equal(["id", "slug", "title", "url"], hot["series"]!.AsObject().Select(member => member.Key));
        }
    }

    [Fact]
    public async Task Is_imported_and_neither_approved_nor_certified_when_it_comes_from_the_seed()
    {
        var article = await site.Client.JsonAsync(DeliveryClient.GutBrainArticle);

        Assert.Equal(
            """{"status":"imported","approvals":[],"lastReviewedUtc":null,"nextReviewUtc":null,"certificate":null}""",
            article["review"]!.ToJsonString());
    }

    [Fact]
    public async Task Describes_itself_as_a_medical_web_page_without_an_author()
    {
        var article = await site.Client.JsonAsync(DeliveryClient.GutBrainArticle);

        var page = article["jsonLd"]!.AsObject();
        Assert.Equal("https://schema.org", (string?)page["@context"]);
        Assert.Equal("MedicalWebPage", (string?)page["@type"]);
        Assert.Equal((string?)article["content"]!["title"], (string?)page["headline"]);
        Assert.Equal((string?)article["publishedUtc"], (string?)page["datePublished"]);
        Assert.DoesNotContain(page, member => member.Key is "author" or "reviewedBy" or "lastReviewed");
    }

    [Fact]
    public async Task Shows_the_text_of_the_published_disclaimer()
    {
        var article = await site.Client.JsonAsync(DeliveryClient.GutBrainArticle);
        var disclaimer = await site.Client.JsonAsync($"api/delivery/disclaimers/{DeliveryClient.DisclaimerId}");

        Assert.Equal((string?)disclaimer["html"], (string?)article["content"]!["disclaimer"]!["html"]);
        Assert.Equal("educational", (string?)disclaimer["kind"]);
        Assert.Equal(
            ["id", "versionId", "kind", "title", "html", "language", "contentHash", "publishedUtc", "liveSinceUtc", "modifiedUtc"],
            disclaimer.Select(member => member.Key));
    }

    [Fact]
    public async Task Delivers_a_series_with_its_articles()
    {
        var series = await site.Client.JsonAsync($"{DeliveryClient.Series}/symptom-decoder-series");

        Assert.Equal("Symptom Decoder Series", (string?)series["title"]);
        Assert.Equal(1, (int)series["count"]!);
        Assert.Equal("early-warning-signs-you-ignore", (string?)Assert.Single(series["articles"]!.AsArray())!["slug"]);
    }

    [Fact]
    public async Task Tells_the_place_of_an_article_in_its_series()
    {
        var place = await site.Client.JsonAsync($"{DeliveryClient.Articles}/early-warning-signs-you-ignore/place");

        Assert.Equal(["id", "slug", "title", "url", "position", "count", "previous", "next"], place.Select(member => member.Key));
        Assert.Equal(("symptom-decoder-series", 1, 1), ((string?)place["slug"], (int)place["position"]!, (int)place["count"]!));
        Assert.Null(place["previous"]);
        Assert.Null(place["next"]);
    }

    private static void AssertFilled(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject json:
                Assert.NotEmpty(json);
                Assert.All(json, member => AssertFilled(member.Value));
                break;
            case JsonArray array:
                Assert.NotEmpty(array);
                Assert.All(array, AssertFilled);
                break;
            default:
                Assert.NotNull(node);
                Assert.NotEqual("", node.ToString());
                break;
        }
    }
}

[Collection<SqliteSites>]
public sealed class DeliveredArticleOnSqliteTests(SqliteSite site) : DeliveredArticleTests(site);

[Collection<PostgresSites>]
public sealed class DeliveredArticleOnPostgresTests(PostgresSite site) : DeliveredArticleTests(site);

[Collection<ExternalSites>]
public sealed class DeliveredArticleOnExternalSiteTests(ExternalSite site) : DeliveredArticleTests(site);
