using System.Text.Json.Nodes;
using GutCms.Contract.Tests.Delivery;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;

namespace GutCms.Contract.Tests.Review;

/// <summary>Lists as a preview shows them, and the list of previews.</summary>
public abstract class SitePreviewListTests(SiteFixture fixture)
{
    private const string Header = "X-GutCms-Preview-Token";
    private const string First = "early-warning-signs-you-ignore";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Lists_show_a_release_among_what_is_live_in_each_order_page_by_page()
    {
        using var author = await EditorialClient.CreateAsync(fixture, "Author");
        using var editor = await EditorialClient.CreateAsync(fixture, "Editor");
        var (slug, live) = (SampleArticle.NewSlug("preview"), SampleArticle.NewSlug("live"));
        var id = await author.DraftAsync(SampleArticle.Create(slug));
        var corrected = await ApprovedArticle.PublishAsync(fixture, SampleArticle.Create(live, "<p>Take 10 mg.</p>"));
        var (status, body) = await editor.PostAsync("api/content?draft=true", SampleArticle.Edit(corrected, "<p>Take 5 mg.</p>"), (await editor.GetAsync($"api/content/{corrected}?version=latest")).Tag);
        Assert.True(status == 200, body.ToJsonString());
        var before = await fixture.Client.JsonAsync($"{DeliveryClient.Articles}?first=100");
        var token = await ReleaseTokenAsync(editor, id, corrected);

        foreach (var sort in new[] { "-published", "published", "title", "-modified" })
        {
            var whole = await ListAsync($"{DeliveryClient.Articles}?first=100&sort={sort}", token);
            Assert.Equal((int)before["total"]! + 1, (int)whole["total"]!);
            Assert.Single(Ids(whole), id);
            Assert.Single(Ids(whole), corrected);
            Assert.Equal(Ids(whole), await PagedAsync($"{DeliveryClient.Articles}?first=2&sort={sort}", token));
        }

        var newest = await ListAsync($"{DeliveryClient.Articles}?first=100", token);
        Assert.Equal(id, Ids(newest)[0]);
        var shown = Row(newest, corrected);
        var document = await ListAsync($"{DeliveryClient.Articles}/{live}", token);
        Assert.Equal((string?)document["contentHash"], (string?)shown["contentHash"]);
        Assert.NotEqual((string?)Row(before, corrected)["contentHash"], (string?)shown["contentHash"]);
        Assert.Equal(Row(before, corrected).Select(member => member.Key), shown.Select(member => member.Key));
        Assert.Equal(("none", "published"), ((string?)shown["reviewStatus"], (string?)Row(before, corrected)["reviewStatus"]));

        // Whoever reads without the token sees what is live.
        Assert.DoesNotContain(id, Ids(await fixture.Client.JsonAsync($"{DeliveryClient.Articles}?first=100")));
    }

    [Fact]
    public async Task List_of_a_type_filters_what_a_preview_shows()
    {
        using var author = await EditorialClient.CreateAsync(fixture, "Author");
        using var editor = await EditorialClient.CreateAsync(fixture, "Editor");
        var id = await author.DraftAsync(SampleArticle.Create(SampleArticle.NewSlug("preview")));
        var token = await ReleaseTokenAsync(editor, id);

        Assert.Contains(id, Ids(await ListAsync("api/delivery/items/article?first=100&status=none&sort=title", token)));
        Assert.DoesNotContain(id, Ids(await ListAsync("api/delivery/items/article?first=100&status=published", token)));
        Assert.DoesNotContain(id, Ids(await ListAsync("api/delivery/items/article?first=100&publishedBefore=2020-01-01T00:00:00Z", token)));
        var all = Ids(await ListAsync("api/delivery/items/article?first=100&sort=-published,title", token));
        Assert.Equal(all, await PagedAsync("api/delivery/items/article?first=2&sort=-published,title", token));
        var some = await ListAsync("api/delivery/items/article?first=100&status=none&fields=title", token);
        Assert.Equal(["id", "title", "contentHash", "partial"], Row(some, id).Select(member => member.Key));
    }

