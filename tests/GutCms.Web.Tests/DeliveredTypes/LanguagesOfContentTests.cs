using System.Net;
using System.Text.Json.Nodes;
using GutCms.Core.Editorial;
using GutCms.Core.Recipes;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;
using GutCms.Web.Storage.Databases;
using GutCms.Web.Storage.Editorial;
using GutCms.Web.Tests.Storage;
using Microsoft.Extensions.DependencyInjection;

namespace GutCms.Web.Tests.DeliveredTypes;

public sealed class LanguagesOfContentOnSqliteTests() : LanguagesOfContentTests(Provider.Sqlite);

public sealed class LanguagesOfContentOnPostgreSqlTests() : LanguagesOfContentTests(Provider.PostgreSql);

/// <summary>An article in several languages, as readers get it.</summary>
public abstract class LanguagesOfContentTests(Provider provider) : DeliveredTypesSite(provider)
{
    [Fact]
    public async Task Each_language_names_the_others_as_long_as_they_are_live()
    {
        await DefineAsync();
        var english = await ApprovedAndLiveAsync(In("gut", "en", "gut-health"));
        using var client = Site.As(null);
        var mirror = new Mirror(client);
        await mirror.CatchUpAsync();
        Assert.Null((await DeliveredAsync("gut-health")).Expect(200).Body!["translations"]);

        var german = await ApprovedAndLiveAsync(In("gut", "de", "darmgesundheit"));
        Assert.Equal(["published /articles/darmgesundheit", "republished /articles/gut-health"], await ToldAsync(mirror));
        var document = (await DeliveredAsync("gut-health")).Expect(200);
        Assert.Equal([("de", german, "/articles/darmgesundheit", false), ("en", english, "/articles/gut-health", true)], document["translations"].AsArray().Select(each =>
            ((string)each!["language"]!, (string)each["id"]!, (string)each["url"]!, (bool)each["default"]!)));

        (await PullAsync("editor", german, "unpublish")).Expect(200);
        Assert.Contains("republished /articles/gut-health", await ToldAsync(mirror));
        Assert.Null((await DeliveredAsync("gut-health")).Expect(200).Body!["translations"]);
        (await PullAsync("editor", german, "publish")).Expect(200);
        (await PullAsync("editor", german, "withdraw", new() { ["reason"] = "The dose was wrong." })).Expect(200);
        Assert.Null((await DeliveredAsync("gut-health")).Expect(200).Body!["translations"]);
        Assert.Empty((await VerifyAsync()).Findings);
    }

    [Fact]
    public async Task A_language_is_answered_or_one_that_stands_in_for_it()
    {
        await DefineAsync();
        await ApprovedAndLiveAsync(In("gut", "en", "gut-health"));
        await ApprovedAndLiveAsync(In("gut", "de", "darmgesundheit"));
        var bytes = (await DeliveredAsync("darmgesundheit")).Expect(200).Body!.ToJsonString();

        foreach (var (lang, language, fallBack) in new[] { ("de", "de", null), ("DE", "de", null), ("de-AT", "de", "de-AT"), ("fr", "en", "fr"), ("en", "en", null) })
        {
            using var client = Site.As(null);
            using var response = await client.GetAsync($"api/delivery/articles/gut-health?lang={lang}", Token);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.Equal([language], response.Content.Headers.ContentLanguage);
            Assert.Equal(language == "de" ? "/api/delivery/articles/darmgesundheit" : "/api/delivery/articles/gut-health", response.Content.Headers.ContentLocation?.OriginalString);
            Assert.Equal(fallBack, response.Headers.TryGetValues("X-GutCms-Fallback", out var marks) ? marks.Single() : null);
            if (language == "de")
            {
                Assert.Equal(bytes, JsonNode.Parse(await response.Content.ReadAsStringAsync(Token))!.ToJsonString());
            }
        }

        (await GetAsync(null, "api/delivery/articles/gut-health?lang=no_language")).Expect(400);
        (await GetAsync(null, "api/delivery/articles/none?lang=de")).Expect(404);
        var part = (await GetAsync(null, "api/delivery/articles/gut-health?lang=de&fields=slug")).Expect(200);
        Assert.Equal("darmgesundheit", (string?)part["slug"]);
    }

