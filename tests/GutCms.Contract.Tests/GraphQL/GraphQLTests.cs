using System.Text.Json.Nodes;
using GutCms.Contract.Tests.Delivery;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;

namespace GutCms.Contract.Tests.GraphQL;

/// <summary>What GraphQL answers: the documents of delivery, in the shapes of Orchard Core's GraphQL.</summary>
public abstract class GraphQLTests(SiteFixture site)
{
    private const string Path = "articles/gut-health-and-mental-health";

    [Theory]
    [InlineData("path: \"articles/gut-health-and-mental-health\"")]
    [InlineData("path: \"/Articles/Gut-Health-and-Mental-Health\"")]
    [InlineData("AND: [{ path: \"articles/gut-health-and-mental-health\" }, { displayText_contains: \"mental\" }]")]
    public async Task Answers_with_what_delivery_has_on_file(string where)
    {
        var delivered = await site.Client.JsonAsync(DeliveryClient.GutBrainArticle);

        var article = Assert.Single((await site.Client.AskAsync($"{{ article(where: {{ {where} }}) {{ contentItemId contentItemVersionId displayText path url publishedUtc contentHash content document review {{ state certificate }} }} }}"))["article"]!.AsArray())!;

        Assert.True(JsonNode.DeepEquals(delivered, article["document"]), article["document"]!.ToJsonString());
        Assert.Equal((string?)delivered["id"], (string?)article["contentItemId"]);
        Assert.Equal((string?)delivered["content"]!["title"], (string?)article["displayText"]);
        Assert.Equal(Path, (string?)article["path"]);
        Assert.Equal((string?)delivered["publishedUtc"], (string?)article["publishedUtc"]);
        Assert.Equal((string?)delivered["review"]!["status"], (string?)article["review"]!["state"]);
        Assert.Equal(DeliveryClient.Hash(article["content"]!), (string?)article["contentHash"]);
    }

    [Fact]
    public async Task Has_the_shapes_of_orchard_core()
    {
        var delivered = await site.Client.JsonAsync(DeliveryClient.GutBrainArticle);

        var article = Assert.Single((await site.Client.AskAsync(
            $$"""
            { article(where: { path: "{{Path}}" }) {
                body { contentItems { __typename contentType displayText ... on Section { htmlBody { html } } ... on Faq { entries { contentItems { displayText ... on FaqEntry { htmlBody { html } } } } } } }
                references { contentItems(first: 2, skip: 1) { displayText ... on Reference { doi pmid grade retracted url { url } } } }
                disclaimer { contentItemIds html contentItems { displayText ... on Disclaimer { kind text { html } } } }
                hotArticles { contentItemIds contentItems { contentItemId displayText published } }
                series { contentItemIds } } }
            """))["article"]!.AsArray())!;

        var blocks = delivered["content"]!["body"]!.AsArray();
        var shown = article["body"]!["contentItems"]!.AsArray();
        Assert.Equal(blocks.Select(block => (string?)block!["heading"]), shown.Select(block => (string?)block!["displayText"]));
        Assert.Equal((string?)blocks[0]!["html"], (string?)shown[0]!["htmlBody"]!["html"]);
        var (faq, questions) = (blocks.First(block => (string?)block!["kind"] == "faq")!, shown.First(block => (string?)block!["__typename"] == "Faq")!);
        Assert.Equal(faq["entries"]!.AsArray().Select(entry => (string?)entry!["question"]), questions["entries"]!["contentItems"]!.AsArray().Select(entry => (string?)entry!["displayText"]));
        Assert.Empty(article["references"]!["contentItems"]!.AsArray());
        Assert.Equal(DeliveryClient.DisclaimerId, (string?)Assert.Single(article["disclaimer"]!["contentItemIds"]!.AsArray()));
        Assert.Equal((string?)delivered["content"]!["disclaimer"]!["html"], (string?)article["disclaimer"]!["html"]);
        Assert.Equal("educational", (string?)Assert.Single(article["disclaimer"]!["contentItems"]!.AsArray())!["kind"]);
        Assert.Equal(
            delivered["hotArticles"]!.AsArray().Select(hot => (string?)hot!["id"]), article["hotArticles"]!["contentItems"]!.AsArray().Select(hot => (string?)hot!["contentItemId"]));
    }