    [Fact]
    public async Task Series_and_its_articles_are_listed_by_the_address_that_the_series_is_to_have()
    {
        using var editor = await EditorialClient.CreateAsync(fixture, "Editor");
        var series = await fixture.Client.JsonAsync("api/delivery/series/symptom-decoder-series");
        var id = (string)series["id"]!;
        var (item, tag) = await editor.GetAsync($"api/content/{id}?version=latest");
        var changed = new JsonObject { ["ContentItemId"] = id, ["DisplayText"] = "Other decoder", ["TitlePart"] = new JsonObject { ["Title"] = "Other decoder" }, ["AutoroutePart"] = new JsonObject { ["Path"] = "series/other-decoder" } };
        var (status, body) = await editor.PostAsync("api/content?draft=true", changed, tag);
        Assert.True(status == 200, body.ToJsonString());
        var token = await ReleaseTokenAsync(editor, id);
        var live = await fixture.Client.JsonAsync($"{DeliveryClient.Articles}?series=symptom-decoder-series&first=100");

        var shown = await ListAsync($"{DeliveryClient.Articles}?series=other-decoder&first=100", token);
        Assert.Equal(Ids(live), Ids(shown));
        Assert.All(shown["items"]!.AsArray(), row => Assert.Equal(("other-decoder", "Other decoder"), ((string?)row!["series"]!["slug"], (string?)row["series"]!["title"])));
        Assert.Equal(Ids(live).Count, (int)(await ListAsync("api/delivery/items/article?series=other-decoder&first=100", token))["total"]!);
        Assert.Equal(0, (int)(await ListAsync($"{DeliveryClient.Articles}?series=symptom-decoder-series", token))["total"]!);
        Assert.Equal("other-decoder", (string?)Row(await ListAsync("api/delivery/series?first=100", token), id)["slug"]);
        Assert.NotNull(item);
    }

    [Fact]
    public async Task Token_is_taken_from_a_header_wherever_it_is_taken_from_the_query()
    {
        using var author = await EditorialClient.CreateAsync(fixture, "Author");
        var slug = SampleArticle.NewSlug("preview");
        var id = await author.DraftAsync(SampleArticle.Create(slug));
        var token = (string)(await MakeAsync(author, new JsonObject { ["item"] = id }))["token"]!;

        foreach (var path in new[] { $"{DeliveryClient.Articles}/{slug}", PlaceOf(First), $"{DeliveryClient.Articles}?first=100", "api/delivery/items/article?first=100", "api/delivery/series", "api/delivery/documents?ids=" + id })
        {
            using var answer = await SendAsync(path, token);
            using var refused = await SendAsync(path, new string('a', 43));
            using var live = await fixture.Client.GetAsync(path, Cancellation);

            Assert.Equal((200, "item"), ((int)answer.StatusCode, answer.Header("X-GutCms-Preview")));
            Assert.True(answer.Headers.CacheControl is { Private: true, NoStore: true, MaxAge: null }, answer.Header("Cache-Control"));
            Assert.Equal(403, (int)refused.StatusCode);
            Assert.Contains(Header, live.Header("Vary"), StringComparison.Ordinal);
        }

        var documents = await ListAsync("api/delivery/documents?ids=" + id, token);
        Assert.Equal(id, (string?)documents["items"]![0]!["document"]!["id"]);
        using var searched = await SendAsync($"{DeliveryClient.Articles}?q=gut", token);
        using var unknown = await SendAsync($"{DeliveryClient.Articles}?tag=gut", token);
        Assert.Equal((400, 400), ((int)searched.StatusCode, (int)unknown.StatusCode));
    }

    [Fact]
    public async Task Item_that_is_taken_down_by_then_is_in_no_list()
    {
        using var editor = await EditorialClient.CreateAsync(fixture, "Editor");
        var id = await ApprovedArticle.PublishAsync(fixture, SampleArticle.Create(SampleArticle.NewSlug("preview")));
        var at = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(2);
        await editor.DoAsync(id, "scheduleUnpublish", new JsonObject { ["at"] = at });

        Assert.Contains(id, Ids(await ListAsync($"{DeliveryClient.Articles}?first=100", (string)(await MakeAsync(editor, new JsonObject { ["at"] = at.AddDays(-1) }))["token"]!)));
        Assert.DoesNotContain(id, Ids(await ListAsync($"{DeliveryClient.Articles}?first=100", (string)(await MakeAsync(editor, new JsonObject { ["at"] = at.AddDays(1) }))["token"]!)));
    }