    [Fact]
    public async Task Series_are_listed_by_language_and_what_a_preview_changes_with_them()
    {
        await DefineAsync();
        await RunAsync(JsonNode.Parse("""
            { "name": "ContentDefinition", "ContentTypes": [ { "Name": "Series", "DisplayName": "Series", "Settings": {}, "ContentTypePartDefinitionRecords": [ { "PartName": "LocalizationPart", "Name": "LocalizationPart", "Settings": {} } ] } ] }
            """)!.AsObject());
        await SeriesAsync("en", "Gut", draft: false);
        await SeriesAsync("de", "Darm", draft: false);
        var draft = await SeriesAsync("de", "Hirn", draft: true);

        Assert.Equal(["Darm"], await TitlesAsync("?lang=de"));
        Assert.Equal(["Darm"], await TitlesAsync("?lang=DE"));
        Assert.Empty(await TitlesAsync("?lang=fr"));
        Assert.Contains("Darm", await TitlesAsync(""));
        Assert.NotNull((await GetAsync(null, "api/delivery/series?lang=no_language")).Expect(400)["errors"]!["lang"]);
        Assert.Equal(1, (int)(await GetAsync(null, "api/delivery/series?lang=de&first=1")).Expect(200)["total"]);

        var token = (string)(await PostAsync("editor", "api/review/previews", new JsonObject { ["item"] = draft })).Expect(200)["token"]!;
        Assert.Equal(["Darm", "Hirn"], await TitlesAsync("?lang=de&preview=" + token));
        Assert.DoesNotContain("Hirn", await TitlesAsync("?lang=en&preview=" + token));

        Task<string> SeriesAsync(string language, string title, bool draft)
        {
            var series = new JsonObject
            {
                ["ContentType"] = "Series",
                ["TitlePart"] = new JsonObject { ["Title"] = title },
                ["AutoroutePart"] = new JsonObject { ["Path"] = "series/" + title.ToLowerInvariant() },
                ["LocalizationPart"] = new JsonObject { ["LocalizationSet"] = title, ["Culture"] = language },
            };
            return draft ? SavedAsync(series, draft: true) : ApprovedAndLiveAsync(series);
        }

        async Task<string[]> TitlesAsync(string query) => [.. (await GetAsync(null, "api/delivery/series" + query)).Expect(200)["items"].AsArray().Select(series => (string)series!["title"]!)];
    }

    [Fact]
    public async Task GraphQL_has_the_languages_and_finds_by_them()
    {
        await DefineAsync();
        var english = await ApprovedAndLiveAsync(In("gut", "en", "gut-health"));
        var german = await ApprovedAndLiveAsync(In("gut", "de", "darmgesundheit"));
        var alone = await ApprovedAndLiveAsync(In("brain", "de", "hirngesundheit"));

        var translations = (await AskAsync("article(where: { path: \"articles/gut-health\" }) { translations { language contentItemId slug url default contentItem { displayText ... on Article { path } } } }"))!["article"]![0]!["translations"]!.AsArray();
        Assert.Equal(
            [("de", german, "darmgesundheit", "/articles/darmgesundheit", false, "articles/darmgesundheit"), ("en", english, "gut-health", "/articles/gut-health", true, "articles/gut-health")],
            translations.Select(each => (
                (string)each!["language"]!, (string)each["contentItemId"]!, (string)each["slug"]!, (string)each["url"]!, (bool)each["default"]!, (string)each["contentItem"]!["path"]!)));
        Assert.Empty((await AskAsync("article(where: { path: \"articles/hirngesundheit\" }) { translations { language } }"))!["article"]![0]!["translations"]!.AsArray());

        // A list is of exactly the language; an item is answered in it, or in one that stands in for it.
        var list = (await AskAsync("articleConnection(lang: \"DE\") { totalCount nodes { contentItemId } }"))!["articleConnection"]!;
        Assert.Equal(2, (int)list["totalCount"]!);
        Assert.Equal(new[] { alone, german }.Order(StringComparer.Ordinal), list["nodes"]!.AsArray().Select(node => (string)node!["contentItemId"]!).Order(StringComparer.Ordinal));
        Assert.Empty((await AskAsync("article(lang: \"de\", where: { path: \"articles/gut-health\" }) { path }"))!["article"]!.AsArray());
        Assert.Empty((await AskAsync("article(lang: \"de-AT\") { path }"))!["article"]!.AsArray());
        foreach (var (lang, id) in new[] { ("de", german), ("de-AT", german), ("fr", english), ("en", english) })
        {
            Assert.Equal(id, (string?)(await AskAsync($"contentItem(contentItemId: \"{english}\", lang: \"{lang}\") {{ contentItemId }}"))!["contentItem"]!["contentItemId"]);
        }

        Assert.Equal("BAD_USER_INPUT", await FailAsync("article(lang: \"no_language\") { path }"));
        Assert.Equal("BAD_USER_INPUT", await FailAsync("article(lang: \"de\", status: DRAFT) { path }"));

        (await PullAsync("editor", german, "unpublish")).Expect(200);
        Assert.Equal(english, (string?)(await AskAsync($"contentItem(contentItemId: \"{english}\", lang: \"de\") {{ contentItemId }}"))!["contentItem"]!["contentItemId"]);
        Assert.Null((await AskAsync($"contentItem(contentItemId: \"{german}\", lang: \"de\") {{ contentItemId }}"))!["contentItem"]);
    }