    [Fact]
    public async Task Lists_narrow_order_and_page_as_orchard_core_does()
    {
        var titles = await TitlesAsync("{ article(orderBy: { displayText: ASC }) { displayText } }");
        Assert.True(titles.Count > 3, string.Join(", ", titles));

        Assert.Equal(titles.AsEnumerable().Reverse(), await TitlesAsync("{ article(orderBy: { displayText: DESC }) { displayText } }"));
        Assert.Equal(titles.Skip(1).Take(2), await TitlesAsync("{ article(orderBy: { displayText: ASC }, first: 2, skip: 1) { displayText } }"));
        Assert.Equal([titles[0], titles[2]], await TitlesAsync("query($w: ArticleWhereInput, $o: ArticleOrderByInput) { article(where: $w, orderBy: $o) { displayText } }", new()
        {
            ["w"] = new JsonObject { ["OR"] = new JsonArray(new JsonObject { ["displayText"] = titles[0] }, new JsonObject { ["displayText_in"] = new JsonArray(titles[2]) }) },
            ["o"] = new JsonObject { ["displayText"] = "ASC" },
        }));
        Assert.Equal(titles.Skip(1), await TitlesAsync("query($t: String) { article(where: { NOT: [{ displayText: $t }] }, orderBy: { displayText: ASC }) { displayText } }", new() { ["t"] = titles[0] }));
        Assert.Equal(titles.Skip(1), await TitlesAsync("query($t: String) { article(where: { displayText_not: $t }, orderBy: { displayText: ASC }) { displayText } }", new() { ["t"] = titles[0] }));
        Assert.Equal([titles[0]], await TitlesAsync("query($t: String) { article(where: { displayText_starts_with: $t }) { displayText } }", new() { ["t"] = titles[0].ToUpperInvariant() }));
        Assert.Empty(await TitlesAsync("{ article(where: { displayText_contains: \"100%\" }) { displayText } }"));
        Assert.Equal(["Symptom Decoder Series"], await TitlesAsync("{ series(where: { path_starts_with: \"series/symptom\" }) { displayText } }", type: "series"));
        Assert.NotEmpty(await TitlesAsync($"{{ disclaimer(where: {{ contentItemId: \"{DeliveryClient.DisclaimerId}\" }}) {{ displayText }} }}", type: "disclaimer"));
    }

    [Fact]
    public async Task Instants_are_compared_as_they_are_shown()
    {
        var shown = (string)Assert.Single((await site.Client.AskAsync($"{{ article(where: {{ path: \"{Path}\" }}) {{ publishedUtc }} }}"))["article"]!.AsArray())!["publishedUtc"]!;

        foreach (var (condition, holds) in new[] { ("publishedUtc", true), ("publishedUtc_gte", true), ("publishedUtc_lte", true), ("publishedUtc_gt", false), ("publishedUtc_lt", false), ("publishedUtc_not", false) })
        {
            var found = await site.Client.AskAsync($"query($at: DateTime) {{ article(where: {{ path_not: \"x\", path: \"{Path}\", {condition}: $at }}) {{ contentItemId }} }}", new() { ["at"] = shown });
            Assert.True(found["article"]!.AsArray().Count == (holds ? 1 : 0), condition);
        }
    }