    [Fact]
    public async Task Previews_that_have_not_ended_are_listed_without_their_tokens_for_those_who_may_know()
    {
        using var author = await EditorialClient.CreateAsync(fixture, "Author");
        using var stranger = await EditorialClient.CreateAsync(fixture, "Author");
        using var editor = await EditorialClient.CreateAsync(fixture, "Editor");
        var slug = SampleArticle.NewSlug("preview");
        var id = await author.DraftAsync(SampleArticle.Create(slug));
        var made = await MakeAsync(author, new JsonObject { ["item"] = id });
        var previewId = (string)made["previewId"]!;

        var (own, _) = await author.GetAsync("api/review/previews");
        var (all, _) = await editor.GetAsync("api/review/previews");
        var (others, _) = await stranger.GetAsync("api/review/previews");

        var listed = Assert.Single(own["items"]!.AsArray(), preview => (string?)preview!["previewId"] == previewId)!;
        Assert.Equal(("item", id, null), ((string?)listed["scope"], (string?)listed["target"], (string?)listed["firstReadUtc"]));
        Assert.NotNull((string?)listed["title"]);
        Assert.Contains(all["items"]!.AsArray(), preview => (string?)preview!["previewId"] == previewId);
        Assert.DoesNotContain(others["items"]!.AsArray(), preview => (string?)preview!["previewId"] == previewId);
        Assert.DoesNotContain((string)made["token"]!, own.ToJsonString(), StringComparison.Ordinal);
        using var anonymous = await fixture.Client.GetAsync("api/review/previews", Cancellation);
        Assert.Equal(401, (int)anonymous.StatusCode);

        Assert.Equal(200, (await author.PostAsync($"api/review/previews/{previewId}/revoke", null, null)).Status);
        Assert.DoesNotContain((await author.GetAsync("api/review/previews")).Body["items"]!.AsArray(), preview => (string?)preview!["previewId"] == previewId);
    }

    [Fact]
    public async Task Place_in_a_series_counts_what_a_preview_shows()
    {
        using var author = await EditorialClient.CreateAsync(fixture, "Author");
        using var editor = await EditorialClient.CreateAsync(fixture, "Editor");
        var (slug, before, alone) = (SampleArticle.NewSlug("preview"), SampleArticle.NewSlug("before"), SampleArticle.NewSlug("alone"));
        var leaving = await ApprovedArticle.PublishAsync(fixture, await InSeriesAsync(before, 500));
        var id = await author.DraftAsync(await InSeriesAsync(slug, 1000));
        var live = await fixture.Client.JsonAsync(PlaceOf(First));
        var token = (string)(await MakeAsync(author, new JsonObject { ["item"] = id }))["token"]!;

        // The draft is between the two that are live, of which one has no position.
        Assert.Equal((2, 2, before), ((int)live["position"]!, (int)live["count"]!, (string?)live["previous"]!["slug"]));
        var draft = await ListAsync(PlaceOf(slug), token);
        Assert.Equal(live.Select(member => member.Key), draft.Select(member => member.Key));
        Assert.Equal(((string?)live["url"], 2, 3), ((string?)draft["url"], (int)draft["position"]!, (int)draft["count"]!));
        Assert.Equal((before, First), ((string?)draft["previous"]!["slug"], (string?)draft["next"]!["slug"]));
        Assert.Equal((slug, 3, $"/articles/{slug}"), ((string?)(await ListAsync(PlaceOf(before), token))["next"]!["slug"], (int)(await ListAsync(PlaceOf(First), token))["position"]!, (string?)(await ListAsync(PlaceOf(First), token))["previous"]!["url"]));

        // Readers see neither it nor its place.
        using var hidden = await fixture.Client.GetAsync(PlaceOf(slug), Cancellation);
        Assert.Equal(404, (int)hidden.StatusCode);
        Assert.Equal(live.ToJsonString(), (await fixture.Client.JsonAsync(PlaceOf(First))).ToJsonString());

        // What is taken down by then is not counted, and has no place.
        var at = TimeProvider.System.GetUtcNow().UtcDateTime.AddDays(2);
        await editor.DoAsync(leaving, "scheduleUnpublish", new JsonObject { ["at"] = at });
        var then = (string)(await MakeAsync(editor, new JsonObject { ["at"] = at.AddDays(1) }))["token"]!;
        Assert.Equal(1, (int)(await ListAsync(PlaceOf(First), then))["count"]!);

        var single = (string)(await MakeAsync(author, new JsonObject { ["item"] = await author.DraftAsync(SampleArticle.Create(alone)) }))["token"]!;
        foreach (var (path, with, status) in new[] { (PlaceOf(before), then, 404), (PlaceOf(alone), single, 404), (PlaceOf(slug), single, 404), (PlaceOf(slug), new string('a', 43), 403), (PlaceOf(slug) + "?of=it", token, 400) })
        {
            using var refused = await SendAsync(path, with);
            Assert.Equal((path, status), (path, (int)refused.StatusCode));
        }
    }

