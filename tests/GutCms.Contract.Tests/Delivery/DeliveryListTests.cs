using System.Net;
using System.Text.Json.Nodes;
using GutCms.TestSupport;

namespace GutCms.Contract.Tests.Delivery;

public abstract class DeliveryListTests(SiteFixture site)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lists_the_published_articles_with_their_number()
    {
        var list = await site.Client.JsonAsync(DeliveryClient.Articles);

        Assert.Equal(["total", "items", "nextCursor"], list.Select(member => member.Key));
        Assert.Equal(5, (int)list["total"]!);
        Assert.Equal(5, list["items"]!.AsArray().Count);
        Assert.Null(list["nextCursor"]);
        Assert.All(list["items"]!.AsArray(), item => Assert.Equal(
            ["id", "slug", "url", "title", "subtitle", "excerpt", "language", "picture", "stub", "readingMinutes", "series", "publishedUtc", "liveSinceUtc", "modifiedUtc", "contentHash", "reviewStatus", "bytesUtc"],
            item!.AsObject().Select(member => member.Key)));
    }

    [Theory]
    [InlineData("articles?sort=title", 2)]
    [InlineData("articles?sort=-published", 1)]
    [InlineData("articles?sort=published", 3)]
    [InlineData("articles?sort=-modified", 2)]
    [InlineData("series?", 3)]
    public async Task Reaches_every_row_once_when_the_cursor_is_followed(string query, int first)
    {
        var whole = await site.Client.JsonAsync($"api/delivery/{query}&first=100".Replace("?&", "?", StringComparison.Ordinal));
        var seen = new List<string>();
        var path = $"api/delivery/{query}&first={first}".Replace("?&", "?", StringComparison.Ordinal);
        while (path is not null)
        {
            using var response = await site.Client.GetAsync(path, Cancellation);
            var page = await response.JsonAsync();
            Assert.Equal((int)whole["total"]!, (int)page["total"]!);
            Assert.InRange(page["items"]!.AsArray().Count, 1, first);
            seen.AddRange(Slugs(page));
            path = NextOf(response, page);
        }

        Assert.Equal(Slugs(whole), seen);
    }

    [Fact]
    public async Task Orders_by_title_when_asked_to()
    {
        var titles = (await site.Client.JsonAsync($"{DeliveryClient.Articles}?sort=title"))["items"]!.AsArray().Select(item => (string)item!["title"]!).ToList();

        Assert.Equal(titles.Order(StringComparer.OrdinalIgnoreCase), titles);
    }

    [Fact]
    public async Task Orders_by_the_last_change_when_asked_to()
    {
        var instants = (await site.Client.JsonAsync($"{DeliveryClient.Articles}?sort=-modified"))["items"]!.AsArray().Select(item => (string)item!["modifiedUtc"]!).ToList();

        Assert.Equal(5, instants.Count);
        Assert.Equal(instants.OrderDescending(StringComparer.Ordinal), instants);
    }

    [Fact]
    public async Task Lists_only_the_articles_that_are_asked_for_by_id()
    {
        var all = (await site.Client.JsonAsync($"{DeliveryClient.Articles}?sort=title"))["items"]!.AsArray();
        var wanted = all.Select(item => (string)item!["id"]!).Skip(1).Take(3).ToList();

        var list = await site.Client.JsonAsync($"{DeliveryClient.Articles}?sort=title&ids=unknown,{string.Join(',', wanted.AsEnumerable().Reverse())}");
        Assert.Equal(3, (int)list["total"]!);
        Assert.Equal(wanted, list["items"]!.AsArray().Select(item => (string)item!["id"]!));

        var page = await site.Client.JsonAsync($"{DeliveryClient.Articles}?sort=title&first=2&ids={string.Join(',', wanted)}");
        var rest = await site.Client.JsonAsync($"{DeliveryClient.Articles}?sort=title&ids={string.Join(',', wanted)}&after={Uri.EscapeDataString((string)page["nextCursor"]!)}");
        Assert.Equal(wanted[2], (string?)Assert.Single(rest["items"]!.AsArray())!["id"]);
    }

    [Fact]
    public async Task Lists_only_the_articles_of_a_series_when_one_is_named()
    {
        var list = await site.Client.JsonAsync($"{DeliveryClient.Articles}?series=symptom-decoder-series");

        Assert.Equal(["early-warning-signs-you-ignore"], Slugs(list));
        Assert.Equal("symptom-decoder-series", (string?)list["items"]![0]!["series"]!["slug"]);
    }

    [Fact]
    public async Task Lists_nothing_when_the_series_does_not_exist()
    {
        var list = await site.Client.JsonAsync($"{DeliveryClient.Articles}?series=no-such-series");

        Assert.Equal(0, (int)list["total"]!);
        Assert.Empty(list["items"]!.AsArray());
    }

    [Fact]
    public async Task Finds_articles_by_words_of_their_text_and_marks_them()
    {
        var list = await site.Client.JsonAsync($"{DeliveryClient.Articles}?q=serotonin");

        Assert.Contains("gut-health-and-mental-health", Slugs(list));
        var snippet = (string)list["items"]![0]!["snippet"]!;
        Assert.Contains("<mark>", snippet, StringComparison.Ordinal);
        Assert.DoesNotMatch("<(?!/?mark>)", snippet);
        Assert.DoesNotContain("&#x", snippet, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("anxiety magnesium", "anxiety-without-a-trigger-could-it-be-a-magnesium")]
    [InlineData("early warning signs", "early-warning-signs-you-ignore")]
    public async Task Finds_the_article_with_all_the_words_first(string words, string slug)
    {
        var list = await site.Client.JsonAsync($"{DeliveryClient.Articles}?q={Uri.EscapeDataString(words)}");

        Assert.Equal(slug, Slugs(list)[0]);
    }

    [Theory]
    [InlineData("xylophone")]
    [InlineData("serotonin xylophone")]
    public async Task Finds_nothing_when_a_word_does_not_occur(string words)
    {
        var list = await site.Client.JsonAsync($"{DeliveryClient.Articles}?q={Uri.EscapeDataString(words)}");

        Assert.Equal(0, (int)list["total"]!);
    }

    [Theory]
    [InlineData("\"")]
    [InlineData("gut AND (")]
    [InlineData("gut* NOT -brain")]
    [InlineData("title:gut")]
    [InlineData("'; DROP TABLE --")]
    [InlineData("<script>gut</script>")]
    public async Task Takes_search_words_literally_when_they_look_like_a_query(string words)
    {
        using var response = await site.Client.GetAsync($"{DeliveryClient.Articles}?q={Uri.EscapeDataString(words + " x")}", Cancellation);

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Theory]
    [InlineData("first=0", "first")]
    [InlineData("first=101", "first")]
    [InlineData("first=ten", "first")]
    [InlineData("first=-1", "first")]
    [InlineData("first=1&first=2", "first")]
    [InlineData("sort=newest", "sort")]
    [InlineData("sort=relevance", "sort")]
    [InlineData("sort=modified", "sort")]
    [InlineData("ids=", "ids")]
    [InlineData("ids=a,b/c", "ids")]
    [InlineData("ids=a&q=serotonin", "ids")]
    [InlineData("sort=position", "sort")]
    [InlineData("series=", "series")]
    [InlineData("q=a", "q")]
    [InlineData("q=", "q")]
    [InlineData("q=%20%20%20", "q")]
    [InlineData("q=--", "q")]
    [InlineData("q=a+b+c+d+e+f+g+h+i+j+k+l+m+n+o+p+q", "q")]
    public async Task Returns_400_naming_the_parameter_that_is_out_of_range(string query, string parameter)
    {
        using var response = await site.Client.GetAsync($"{DeliveryClient.Articles}?{query}", Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.JsonAsync();
        Assert.Equal("urn:gutcms:problem:invalid-query-parameter", (string?)problem["type"]);
        Assert.Equal([parameter], problem["errors"]!.AsObject().Select(error => error.Key));
    }

    [Theory]
    [InlineData(2, HttpStatusCode.OK)]
    [InlineData(200, HttpStatusCode.OK)]
    [InlineData(201, HttpStatusCode.BadRequest)]
    public async Task Takes_a_search_of_2_to_200_characters(int length, HttpStatusCode expected)
    {
        using var response = await site.Client.GetAsync($"{DeliveryClient.Articles}?q={new string('a', length)}", Cancellation);

        Assert.Equal(expected, response.StatusCode);
    }

    [Theory]
    [InlineData("articles", "page", "after, first, ids, lang, q, series, sort")]
    [InlineData("articles", "First", "after, first, ids, lang, q, series, sort")]
    [InlineData("series", "q", "after, first, lang")]
    public async Task Returns_400_with_the_permitted_parameters_when_one_is_unknown(string list, string parameter, string permitted)
    {
        using var response = await site.Client.GetAsync($"api/delivery/{list}?{parameter}=1", Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.JsonAsync();
        Assert.Equal("urn:gutcms:problem:unknown-query-parameter", (string?)problem["type"]);
        Assert.Contains(parameter, problem["errors"]!.AsObject().Select(error => error.Key));
        Assert.Equal(permitted, string.Join(", ", problem["permitted"]!.AsArray().Select(name => (string?)name)));
    }

    [Theory]
    [InlineData("articles?after=nonsense")]
    [InlineData("articles?after=")]
    [InlineData("series?after=nonsense")]
    public async Task Returns_400_when_the_cursor_is_not_one_of_the_list(string query)
    {
        using var response = await site.Client.GetAsync($"api/delivery/{query}", Cancellation);

        await AssertInvalidCursorAsync(response);
    }

    [Fact]
    public async Task Returns_400_when_the_cursor_belongs_to_another_order()
    {
        var page = await site.Client.JsonAsync($"{DeliveryClient.Articles}?sort=title&first=1");

        using var response = await site.Client.GetAsync($"{DeliveryClient.Articles}?sort=published&after={Uri.EscapeDataString((string)page["nextCursor"]!)}", Cancellation);

        await AssertInvalidCursorAsync(response);
    }

    [Fact]
    public async Task Returns_304_when_the_list_has_not_changed()
    {
        using var first = await site.Client.GetAsync(DeliveryClient.Articles, ("Accept-Encoding", "br"));
        Assert.Equal("br", first.Header("Content-Encoding"));
        Assert.Equal("articles", first.Header("Surrogate-Key"));

        using var response = await site.Client.GetAsync(DeliveryClient.Articles, ("Accept-Encoding", "br"), ("If-None-Match", first.Header("ETag")!));

        Assert.Equal(HttpStatusCode.NotModified, response.StatusCode);
    }

    [Fact]
    public async Task Lists_the_series_by_title()
    {
        var list = await site.Client.JsonAsync(DeliveryClient.Series);

        Assert.Equal(
            ["digestive-health-absorption", "mental-cognitive-health", "symptom-decoder-series", "vitamin-deficiency-symptoms"],
            Slugs(list));
        Assert.All(list["items"]!.AsArray(), item => Assert.Equal(1, (int)item!["count"]!));
    }

    private static List<string> Slugs(JsonObject list) => [.. list["items"]!.AsArray().Select(item => (string)item!["slug"]!)];

    // Link header and cursor have to say the same.
    private static string? NextOf(HttpResponseMessage response, JsonObject page)
    {
        var link = response.Header("Link");
        if ((string?)page["nextCursor"] is not { } cursor)
        {
            Assert.Null(link);
            return null;
        }

        Assert.EndsWith(">; rel=\"next\"", link, StringComparison.Ordinal);
        Assert.Contains($"after={Uri.EscapeDataString(cursor)}", link, StringComparison.Ordinal);
        return link![1..link!.IndexOf('>', StringComparison.Ordinal)];
    }

    private static async Task AssertInvalidCursorAsync(HttpResponseMessage response)
    {
        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        var problem = await response.JsonAsync();
        Assert.Equal("urn:gutcms:problem:invalid-cursor", (string?)problem["type"]);
        Assert.NotNull(problem["errors"]!["after"]);
    }
}

[Collection<SqliteSites>]
public sealed class DeliveryListOnSqliteTests(SqliteSite site) : DeliveryListTests(site);

[Collection<PostgresSites>]
public sealed class DeliveryListOnPostgresTests(PostgresSite site) : DeliveryListTests(site);

[Collection<ExternalSites>]
public sealed class DeliveryListOnExternalSiteTests(ExternalSite site) : DeliveryListTests(site);