    [Fact]
    public async Task Connections_count_and_go_on_by_cursors()
    {
        var all = (await TitlesAsync("{ article(orderBy: { displayText: DESC }) { displayText } }")).ToList();
        List<string> seen = [];
        string? after = null;
        JsonNode page;
        do
        {
            page = (await site.Client.AskAsync(
                "query($after: String) { articleConnection(orderBy: { displayText: DESC, publishedUtc: ASC }, first: 2, after: $after) { totalCount edges { cursor node { displayText } } nodes { displayText } pageInfo { hasNextPage hasPreviousPage endCursor } } }",
                new() { ["after"] = after }))["articleConnection"]!;
            Assert.Equal(all.Count, (int)page["totalCount"]!);
            Assert.Equal(after is not null, (bool)page["pageInfo"]!["hasPreviousPage"]!);
            seen.AddRange(page["nodes"]!.AsArray().Select(node => (string)node!["displayText"]!));
            after = (string?)page["pageInfo"]!["endCursor"];
        }
        while ((bool)page["pageInfo"]!["hasNextPage"]!);

        Assert.Equal(all, seen);
        Assert.Equal("INVALID_CURSOR", (await site.Client.FailAsync($"{{ articleConnection(orderBy: {{ displayText: ASC }}, after: \"{after}\") {{ totalCount nodes {{ path }} }} }}")).Code);
    }

    [Fact]
    public async Task Drafts_are_for_those_who_may_see_them()
    {
        using var author = await EditorialClient.CreateAsync(site, "Author");
        using var other = await EditorialClient.CreateAsync(site, "Author");
        using var editor = await EditorialClient.CreateAsync(site, "Editor");
        var slug = SampleArticle.NewSlug("seen-in-graphql");
        var item = SampleArticle.Create(slug);
        item["References"] = new JsonObject { ["ContentItems"] = new JsonArray(Source("13dtxdw22d61fpcbf754779t86", "First source", "10.1000/1"), Source("13dtxdw22d61fpcbf754779t87", "Second source", "10.1000/2")) };
        var id = await author.DraftAsync(item);
        var query = $$"""query($status: Status! = DRAFT) { article(status: $status, where: { contentItemId: "{{id}}" }) { displayText published publishedUtc path review { state certificate } body { contentItems { ... on Section { htmlBody { html } } } } references { contentItems(skip: 1) { displayText ... on Reference { doi retracted url { url } } } } disclaimer { html } } }""";

        Assert.Equal(("UNAUTHENTICATED", 401), await CodeAsync(site.Client, query));
        Assert.Equal(("UNAUTHENTICATED", 401), await CodeAsync(site.Client, query.Replace("= DRAFT", "", StringComparison.Ordinal), new() { ["status"] = "LATEST" }));
        Assert.Equal(("UNAUTHENTICATED", 401), await CodeAsync(site.Client, "{ ...All } fragment All on Query { series(status: ALL) { path } }"));
        Assert.Empty((await site.Client.AskAsync(query, new() { ["status"] = "PUBLISHED" }))["article"]!.AsArray());
        Assert.Empty((await site.Client.AskAsync($"{{ article(where: {{ path: \"articles/{slug}\" }}) {{ path }} }}"))["article"]!.AsArray());

        foreach (var (client, status) in new[] { (author, "DRAFT"), (editor, "DRAFT"), (editor, "LATEST"), (editor, "ALL") })
        {
            var (seen, tag) = await client.GetAsync(GraphQLClient.Address(query, $"{{\"status\":\"{status}\"}}"));
            var draft = Assert.Single(seen["data"]!["article"]!.AsArray())!;
            Assert.Null(tag);
            Assert.Equal((slug, false, "draft"), ((string?)draft["displayText"], (bool)draft["published"]!, (string?)draft["review"]!["state"]));
            Assert.Null(draft["publishedUtc"]);
            Assert.Null(draft["review"]!["certificate"]);
            Assert.Equal("<p>The gut talks to the brain.</p>", (string?)draft["body"]!["contentItems"]![0]!["htmlBody"]!["html"]);
            Assert.NotEmpty((string)draft["disclaimer"]!["html"]!);
            var source = Assert.Single(draft["references"]!["contentItems"]!.AsArray())!;
            Assert.Equal(("Second source", "10.1000/2", false), ((string?)source["displayText"], (string?)source["doi"], (bool)source["retracted"]!));
        }

        var (hidden, _) = await other.GetAsync(GraphQLClient.Address(query));
        Assert.Empty(hidden["data"]!["article"]!.AsArray());
    }

