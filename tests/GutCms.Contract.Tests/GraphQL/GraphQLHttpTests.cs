using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using GutCms.Contract.Tests.Delivery;
using GutCms.TestSupport;

namespace GutCms.Contract.Tests.GraphQL;

/// <summary>GraphQL over HTTP: methods, media types, statuses, caches, persisted queries, other origins, and the committed schema.</summary>
public abstract class GraphQLHttpTests(SiteFixture site)
{
    private const string Query = "{ article(orderBy: { displayText: ASC }) { displayText path excerpt contentHash review { state } } }";
    private const string UpdateVariable = "GUTCMS_UPDATE_SNAPSHOTS";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static string SnapshotFile => Path.Combine(GutCmsExecutable.RepositoryRoot, "tests", "GutCms.Contract.Tests", "Snapshots", "schema.graphql");

    [Fact]
    public async Task Is_the_committed_schema()
    {
        var current = await site.Client.GetStringAsync(GraphQLClient.Path + "/schema.graphql", Cancellation);
        if (Environment.GetEnvironmentVariable(UpdateVariable) == "1")
        {
            await File.WriteAllTextAsync(SnapshotFile, current, Cancellation);
        }

        Assert.True(
            File.Exists(SnapshotFile) && current == await File.ReadAllTextAsync(SnapshotFile, Cancellation),
            $"""
            The schema differs from Snapshots/schema.graphql. When that is meant, write it anew and commit it:
              {UpdateVariable}=1 dotnet test --project tests/GutCms.Contract.Tests -- --filter-method "*Is_the_committed_schema"
            """);
    }

    [Fact]
    public async Task Tells_its_schema_to_whoever_asks()
    {
        var types = (await site.Client.AskAsync("{ __schema { types { name fields { name args { name type { name ofType { name } } } } } } __type(name: \"Review\") { fields { name } } }"))["__schema"]!["types"]!.AsArray();

        Assert.Contains("Article", types.Select(type => (string?)type!["name"]));
        Assert.Contains("ArticleWhereInput", types.Select(type => (string?)type!["name"]));
    }

    [Fact]
    public async Task Tells_all_of_its_schema_to_tools_and_nobody_the_same_again_and_again()
    {
        // What getIntrospectionQuery() of graphql-js asks for.
        var reference = "kind name " + string.Concat(Enumerable.Repeat("ofType { kind name ", 9)) + string.Concat(Enumerable.Repeat("} ", 9));
        var asked = $$"""
            query IntrospectionQuery { __schema {
                queryType { name kind } mutationType { name kind } subscriptionType { name kind }
                types { ...FullType }
                directives { name description locations args { ...InputValue } } } }
            fragment FullType on __Type {
                kind name description
                fields(includeDeprecated: true) { name description args { ...InputValue } type { ...TypeRef } isDeprecated deprecationReason }
                inputFields { ...InputValue }
                interfaces { ...TypeRef }
                enumValues(includeDeprecated: true) { name description isDeprecated deprecationReason }
                possibleTypes { ...TypeRef } }
            fragment InputValue on __InputValue { name description type { ...TypeRef } defaultValue }
            fragment TypeRef on __Type { {{reference}} }
            """;

        Assert.Equal("Query", (string?)(await site.Client.AskAsync(asked))["__schema"]!["queryType"]!["name"]);
        await FailsAsync(
            "COMPLEXITY_LIMIT_EXCEEDED",
            "MaxComplexity",
            "{ __type(name: \"ContentItem\") { " + string.Concat(Enumerable.Repeat("possibleTypes { interfaces { ", 9)) + "name" + string.Concat(Enumerable.Repeat(" } }", 9)) + " } }");
    }