    [Fact]
    public async Task Lists_feeds_and_sitemap_are_to_be_had_of_a_language()
    {
        await DefineAsync();
        await ApprovedAndLiveAsync(In("gut", "en", "gut-health"));
        await ApprovedAndLiveAsync(In("gut", "de", "darmgesundheit"));
        await ApprovedAndLiveAsync(In("brain", "de", "hirngesundheit"));

        foreach (var query in new[] { "lang=de&sort=title", "lang=DE&sort=title", "lang=de&q=talks&sort=title" })
        {
            var list = (await GetAsync(null, "api/delivery/articles?" + query)).Expect(200);
            Assert.Equal((2, "darmgesundheit", "hirngesundheit"), ((int)list["total"], (string?)list["items"][0]!["slug"], (string?)list["items"][1]!["slug"]));
        }

        Assert.Equal(3, (int)(await GetAsync(null, "api/delivery/articles?q=talks")).Expect(200)["total"]);
        Assert.Equal(2, (int)(await GetAsync(null, "api/delivery/articles?q=talks&lang=de")).Expect(200)["total"]);
        Assert.Equal(0, (int)(await GetAsync(null, "api/delivery/articles?lang=fr")).Expect(200)["total"]);
        var page = (await GetAsync(null, "api/delivery/articles?lang=de&first=1&sort=title")).Expect(200);
        Assert.Equal("hirngesundheit", (string?)Assert.Single((await GetAsync(null, $"api/delivery/articles?lang=de&first=1&sort=title&after={Uri.EscapeDataString((string)page["nextCursor"]!)}")).Expect(200)["items"].AsArray())!["slug"]);
        (await GetAsync(null, $"api/delivery/articles?first=1&sort=title&after={Uri.EscapeDataString((string)page["nextCursor"]!)}")).Expect(400);

        var feed = (await GetAsync(null, "feed.json?lang=de")).Expect(200);
        Assert.Equal(("de", 2), ((string?)feed["language"], feed["items"].AsArray().Count));
        Assert.EndsWith("/feed.json?lang=de", (string?)feed["feed_url"], StringComparison.Ordinal);
        (await GetAsync(null, "feed.json?lang=")).Expect(400);
        Assert.Contains("xml:lang=\"de\"", await TextAsync("feed.xml?lang=de"), StringComparison.Ordinal);

        var sitemap = await TextAsync("sitemap.xml?lang=de");
        Assert.DoesNotContain("/articles/gut-health</loc>", sitemap, StringComparison.Ordinal);
        Assert.Contains("/articles/hirngesundheit</loc>", sitemap, StringComparison.Ordinal);
        Assert.Matches("""hreflang="de" href="https?://[^"]+/articles/darmgesundheit" />.*hreflang="en" href="[^"]+/articles/gut-health" />.*hreflang="x-default" href="[^"]+/articles/gut-health" />""", sitemap);
        Assert.Contains("/articles/gut-health</loc>", await TextAsync("sitemap.xml"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_translation_is_behind_its_source_until_it_is_said_to_be_up_to_date()
    {
        await DefineAsync();
        await RunAsync(JsonNode.Parse("""
            { "name": "ReviewPolicy", "Policies": [ { "ContentType": "Article", "Version": "languages", "RequireCurrentTranslations": true, "Stages": [ { "Name": "Medical", "Role": "MedicalReviewer" } ] } ] }
            """)!.AsObject());
        var source = await ApprovedAndLiveAsync(Article("gut-health"));
        (await PostAsync("reviewer", $"api/review/{source}/translations", new JsonObject { ["language"] = "de" })).Expect(403);
        var translation = (await PostAsync("editor", $"api/review/{source}/translations", new JsonObject { ["language"] = "de", ["path"] = "articles/darmgesundheit" })).Expect(200).Id;
        (await PostAsync("editor", $"api/review/{source}/translations", new JsonObject { ["language"] = "de" })).Expect(400);
        Assert.Empty(await StaleAsync());

        (await EditAsync("editor", source, "The gut is silent.")).Expect(200);
        await ApproveAsync(source);
        Assert.Equal([translation], await StaleAsync());
        var stand = (await ReviewAsync(translation))["translation"];
        Assert.Equal((source, true), ((string?)stand["sourceItemId"], (bool)stand["isStale"]!));
        (await PullAsync("editor", translation, "submit")).Expect(200);
        Assert.Equal(["TranslationMustBeCurrent"], (await PullAsync("reviewer", translation, "approve")).Expect(409).Unmet);

        JsonObject Says(string hash) => new() { ["sourceItemId"] = source, ["sourceContentHash"] = hash };
        (await PostAsync("editor", $"api/review/{translation}/translation", Says((string)stand["sourceContentHash"]!))).Expect(412);
        (await PostAsync("reviewer", $"api/review/{translation}/translation", Says((string)stand["liveContentHash"]!))).Expect(403);
        (await PostAsync("editor", $"api/review/{translation}/translation", Says((string)stand["liveContentHash"]!))).Expect(200);
        Assert.Empty(await StaleAsync());
        (await PullAsync("reviewer", translation, "approve")).Expect(200);
        (await PullAsync("editor", translation, "publish")).Expect(200);
        Assert.Equal(["de", "en"], (await DeliveredAsync("gut-health")).Expect(200)["translations"].AsArray().Select(each => (string)each!["language"]!));
    }

    /// <summary>Stale translations as an editor's list finds and marks them.</summary>
    private async Task<IEnumerable<string>> StaleAsync()
    {
        var lists = new EditorialLists(Site.Services.GetRequiredService<Database>());
        var sight = new EditorialSight(["Article"], [], "editor", Site.Time.GetUtcNow().UtcDateTime);
        var all = await lists.ListAsync(sight, new(), EditorialOrder.Title, null, 100, Token);
        var stale = await lists.ListAsync(sight, new(StaleTranslations: true), EditorialOrder.Title, null, 100, Token);
        Assert.Equal(stale.Rows.Select(row => row.ContentItemId), all.Rows.Where(row => row.IsStaleTranslation).Select(row => row.ContentItemId));
        return stale.Rows.Select(row => row.ContentItemId);
    }

    private Task<RecipeReport> DefineAsync() => RunAsync(JsonNode.Parse(File.ReadAllText(Path.Combine(GutCmsExecutable.RepositoryRoot, "recipes", "gutcms.languages.recipe.json")))!["steps"]![0]!.DeepClone().AsObject());

    private async Task<string> TextAsync(string path)
    {
        using var client = Site.As(null);
        return await client.GetStringAsync(path, Token);
    }

    private static JsonObject In(string set, string language, string slug)
    {
        var article = Article(slug);
        article["LocalizationPart"] = new JsonObject { ["LocalizationSet"] = set, ["Culture"] = language };
        return article;
    }

    private static async Task<IEnumerable<string>> ToldAsync(Mirror mirror) => (await mirror.CatchUpAsync()).Select(change => $"{(string?)change["change"]} {(string?)change["url"]}").Order(StringComparer.Ordinal);

    private async Task<JsonNode?> AskAsync(string query)
    {
        var answer = await SendQueryAsync(query, null);
        Assert.True(answer["errors"] is null, answer.ToJsonString());
        return answer["data"];
    }

    /// <summary>Code of the first error of somebody who may see drafts.</summary>
    private async Task<string?> FailAsync(string query) => (string?)(await SendQueryAsync(query, "editor"))["errors"]![0]!["extensions"]!["code"];

    private async Task<JsonNode> SendQueryAsync(string query, string? user)
    {
        using var client = Site.As(user);
        using var answer = await client.GetAsync("api/graphql?query=" + Uri.EscapeDataString($"{{ {query} }}"), Token);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(Token))!;
    }
}