    [Fact]
    public async Task Drafts_are_found_by_their_titles_as_they_are_written()
    {
        using var author = await EditorialClient.CreateAsync(site, "Author");
        var slug = SampleArticle.NewSlug("accents");
        var item = SampleArticle.Create(slug);
        item["DisplayText"] = $"Ärzte {slug}";
        item["TitlePart"] = new JsonObject { ["Title"] = $"Ärzte {slug}" };
        await author.DraftAsync(item);

        foreach (var (part, found) in new[] { ($"Ärzte {slug.ToUpperInvariant()}", true), (slug.ToUpperInvariant(), true), ($"Arzte {slug}", false) })
        {
            var (seen, _) = await author.GetAsync(GraphQLClient.Address($"{{ article(status: DRAFT, where: {{ displayText_contains: \"{part}\" }}) {{ displayText }} }}"));
            Assert.True(seen["data"]!["article"]!.AsArray().Count == (found ? 1 : 0), part);
        }
    }

    [Fact]
    public async Task A_list_within_an_item_is_shown_whole_or_refused()
    {
        using var author = await EditorialClient.CreateAsync(site, "Author");
        var item = SampleArticle.Create(SampleArticle.NewSlug("long"));
        var blocks = item["Body"]!["ContentItems"]!.AsArray();
        for (var number = 1; number < 100; number++)
        {
            var block = blocks[0]!.DeepClone();
            block["ContentItemId"] = $"13dtxdw22d61fpcbf75477{number:0000}";
            blocks.Add(block);
        }

        var id = await author.DraftAsync(item);

        Assert.Equal(100, (await AskAsync("", "published"))["data"]!["article"]![0]!["body"]!["contentItems"]!.AsArray().Count);
        var many = string.Concat(Enumerable.Range(0, 250).Select(number => $"a{number}:published "));
        Assert.Equal(60, (await AskAsync("(first: 60)", many))["data"]!["article"]![0]!["body"]!["contentItems"]!.AsArray().Count);
        Assert.Equal("COMPLEXITY_LIMIT_EXCEEDED", (string?)(await AskAsync("", many))["errors"]![0]!["extensions"]!["code"]);

        // Fields of one name are executed as one.
        Assert.Equal("COMPLEXITY_LIMIT_EXCEEDED", (string?)(await AskAsync("", $"published }} contentItems {{ {many}"))["errors"]![0]!["extensions"]!["code"]);

        async Task<JsonObject> AskAsync(string page, string below) =>
            (await author.GetAsync(GraphQLClient.Address($"{{ article(status: DRAFT, where: {{ contentItemId: \"{id}\" }}) {{ body {{ contentItems{page} {{ {below} }} }} }} }}"))).Body;
    }

    private static JsonObject Source(string id, string citation, string doi) => new()
    {
        ["ContentItemId"] = id,
        ["ContentType"] = "Reference",
        ["DisplayText"] = citation,
        ["TitlePart"] = new JsonObject { ["Title"] = citation },
        ["Reference"] = new JsonObject { ["Doi"] = new JsonObject { ["Text"] = doi } },
    };

    private static async Task<(string?, int)> CodeAsync(HttpClient client, string query, JsonObject? variables = null)
    {
        var (code, _, status) = await client.FailAsync(query, variables);
        return (code, status);
    }

    private async Task<IReadOnlyList<string>> TitlesAsync(string query, JsonObject? variables = null, string type = "article") =>
        [.. (await site.Client.AskAsync(query, variables))[type]!.AsArray().Select(item => (string)item!["displayText"]!)];
}

[Collection<SqliteSites>]
public sealed class GraphQLOnSqliteTests(SqliteSite site) : GraphQLTests(site);

[Collection<PostgresSites>]
public sealed class GraphQLOnPostgresTests(PostgresSite site) : GraphQLTests(site);