    [Fact]
    public async Task A_query_by_get_is_kept_by_caches_and_answered_304()
    {
        using var first = await site.Client.GetAsync(GraphQLClient.Address(Query), ("Accept-Encoding", "gzip"));
        Assert.Equal((200, "application/json", "gzip", "*"), ((int)first.StatusCode, first.Content.Headers.ContentType!.MediaType, first.Header("Content-Encoding"), first.Header("Access-Control-Allow-Origin")));
        Assert.Contains("max-age=30", first.Header("Cache-Control"), StringComparison.Ordinal);
        Assert.Equal("Accept, Accept-Encoding", first.Header("Vary"));
        Assert.Equal("articles series items", first.Header("Surrogate-Key"));

        using var again = await site.Client.GetAsync(GraphQLClient.Address(Query), ("Accept-Encoding", "gzip"), ("If-None-Match", first.Header("ETag")!));
        Assert.Equal(304, (int)again.StatusCode);
        using var head = await site.Client.SendAsync(HttpMethod.Head, GraphQLClient.Address(Query), ("Accept-Encoding", "gzip"));
        Assert.Equal((200, first.Header("ETag"), ""), ((int)head.StatusCode, head.Header("ETag"), await head.Content.ReadAsStringAsync(Cancellation)));
        using var other = await site.Client.GetAsync(GraphQLClient.Address("{ article { path } }"), ("If-None-Match", first.Header("ETag")!));
        Assert.Equal(200, (int)other.StatusCode);
        using var posted = await site.Client.SendQueryAsync(Query);
        Assert.Equal(("no-store", null), (posted.Header("Cache-Control"), posted.Header("ETag")));
    }

