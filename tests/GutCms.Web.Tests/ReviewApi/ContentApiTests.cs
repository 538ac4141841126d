using System.Text.Json.Nodes;
using GutCms.Web.Tests.Storage;

namespace GutCms.Web.Tests.ReviewApi;

public sealed class ContentApiOnSqliteTests() : ContentApiTests(Provider.Sqlite);

public sealed class ContentApiOnPostgreSqlTests() : ContentApiTests(Provider.PostgreSql);

public abstract class ContentApiTests(Provider provider) : ReviewApiTests(provider)
{
    private static readonly string[] WellKnown =
    [
        "ContentItemId", "ContentItemVersionId", "ContentType", "DisplayText", "Latest", "Published", "ModifiedUtc", "PublishedUtc", "CreatedUtc", "Owner", "Author",
    ];

    [Fact]
    public async Task A_new_item_has_what_the_program_decides_and_nothing_that_the_body_says_about_it()
    {
        var body = Article("created");
        body["ContentItemVersionId"] = "4z2r6s7t8v9wxyz0123456789a";
        body["Published"] = true;
        body["Author"] = "somebody";
        body["Owner"] = "somebody-id";

        var created = (await PostAsync("author", "api/content?draft=true", body)).Expect(200);

        Assert.Equal(WellKnown, created.Body!.AsObject().Select(member => member.Key).Take(WellKnown.Length));
        Assert.Equal(("author-id", "author"), ((string?)created["Owner"], (string?)created["Author"]));
        Assert.Equal((true, false), ((bool)created["Latest"]!, (bool)created["Published"]!));
        Assert.NotEqual("4z2r6s7t8v9wxyz0123456789a", (string?)created["ContentItemVersionId"]);
        Assert.NotNull(created.Tag);
    }

    [Fact]
    public async Task Source_that_stands_twice_is_named_in_the_answer_to_a_save()
    {
        var body = Article("cites-twice");
        body["References"] = new JsonObject { ["ContentItems"] = new JsonArray(Source("1", "10.5555/one"), Source("2", "10.5555/two"), Source("3", "10.5555/ONE")) };

        var created = (await PostAsync("author", "api/content?draft=true", body)).Expect(200);

        var warning = Assert.Single(created["warnings"]!.AsArray());
        Assert.Equal(("$.References.ContentItems[2].Reference.Doi.Text", "#source"), ((string?)warning!["path"], (string?)warning["element"]));

        static JsonObject Source(string number, string doi) => new()
        {
            ["ContentItemId"] = "4srce00000000000000000000" + number,
            ["ContentType"] = "Reference",
            ["DisplayText"] = "Source " + number,
            ["TitlePart"] = new JsonObject { ["Title"] = "Source " + number },
            ["Reference"] = new JsonObject { ["Doi"] = new JsonObject { ["Text"] = doi } },
        };
    }