    private static async Task<string> ReleaseTokenAsync(EditorialClient editor, params string[] ids)
    {
        var (created, release) = await editor.PostAsync("api/review/releases", new JsonObject { ["name"] = SampleArticle.NewSlug("release"), ["items"] = new JsonArray([.. ids.Select(id => (JsonNode)id)]) }, null);
        Assert.True(created == 200, release.ToJsonString());
        return (string)(await MakeAsync(editor, new JsonObject { ["release"] = (string)release["releaseId"]! }))["token"]!;
    }

    private async Task<JsonObject> InSeriesAsync(string slug, int position)
    {
        var article = SampleArticle.Create(slug);
        var series = (string)(await fixture.Client.JsonAsync("api/delivery/series/symptom-decoder-series"))["id"]!;
        (article["Article"]!["Series"], article["Article"]!["SeriesPosition"]) = (new JsonObject { ["ContentItemIds"] = new JsonArray(series) }, new JsonObject { ["Value"] = position });
        return article;
    }

    private static string PlaceOf(string slug) => $"{DeliveryClient.Articles}/{slug}/place";

    private static async Task<JsonObject> MakeAsync(EditorialClient person, JsonObject body)
    {
        var (status, made) = await person.PostAsync("api/review/previews", body, null);
        Assert.True(status == 200, made.ToJsonString());
        return made;
    }

    private async Task<HttpResponseMessage> SendAsync(string path, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add(Header, token);
        return await fixture.Client.SendAsync(request, Cancellation);
    }

    private async Task<JsonObject> ListAsync(string path, string token)
    {
        using var answer = await SendAsync(path, token);
        var body = await answer.JsonAsync();
        Assert.True((int)answer.StatusCode == 200, body.ToJsonString());
        return body;
    }

    private async Task<List<string>> PagedAsync(string path, string token)
    {
        List<string> ids = [];
        string? after = null;
        do
        {
            var page = await ListAsync(after is null ? path : $"{path}&after={after}", token);
            ids.AddRange(Ids(page));
            after = (string?)page["nextCursor"];
        }
        while (after is not null);
        return ids;
    }

    private static List<string> Ids(JsonObject list) => [.. list["items"]!.AsArray().Select(row => (string)row!["id"]!)];

    private static JsonObject Row(JsonObject list, string id) => Assert.Single(list["items"]!.AsArray(), row => (string?)row!["id"] == id)!.AsObject();
}

/// <summary>On a site of their own, since they publish.</summary>
public sealed class SitePreviewListOnSqliteTests(SqliteSite site) : SitePreviewListTests(site), IClassFixture<SqliteSite>;

/// <inheritdoc cref="SitePreviewListOnSqliteTests"/>
public sealed class SitePreviewListOnPostgresTests(PostgresSite site) : SitePreviewListTests(site), IClassFixture<PostgresSite>;