    [Fact]
    public async Task Queries_are_persisted_by_their_hash()
    {
        var query = $"{{ article(first: 1) {{ path }} }} # {Guid.NewGuid():N}";
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(query)));
        var extensions = $"extensions={Uri.EscapeDataString($$$"""{"persistedQuery":{"version":1,"sha256Hash":"{{{hash}}}"}}""")}";

        using var unknown = await site.Client.GetAsync($"{GraphQLClient.Path}?{extensions}", Cancellation);
        var told = await unknown.JsonAsync();
        Assert.Equal(("PersistedQueryNotFound", "PERSISTED_QUERY_NOT_FOUND", 200), ((string?)told["errors"]![0]!["message"], (string?)told["errors"]![0]!["extensions"]!["code"], (int)unknown.StatusCode));
        Assert.Equal("no-store", unknown.Header("Cache-Control"));

        using var wrong = await site.Client.GetAsync($"{GraphQLClient.Path}?query={Uri.EscapeDataString("{ article { path } }")}&{extensions}", ("Accept", GraphQLClient.Own));
        Assert.Equal((400, "PERSISTED_QUERY_HASH_MISMATCH"), ((int)wrong.StatusCode, (string?)(await wrong.JsonAsync())["errors"]![0]!["extensions"]!["code"]));

        using var registered = await site.Client.GetAsync($"{GraphQLClient.Address(query)}&{extensions}", Cancellation);
        Assert.Equal(200, (int)registered.StatusCode);
        using var known = await site.Client.GetAsync($"{GraphQLClient.Path}?{extensions}", Cancellation);
        Assert.Equal(await registered.Content.ReadAsStringAsync(Cancellation), await known.Content.ReadAsStringAsync(Cancellation));
        using var same = await site.Client.GetAsync($"{GraphQLClient.Path}?{extensions}", ("If-None-Match", known.Header("ETag")!));
        Assert.Equal(304, (int)same.StatusCode);
    }

    [Fact]
    public async Task A_query_that_is_not_valid_is_not_persisted()
    {
        var query = $"{{ article {{ nothing }} }} # {Guid.NewGuid():N}";
        var extensions = new JsonObject { ["persistedQuery"] = new JsonObject { ["version"] = 1, ["sha256Hash"] = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(query))) } };

        foreach (var body in new JsonObject[] { new() { ["query"] = query, ["extensions"] = extensions.DeepClone() }, new() { ["extensions"] = extensions.DeepClone() } })
        {
            using var response = await site.Client.PostAsJsonAsync(GraphQLClient.Path, body, Cancellation);
            Assert.Equal(body.ContainsKey("query") ? "FIELDS_ON_CORRECT_TYPE" : "PERSISTED_QUERY_NOT_FOUND", (string?)(await response.JsonAsync())["errors"]![0]!["extensions"]!["code"]);
        }
    }

    [Theory]
    [InlineData("{ article(first: 1) { path } }", 200, 200)]
    [InlineData("{ article(first: 1) { nothing } }", 400, 200)]
    [InlineData("{ article(first: 1) { path }", 400, 200)]
    [InlineData("query A { article { path } } query B { article { path } }", 400, 200)]
    [InlineData("query($id: String!) { contentItem(contentItemId: $id) { displayText } }", 400, 200)]
    [InlineData("{ articleConnection(after: \"no cursor\") { totalCount } }", 200, 200)]
    [InlineData("{ article(status: DRAFT) { path } }", 401, 401)]
    [InlineData("", 400, 400)]
    public async Task Statuses_are_those_of_the_specification(string query, int own, int json)
    {
        foreach (var (type, status) in new[] { (GraphQLClient.Own, own), ("application/json", json), ("application/graphql-response+json, application/json;q=0.9", own), ("*/*", json) })
        {
            using var response = await site.Client.GetAsync(GraphQLClient.Address(query), ("Accept", type));
            Assert.True(status == (int)response.StatusCode, $"{type}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(Cancellation)}");
            Assert.Equal(type is "application/json" or "*/*" ? "application/json" : GraphQLClient.Own, response.Content.Headers.ContentType!.MediaType);
        }
    }

    [Theory]
    [InlineData("PUT", "application/json", "{}", "*/*", 405, "METHOD_NOT_ALLOWED")]
    [InlineData("POST", "text/plain", "{ article { path } }", "*/*", 415, "UNSUPPORTED_MEDIA_TYPE")]
    [InlineData("POST", "application/json", "{", "*/*", 400, "BAD_REQUEST")]
    [InlineData("POST", "application/json", "[{\"query\":\"{ article { path } }\"}]", "*/*", 400, "BAD_REQUEST")]
    [InlineData("POST", "application/json", "{\"query\":4}", "*/*", 400, "BAD_REQUEST")]
    [InlineData("POST", "application/json", "{\"query\":\"{ article { path } }\",\"query\":\"{ series { path } }\"}", "*/*", 400, "BAD_REQUEST")]
    [InlineData("POST", "application/json", "{\"query\":\"{ article { path } }\",\"variables\":[]}", "*/*", 400, "BAD_REQUEST")]
    [InlineData("POST", "application/json", "{\"query\":\"{ article { path } }\"}", "text/html", 406, "NOT_ACCEPTABLE")]
    public async Task What_is_no_request_is_told_so(string method, string contentType, string body, string accept, int status, string code)
    {
        using var request = new HttpRequestMessage(new HttpMethod(method), GraphQLClient.Path) { Content = new StringContent(body, Encoding.UTF8, contentType) };
        request.Headers.Add("Accept", accept);
        using var response = await site.Client.SendAsync(request, Cancellation);

        Assert.Equal((status, "no-store"), ((int)response.StatusCode, response.Header("Cache-Control")));
        Assert.Equal(code, (string?)(await response.JsonAsync())["errors"]![0]!["extensions"]!["code"]);
    }

    [Fact]
    public async Task A_bare_query_is_understood()
    {
        using var content = new StringContent("{ article(first: 1) { path } }", Encoding.UTF8, "application/graphql");
        using var response = await site.Client.PostAsync(GraphQLClient.Path, content, Cancellation);

        Assert.Single((await response.JsonAsync())["data"]!["article"]!.AsArray());
    }

    [Fact]
    public async Task Any_origin_may_ask()
    {
        using var preflight = await site.Client.SendAsync(HttpMethod.Options, GraphQLClient.Path, ("Origin", "https://site.example"), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "content-type"));

        Assert.Equal((204, "*", "GET, HEAD, POST", "*, Authorization"), ((int)preflight.StatusCode, preflight.Header("Access-Control-Allow-Origin"), preflight.Header("Access-Control-Allow-Methods"), preflight.Header("Access-Control-Allow-Headers")));
        Assert.Null(preflight.Header("Access-Control-Allow-Credentials"));
    }

    [Fact]
    public async Task What_asks_for_too_much_is_told_how_much_there_may_be()
    {
        await FailsAsync("COMPLEXITY_LIMIT_EXCEEDED", "fields and fragments", "{ " + string.Concat(Enumerable.Range(0, 501).Select(number => $"a{number}:__typename ")) + " }");
        await FailsAsync("COMPLEXITY_LIMIT_EXCEEDED", "MaxComplexity", "{ " + string.Concat(Enumerable.Range(0, 50).Select(number => $"a{number}: article(first: 1) {{ path }} ")) + " }");
        await FailsAsync("COMPLEXITY_LIMIT_EXCEEDED", "MaxComplexity", "{ article { hotArticles { contentItems(first: 50) { ... on Article { hotArticles { contentItems(first: 50) { displayText } } } } } } }");
        await FailsAsync("COMPLEXITY_LIMIT_EXCEEDED", "MaxComplexity", "query($n: Int = 100) { article(first: $n) { hotArticles { contentItems(first: $n) { displayText contentType published } } } }");
        await FailsAsync("DEPTH_LIMIT_EXCEEDED", "MaxDepth", "{ article(first: 1) " + string.Concat(Enumerable.Repeat("{ hotArticles { contentItems(first: 1) { ... on Article ", 10)) + "{ path }" + string.Concat(Enumerable.Repeat(" } } }", 10)) + " }");
        await FailsAsync("DEPTH_LIMIT_EXCEEDED", "256", "{ article(where: " + string.Concat(Enumerable.Repeat("{ AND: [", 900)) + string.Concat(Enumerable.Repeat("] }", 900)) + ") { path } }");
        await FailsAsync("PAGE_LIMIT_EXCEEDED", "MaxNumberOfResults", "{ article(first: 101) { path } }");
        await FailsAsync("PAGE_LIMIT_EXCEEDED", "MaxNumberOfResults", "query($n: Int) { article(first: $n) { path } }", new() { ["n"] = 1_000_000 });
        await FailsAsync("PAGE_LIMIT_EXCEEDED", "MaxSkip", "{ article(skip: 10001) { path } }");
        await FailsAsync("PAGE_LIMIT_EXCEEDED", "MaxSkip", "{ article(skip: -1) { path } }");
        await FailsAsync("FRAGMENT_CYCLE", "contains itself", "{ article(first: 1) { ...A } } fragment A on Article { path ...B } fragment B on Article { slug ...A }");
        await FailsAsync("FRAGMENT_CYCLE", "contains itself", "{ article(first: 1) { path } } fragment A on Article { ...A }");
        await FailsAsync("QUERY_TOO_LARGE", "MaxQueryLength", "{ article { path } } #" + new string('x', 20_000), status: 413);
        await FailsAsync("COMPLEXITY_LIMIT_EXCEEDED", "100", "query($w: ArticleWhereInput) { article(where: $w) { path } }", new() { ["w"] = new JsonObject { ["OR"] = new JsonArray([.. Enumerable.Range(0, 101).Select(number => new JsonObject { ["displayText"] = $"{number}" })]) } }, 200);
        await FailsAsync("COMPLEXITY_LIMIT_EXCEEDED", "MaxComplexity", "{ article(first: 100) { " + string.Concat(Enumerable.Range(0, 10).Select(number => $"a{number}: document ")) + " } }");
        await FailsAsync("COMPLEXITY_LIMIT_EXCEEDED", "fragments", "{ article(first: 1) { path } } " + string.Concat(Enumerable.Range(0, 101).Select(number => $"fragment F{number} on Article {{ path }} ")));
        await FailsAsync("COMPLEXITY_LIMIT_EXCEEDED", "fields and fragments", "{ article(first: 1) { path " + string.Concat(Enumerable.Repeat("@include(if: true) ", 101)) + " } }");
        await FailsAsync("COMPLEXITY_LIMIT_EXCEEDED", "MaxComplexity", "query($p: String) { article(where: { path: $p }) { " + string.Concat(Enumerable.Range(0, 10).Select(number => $"a{number}: document ")) + " } }");
        await FailsAsync("OPERATION_NOT_SUPPORTED", "queries only", "mutation { publish }");
        await FailsAsync("BAD_USER_INPUT", "null", "{ article(where: { displayText: null }) { path } }", status: 200);
        foreach (var condition in new[] { "displayText_contains", "displayText_not_starts_with", "path_ends_with" })
        {
            var query = $"query($t: String) {{ article(where: {{ {condition}: $t }}) {{ path }} }}";
            await FailsAsync("BAD_USER_INPUT", condition, query, new() { ["t"] = new string('%', 1_001) }, 200);
            await FailsAsync("BAD_USER_INPUT", condition, query, new() { ["t"] = new string('x', 60_000) }, 200);
            await site.Client.AskAsync(query, new() { ["t"] = new string('%', 1_000) });
        }
    }

    [Fact]
    public async Task Many_fragments_that_spread_each_other_are_measured_once()
    {
        var fragments = string.Concat(Enumerable.Range(0, 60).Select(number => $"fragment F{number} on Article {{ ...F{number + 1} ...F{number + 1} }} "));

        await FailsAsync("COMPLEXITY_LIMIT_EXCEEDED", "MaxComplexity", "{ article(first: 1) { ...F0 } } " + fragments + "fragment F60 on Article { path slug url }");
    }

    [Fact]
    public async Task A_body_that_is_too_large_is_refused()
    {
        using var content = new StringContent("{\"query\":\"{ article { path } }\",\"variables\":{\"x\":\"" + new string('x', 300_000) + "\"}}", Encoding.UTF8, "application/json");
        using var response = await site.Client.PostAsync(GraphQLClient.Path, content, Cancellation);

        Assert.Equal((413, "QUERY_TOO_LARGE"), ((int)response.StatusCode, (string?)(await response.JsonAsync())["errors"]![0]!["extensions"]!["code"]));
    }

    [Fact]
    public async Task What_is_within_the_limits_is_answered()
    {
        Assert.Single((await site.Client.AskAsync("query($n: Int = 1) { article(first: $n) { path } }", new() { ["unknown"] = new JsonObject { ["deep"] = new JsonArray(1, "2", null) } }))["article"]!.AsArray());
        Assert.Equal(30, (await site.Client.AskAsync("{ " + string.Concat(Enumerable.Range(0, 30).Select(number => $"a{number}: article(first: 1) {{ path }} ")) + " }")).Count);
        Assert.NotEmpty((await site.Client.AskAsync("{ article(first: 100) { path displayText excerpt body { contentItems { displayText ... on Section { htmlBody { html } } } } } }"))["article"]!.AsArray());
    }

    private async Task FailsAsync(string code, string words, string query, JsonObject? variables = null, int status = 400)
    {
        var failed = await site.Client.FailAsync(query, variables);

        Assert.True((code, status) == (failed.Code, failed.Status), $"{failed} and not {code} {status}: {query[..Math.Min(query.Length, 200)]}");
        Assert.Contains(words, failed.Message, StringComparison.Ordinal);
    }
}

[Collection<SqliteSites>]
public sealed class GraphQLHttpOnSqliteTests(SqliteSite site) : GraphQLHttpTests(site);

[Collection<PostgresSites>]
public sealed class GraphQLHttpOnPostgresTests(PostgresSite site) : GraphQLHttpTests(site);