    [Fact]
    public async Task What_is_left_out_of_a_text_is_named_in_the_answer_to_a_save()
    {
        var body = Article("warned");
        body["Body"]!["ContentItems"]![0]!["HtmlBodyPart"]!["Html"] = "<p>See <img src=\"/a.png\" alt=\"three steps\"> here</p><script>x()</script>";

        var created = (await PostAsync("author", "api/content?draft=true", body)).Expect(200);

        Assert.Equal(
            ["$.Body.ContentItems[0].HtmlBodyPart.Html img ", "$.Body.ContentItems[0].HtmlBodyPart.Html script x()"],
            created["warnings"]!.AsArray().Select(warning => $"{warning!["path"]} {warning["element"]} {warning["text"]}"));
        Assert.Equal("<img> is left out.", (string?)created["warnings"]![0]!["message"]);
        var again = (await PostAsync("author", "api/content?draft=true", created.Body!.DeepClone(), created.Tag)).Expect(200);
        Assert.False(again.Body!.AsObject().ContainsKey("warnings"));
        Assert.Contains("three steps", (string?)again["Body"]!["ContentItems"]![0]!["HtmlBodyPart"]!["Html"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Publishing_over_POST_is_refused_with_the_rules_and_nothing_is_saved()
    {
        var before = (int)(await GetAsync("editor", "api/content?status=latest&contentType=Article")).Expect(200)["total"]!;

        var refused = (await PostAsync("editor", "api/content", Article("unreviewed"))).Expect(409);

        Assert.NotEmpty(refused.Unmet);
        Assert.Equal("draft", (string?)refused["currentState"]);
        Assert.Equal(before, (int)(await GetAsync("editor", "api/content?status=latest&contentType=Article")).Expect(200)["total"]!);
        (await PostAsync("author", "api/content", Article("unreviewed"))).Expect(403);
        Assert.Equal(before, (int)(await GetAsync("editor", "api/content?status=latest&contentType=Article")).Expect(200)["total"]!);
    }

    [Fact]
    public async Task Publishing_over_POST_passes_when_exactly_this_text_was_approved_or_its_type_has_no_policy()
    {
        var id = await ApprovedAsync("approved");
        var published = (await PostAsync("editor", "api/content", new JsonObject { ["ContentItemId"] = id }, (await ReviewAsync(id)).Tag)).Expect(200);

        Assert.True((bool)published["Published"]!);
        (await DeliveredAsync("approved")).Expect(200);
        var series = new JsonObject
        {
            ["ContentType"] = "Series",
            ["DisplayText"] = "New series",
            ["TitlePart"] = new JsonObject { ["Title"] = "New series" },
            ["AutoroutePart"] = new JsonObject { ["Path"] = "series/new-series" },
        };
        (await PostAsync("editor", "api/content", series.DeepClone())).Expect(409);
        (await GetAsync(null, "api/delivery/series/new-series")).Expect(404);
        await Site.RemovePolicyAsync("Series");
        (await PostAsync("editor", "api/content", series)).Expect(200);
        (await GetAsync(null, "api/delivery/series/new-series")).Expect(200);
    }

    [Fact]
    public async Task A_ReviewPart_in_the_body_counts_for_nothing()
    {
        var body = Article("mirror");
        body["ReviewPart"] = new JsonObject { ["State"] = "approved", ["ContentHash"] = "sha256:" + new string('0', 64) };

        var created = (await PostAsync("editor", "api/content?draft=true", body)).Expect(200);

        Assert.Equal("draft", (string?)created["ReviewPart"]["State"]);
        Assert.NotEqual("sha256:" + new string('0', 64), (string?)created["ReviewPart"]["ContentHash"]);
        (await PullAsync("editor", created.Id, "publish")).Expect(409);
    }

    [Fact]
    public async Task What_an_update_does_not_mention_stays_and_null_overwrites()
    {
        var body = Article("partial");
        body["Article"]!["Subtitle"] = new JsonObject { ["Text"] = "A subtitle" };
        var id = (await PostAsync("author", "api/content?draft=true", body)).Expect(200).Id;

        var kept = (await PostAsync("editor", "api/content?draft=true", new JsonObject { ["ContentItemId"] = id, ["TitlePart"] = new JsonObject { ["Title"] = "Other" } }, (await ReviewAsync(id)).Tag)).Expect(200);
        Assert.Equal(("author-id", "editor", "Other"), ((string?)kept["Owner"], (string?)kept["Author"], (string?)kept["DisplayText"]));
        Assert.Equal("A subtitle", (string?)kept["Article"]["Subtitle"]!["Text"]);

        var change = new JsonObject { ["ContentItemId"] = id, ["Article"] = new JsonObject { ["Subtitle"] = new JsonObject { ["Text"] = null } } };
        var overwritten = (await PostAsync("author", "api/content?draft=true", change, (await ReviewAsync(id)).Tag)).Expect(200);
        Assert.Null((string?)overwritten["Article"]["Subtitle"]!["Text"]);
        Assert.Equal("Other", (string?)overwritten["DisplayText"]);
    }

    [Fact]
    public async Task What_comes_in_here_is_kept_in_the_one_form_or_refused_with_its_place()
    {
        var body = Article("one-door");
        body["DisplayText"] = "In lists";
        body["AutoroutePart"] = null;
        body["References"] = new JsonObject { ["ContentItems"] = new JsonArray(Source("doi:10.5555/abc.", "PMID: 012", "www.site.example/page")) };

        var saved = (await PostAsync("author", "api/content?draft=true", body)).Expect(200);
        var again = (await PostAsync("author", "api/content?draft=true", Copy(body))).Expect(200);
        var wrong = (JsonObject)body.DeepClone();
        wrong["References"]!["ContentItems"] = new JsonArray(Source("abc", "twelve", "a page"));
        wrong["Body"]!["ContentItems"]!.AsArray().Add(wrong["Body"]!["ContentItems"]![0]!.DeepClone());
        wrong["Article"]!["HotArticles"] = new JsonObject { ["ContentItemIds"] = new JsonArray("4zzzzzzzzzzzzzzzzzzzzzzzzz") };
        var refused = (await PostAsync("author", "api/content?draft=true", wrong)).Expect(400);
        var missing = Copy(body);
        missing["Article"]!["HotArticles"] = new JsonObject { ["ContentItemIds"] = new JsonArray("4zzzzzzzzzzzzzzzzzzzzzzzzz") };
        var pointing = (await PostAsync("author", "api/content?draft=true", missing)).Expect(400);
        var nameless = Copy(body);
        nameless["TitlePart"]!["Title"] = "…";

        var source = saved["References"]!["ContentItems"]![0]!["Reference"]!;
        Assert.Equal(("one-door", "articles/one-door"), ((string?)saved["DisplayText"], (string?)saved["AutoroutePart"]!["Path"]));
        Assert.Equal(("10.5555/abc", "12", "https://www.site.example/page"), ((string?)source["Doi"]!["Text"], (string?)source["Pmid"]!["Text"], (string?)source["Url"]!["Url"]));
        Assert.Equal("articles/one-door-2", (string?)again["AutoroutePart"]!["Path"]);
        Assert.Equal(
            ["Body.ContentItems[1].ContentItemId", "References.ContentItems[0].Reference.Doi.Text", "References.ContentItems[0].Reference.Pmid.Text", "References.ContentItems[0].Reference.Url.Url"],
            refused["errors"]!.AsObject().Select(error => error.Key.Replace("$.", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
        Assert.Contains("HotArticles.ContentItemIds[0]", Assert.Single(pointing["errors"]!.AsObject()).Key, StringComparison.Ordinal);
        var unfinished = (await PostAsync("author", "api/content?draft=true", nameless)).Expect(200);
        Assert.Null(unfinished.Body!["AutoroutePart"]);
        var incomplete = (await PostAsync("author", $"api/review/{unfinished.Id}/submit", null, (await ReviewAsync(unfinished.Id)).Tag)).Expect(409);
        Assert.Equal("ContentMustBeComplete", (string?)Assert.Single(incomplete["unmetRules"]!.AsArray())!["rule"]);
        var kept = (await PostAsync("author", "api/content?draft=true", JsonNode.Parse($$"""{ "ContentItemId": "{{saved.Id}}", "TitlePart": { "Title": "Another title" }, "AutoroutePart": null }"""), $"W/\"{(await ReviewAsync(saved.Id)).Tag!.Trim('"')}\"")).Expect(200);
        Assert.Equal(("Another title", "articles/one-door"), ((string?)kept["DisplayText"], (string?)kept["AutoroutePart"]!["Path"]));
    }

    [Fact]
    public async Task Two_items_whose_paths_differ_in_the_folder_only_are_told_apart_at_the_save()
    {
        var id = await DraftAsync("sleep_well");
        var other = Article("elsewhere");
        other["AutoroutePart"]!["Path"] = "guides/sleep_well";

        var clash = (await PostAsync("author", "api/content?draft=true", other)).Expect(409);
        var free = Article("free");
        free["AutoroutePart"]!["Path"] = "guides/sleepxwell";

        Assert.Contains(id, (string?)clash["detail"], StringComparison.Ordinal);
        (await PostAsync("author", "api/content?draft=true", free)).Expect(200);
        (await EditAsync("author", id, "The same address, another text.")).Expect(200);
    }

    private static JsonObject Copy(JsonObject body) => (JsonObject)body.DeepClone();

    private static JsonObject Source(string doi, string pmid, string address) => new()
    {
        ["ContentItemId"] = "13dtxdw22d61fpcbf754779t86",
        ["ContentType"] = "Reference",
        ["DisplayText"] = "A source",
        ["TitlePart"] = new JsonObject { ["Title"] = "A source" },
        ["Reference"] = new JsonObject { ["Doi"] = new JsonObject { ["Text"] = doi }, ["Pmid"] = new JsonObject { ["Text"] = pmid }, ["Url"] = new JsonObject { ["Url"] = address } },
    };

    [Fact]
    public async Task A_change_names_what_it_changes()
    {
        var id = await DraftAsync("conditional");
        var tag = (await ReviewAsync(id)).Tag;
        var change = new JsonObject { ["ContentItemId"] = id, ["DisplayText"] = "Other" };

        (await PostAsync("author", "api/content?draft=true", change.DeepClone())).Expect(428);
        (await PostAsync("author", "api/content?draft=true", change.DeepClone(), tag)).Expect(200);
        (await PostAsync("author", "api/content?draft=true", change.DeepClone(), tag)).Expect(412);
        (await SendAsync("author", HttpMethod.Delete, "api/content/" + id, tag: tag)).Expect(412);
        (await PostAsync("author", "api/content?draft=true", new JsonObject { ["ContentItemId"] = "4z2r6s7t8v9wxyz0123456789a", ["ContentType"] = "Article" }, tag)).Expect(404);
    }

    [Fact]
    public async Task A_body_in_camel_case_is_refused_with_a_hint()
    {
        var body = Article("camel");
        body["contentType"] = "Article";
        body.Remove("ContentType");

        var refused = (await PostAsync("author", "api/content?draft=true", body)).Expect(400);

        Assert.Equal("urn:gutcms:problem:content-invalid", (string?)refused["type"]);
        Assert.Equal("Write it 'ContentType'.", (string?)refused["errors"]["$.contentType"]![0]);
    }

    [Fact]
    public async Task Content_that_is_not_as_its_type_says_is_refused_with_paths()
    {
        var body = Article("invalid");
        body["TitlePart"]!["Title"] = 5;

        var refused = (await PostAsync("author", "api/content?draft=true", body)).Expect(400);

        Assert.NotNull(refused["errors"]["$.TitlePart.Title"]);
        (await PostAsync("author", "api/content?draft=yes", Article("x"))).Expect(400);
        (await PostAsync("author", "api/content?draft=true", new JsonArray())).Expect(400);
        (await PostAsync("author", "api/content?draft=true")).Expect(415);
    }

    [Fact]
    public async Task Only_published_content_is_read_and_drafts_take_the_right_to_see_them()
    {
        var id = await DraftAsync("secret");
        var version = (string)(await ReviewAsync(id))["versionId"]!;

        (await GetAsync("editor", "api/content/" + id)).Expect(404);
        Assert.Equal(id, (await GetAsync("author", $"api/content/{id}?version=latest")).Expect(200).Id);
        foreach (var path in new[] { "?version=latest", "/versions", "/versions/" + version, "/diff" })
        {
            (await GetAsync("author2", $"api/content/{id}{path}")).Expect(404);
            (await GetAsync("delivery", $"api/content/{id}{path}")).Expect(404);
            (await GetAsync("reviewer", $"api/content/{id}{path}")).Expect(200);
        }

        var seeded = (string)(await DeliveredAsync(SeededArticle)).Expect(200)["id"]!;
        Assert.Equal("imported", (string?)(await GetAsync("delivery", "api/content/" + seeded)).Expect(200)["ReviewPart"]["State"]);
        Assert.DoesNotContain((await GetAsync("author2", "api/content?status=latest&first=100")).Expect(200)["items"].AsArray(), item => (string?)item!["ContentItemId"] == id);
        Assert.Contains((await GetAsync("author", "api/content?status=draft")).Expect(200)["items"].AsArray(), item => (string?)item!["ContentItemId"] == id);
    }

    [Fact]
    public async Task Lists_page_by_page_with_a_total()
    {
        foreach (var slug in new[] { "list-a", "list-b", "list-c" })
        {
            await DraftAsync(slug);
        }

        var first = (await GetAsync("editor", "api/content?status=draft&q=LIST-&first=2")).Expect(200);
        var second = (await GetAsync("editor", $"api/content?status=draft&q=LIST-&first=2&after={(string?)first["nextCursor"]}")).Expect(200);

        Assert.Equal(3, (int)first["total"]!);
        Assert.Equal(["list-c", "list-b"], first["items"].AsArray().Select(item => (string?)item!["DisplayText"]));
        Assert.Equal(["list-a"], second["items"].AsArray().Select(item => (string?)item!["DisplayText"]));
        Assert.Null((string?)second.Body!["nextCursor"]);
        Assert.Equal("urn:gutcms:problem:invalid-cursor", (string?)(await GetAsync("editor", $"api/content?status=latest&after={(string?)first["nextCursor"]}")).Expect(400)["type"]);
        Assert.Equal("urn:gutcms:problem:unknown-query-parameter", (string?)(await GetAsync("editor", "api/content?state=draft")).Expect(400)["type"]);
        Assert.Equal(0, (int)(await GetAsync("editor", "api/content?status=draft&q=%25")).Expect(200)["total"]!);
    }

    [Fact]
    public async Task Lists_find_words_of_the_version_that_they_show_as_editors_do()
    {
        var id = await PublishedAsync("sought");
        (await EditAsync("author", id, "Unpublished zymurgy, Omega-3 and naïveté.")).Expect(200);
        var series = (string)(await PostAsync("administrator", "api/content?draft=true", new JsonObject
        {
            ["ContentType"] = "Series",
            ["TitlePart"] = new JsonObject { ["Title"] = "Zymurgy in parts" },
        })).Expect(200)["ContentItemId"]!;

        Assert.Equal([series, id], await FindAsync("editor", "draft", "zymurgies"));
        Assert.Equal([id], await FindAsync("editor", "latest", "omega3 naivete"));
        Assert.Equal([id], await FindAsync("editor", "published", "brain sought"));
        Assert.Empty(await FindAsync("editor", "published", "zymurgy"));
        Assert.Empty(await FindAsync("delivery", "published", "zymurgy"));
        Assert.Empty(await FindAsync("author2", "latest", "omega3"));
        Assert.Empty(await FindAsync("editor", "latest", "--"));

        async Task<IEnumerable<string>> FindAsync(string user, string status, string words) =>
            (await GetAsync(user, $"api/content?status={status}&q={Uri.EscapeDataString(words)}")).Expect(200)["items"].AsArray().Select(item => (string)item!["ContentItemId"]!);
    }

    [Fact]
    public async Task Versions_are_listed_compared_and_brought_back_as_drafts_without_their_approvals()
    {
        var id = await PublishedAsync("history");
        var first = (string)(await ReviewAsync(id))["versionId"]!;
        (await EditAsync("author", id, "The gut talks to the brain 10 times.")).Expect(200);

        var versions = (await GetAsync("author", $"api/content/{id}/versions")).Expect(200);
        Assert.Equal(2, (int)versions["total"]!);
        Assert.Equal([first, (string?)(await ReviewAsync(id))["versionId"]], versions["items"].AsArray().Select(version => (string?)version!["versionId"]));
        var diff = (await GetAsync("author", $"api/content/{id}/diff")).Expect(200);
        Assert.True((bool)diff["hasChanges"]!);
        Assert.Equal(first, (string?)diff["fromVersionId"]);
        Assert.Equal(1, (int)diff["diff"]["summary"]!["cautions"]!["number"]!);
        (await GetAsync("author", $"api/content/{id}/diff?from=none")).Expect(404);

        var restored = (await PostAsync("author", $"api/content/{id}/restore", new JsonObject { ["versionId"] = first }, (await ReviewAsync(id)).Tag)).Expect(200);

        Assert.NotEqual(first, (string?)restored["ContentItemVersionId"]);
        Assert.Equal("draft", (string?)(await ReviewAsync(id))["state"]);
        (await PullAsync("editor", id, "publish")).Expect(409);
        (await PostAsync("author", $"api/content/{id}/restore", new JsonObject { ["versionId"] = "none" }, (await ReviewAsync(id)).Tag)).Expect(404);
    }

    [Fact]
    public async Task Deletes_what_is_not_live()
    {
        var draft = await DraftAsync("deleted");
        var live = await PublishedAsync("live");

        Assert.Equal(draft, (await SendAsync("author", HttpMethod.Delete, "api/content/" + draft, tag: (await ReviewAsync(draft)).Tag)).Expect(200).Id);
        (await GetAsync("author", $"api/content/{draft}?version=latest")).Expect(404);
        Assert.Equal(["MustNotBeLive"], (await SendAsync("author", HttpMethod.Delete, "api/content/" + live, tag: (await ReviewAsync(live)).Tag)).Expect(409).Unmet);
        (await DeliveredAsync("live")).Expect(200);
    }
}
