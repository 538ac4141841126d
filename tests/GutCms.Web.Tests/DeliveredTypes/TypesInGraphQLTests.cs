using System.Text.Json.Nodes;
using GutCms.Web.Tests.GraphQL;
using GutCms.Web.Tests.Storage;

namespace GutCms.Web.Tests.DeliveredTypes;

public sealed class TypesInGraphQLOnSqliteTests() : TypesInGraphQLTests(Provider.Sqlite);

public sealed class TypesInGraphQLOnPostgreSqlTests() : TypesInGraphQLTests(Provider.PostgreSql)
{
    [Fact]
    public async Task A_list_costs_no_more_commands_than_an_item()
    {
        await DefineDrugAsync();
        string? last = null;
        for (var number = 0; number < 20; number++)
        {
            last = await SavedAsync(Drug($"drug-{number}", null, last is null ? [] : [last]));
        }

        using var client = Site.As(null);
        const string Deep = "displayText related { contentItems { displayText ... on Drug { dose related { contentItems { displayText } } } } }";
        await CountedQueries.OfAsync(client, $"{{ drug(first: 2) {{ {Deep} }} }}");

        // The list, what its items name, and what those name.
        Assert.InRange(await CountedQueries.OfAsync(client, $"{{ drug(first: 1) {{ {Deep} }} }}"), 1, 3);
        Assert.InRange(await CountedQueries.OfAsync(client, $"{{ drug(first: 20) {{ {Deep} }} }}"), 1, 3);
        Assert.Equal(1, await CountedQueries.OfAsync(client, "{ drugConnection(first: 20) { nodes { displayText } } }"));
        const string ByPath = "{ drug(where: { path: \"drugs/drug-1\" }) { displayText dose } }";
        await CountedQueries.OfAsync(client, ByPath);
        Assert.Equal(0, await CountedQueries.OfAsync(client, ByPath));
    }
}

/// <summary>A type that a site added is asked for by GraphQL as in Orchard Core: a field of the query for each, with the fields of its definition.</summary>
public abstract class TypesInGraphQLTests(Provider provider) : DeliveredTypesSite(provider)
{
    [Fact]
    public async Task A_type_is_in_the_schema_for_as_long_as_it_is_delivered()
    {
        await DefineDrugAsync(delivered: false);
        Assert.Equal("FIELDS_ON_CORRECT_TYPE", await FailAsync("{ drug { displayText } }"));

        // Nothing is published of it yet.
        await DefineDrugAsync();
        Assert.Empty((await AskAsync("{ drug { displayText } }"))["drug"]!.AsArray());
        using var client = Site.As(null);
        Assert.Contains("type Drug implements ContentItem {", await client.GetStringAsync("api/graphql/schema.graphql", Token), StringComparison.Ordinal);

        await DefineDrugAsync(delivered: false);
        Assert.Equal("FIELDS_ON_CORRECT_TYPE", await FailAsync("{ drug { displayText } }"));
        Assert.DoesNotContain("Drug", await client.GetStringAsync("api/graphql/schema.graphql", Token), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Its_fields_are_those_of_the_document()
    {
        await DefineDrugAsync();
        await RequireReviewAsync("Drug");
        var related = await ApprovedAndLiveAsync(Drug("codeine", "Codeine"));
        var id = await ApprovedAndLiveAsync(Drug("aspirin", "Aspirin", related));
        await SavedAsync(Drug("bisoprolol"), draft: true);
        var document = (await ItemAsync("drug/aspirin")).Expect(200);

        var drug = Assert.Single((await AskAsync("""
            { drug(where: { path: "drugs/aspirin" }) {
                __typename contentItemId contentType displayText path slug url dose strength old contentHash content document
                related { contentItemIds contentItems { displayText ... on Drug { group review { state } } } } review { state certificate } } }
            """))["drug"]!.AsArray())!;

        Assert.Equal(("Drug", id, "Drug", "Aspirin", "drugs/aspirin", "aspirin", "/items/drug/aspirin"), (
            (string?)drug["__typename"], (string?)drug["contentItemId"], (string?)drug["contentType"], (string?)drug["displayText"], (string?)drug["path"], (string?)drug["slug"], (string?)drug["url"]));
        Assert.Equal(("500 mg", 7m, false), ((string?)drug["dose"], (decimal)drug["strength"]!, (bool)drug["old"]!));
        Assert.Equal((related, "Codeine", "second"), ((string?)drug["related"]!["contentItemIds"]![0], (string?)drug["related"]!["contentItems"]![0]!["displayText"], (string?)drug["related"]!["contentItems"]![0]!["group"]));
        Assert.Equal(document.Body!.ToJsonString(), drug["document"]!.ToJsonString());
        Assert.Equal((string?)document["review"]["certificate"], (string?)drug["review"]!["certificate"]);
        Assert.Equal(["Aspirin", "Codeine"], Titles((await AskAsync("{ drug(orderBy: { displayText: ASC }) { displayText } }"))["drug"]!));
        Assert.Equal("Aspirin", (string?)(await AskAsync($"{{ contentItem(contentItemId: \"{id}\") {{ displayText }} }}"))["contentItem"]!["displayText"]);
        Assert.Empty((await AskAsync("{ drug(where: { path: \"elsewhere/aspirin\" }) { displayText } }"))["drug"]!.AsArray());

        (await PullAsync("editor", id, "withdraw", new() { ["reason"] = "The dose was wrong." })).Expect(200);
        Assert.Equal(["Codeine"], Titles((await AskAsync("{ drug { displayText } }"))["drug"]!));
    }

    [Fact]
    public async Task Granted_value_of_an_earlier_definition_stays_and_is_none_of_the_present_one()
    {
        await DefineDrugAsync();
        await RequireReviewAsync("Drug");
        await ApprovedAndLiveAsync(Drug("aspirin"));
        var before = (await ItemAsync("drug/aspirin")).Expect(200);

        await RunAsync(new JsonObject
        {
            ["name"] = "ContentDefinition",
            ["ContentParts"] = new JsonArray(Part("Drug", Field("NumericField", "Dose"), Field("NumericField", "Group", indexed: true), Field("TextField", "Strength", indexed: true))),
        });

        var after = (await ItemAsync("drug/aspirin")).Expect(200);
        Assert.Equal((before["content"].ToJsonString(), (string?)before["contentHash"], "reviewDue"), (after["content"].ToJsonString(), (string?)after["contentHash"], (string?)after["review"]["status"]));
        var drug = Assert.Single((await AskAsync("{ drug { displayText dose strength group fields } }"))["drug"]!.AsArray())!;
        Assert.Equal(("aspirin", null, null, null), ((string?)drug["displayText"], drug["dose"], drug["strength"], drug["group"]));
        Assert.Equal(("500 mg", 7m, "first"), ((string?)drug["fields"]!["dose"], (decimal)drug["fields"]!["strength"]!, (string?)drug["fields"]!["group"]));
        Assert.Equal(["aspirin"], (await ListAsync("drug?sort=field.group")).Titles);
        Assert.Empty((await ListAsync("drug?field.group.from=0")).Titles);
    }

    [Fact]
    public async Task Articles_lead_to_the_items_that_they_name()
    {
        await DefineDrugAsync();
        var id = await SavedAsync(Drug("aspirin", "Aspirin"));
        (await ChangeAsync(await IdOfSeededAsync(), new JsonObject { ["Article"] = new JsonObject { ["Drugs"] = new JsonObject { ["ContentItemIds"] = new JsonArray(id) } } }, draft: true)).Expect(200);
        await ApproveAsync(await IdOfSeededAsync());

        var article = (await AskAsync($"{{ article(where: {{ path: \"articles/{SeededArticle}\" }}) {{ drugs {{ contentItemIds contentItems {{ displayText ... on Drug {{ dose }} }} }} }} }}"))["article"]![0]!;
        Assert.Equal((id, "Aspirin", "500 mg"), (
            (string?)article["drugs"]!["contentItemIds"]![0], (string?)article["drugs"]!["contentItems"]![0]!["displayText"], (string?)article["drugs"]!["contentItems"]![0]!["dose"]));
    }

    [Fact]
    public async Task Pages_and_limits_hold_for_it()
    {
        await DefineDrugAsync();
        foreach (var slug in (string[])["a", "b", "c"])
        {
            await SavedAsync(Drug(slug));
            Site.Time.Advance(TimeSpan.FromMinutes(1));
        }

        var first = (await AskAsync("{ drugConnection(first: 2) { totalCount nodes { displayText } pageInfo { hasNextPage endCursor } } }"))["drugConnection"]!;
        Assert.Equal((3, true), ((int)first["totalCount"]!, (bool)first["pageInfo"]!["hasNextPage"]!));
        Assert.Equal(["c", "b"], Titles(first["nodes"]!));
        var second = (await AskAsync($"{{ drugConnection(first: 2, after: \"{(string?)first["pageInfo"]!["endCursor"]}\") {{ nodes {{ displayText }} }} }}"))["drugConnection"]!;
        Assert.Equal(["a"], Titles(second["nodes"]!));
        Assert.Equal(["a", "b"], Titles((await AskAsync("{ drug(first: 2, orderBy: { publishedUtc: ASC }) { displayText } }"))["drug"]!));
        Assert.Equal(["b"], Titles((await AskAsync("{ drug(where: { AND: [{ displayText_not: \"a\" }, { publishedUtc_lt: \"2026-11-24T12:02:00Z\" }] }) { displayText } }"))["drug"]!));
        Assert.Equal("PAGE_LIMIT_EXCEEDED", await FailAsync("{ drug(first: 101) { displayText } }"));
        Assert.Equal("COMPLEXITY_LIMIT_EXCEEDED", await FailAsync("{ drug { related { contentItems { ... on Drug { related { contentItems { displayText document } } } } } } }"));
        Assert.Equal("INVALID_CURSOR", await FailAsync($"{{ articleConnection(first: 2, after: \"{(string?)first["pageInfo"]!["endCursor"]}\") {{ nodes {{ displayText }} }} }}"));
    }

    [Fact]
    public async Task Drafts_are_for_whoever_may_see_them()
    {
        await DefineDrugAsync();
        await RequireReviewAsync("Drug");
        await SavedAsync(Drug("aspirin"), draft: true);
        const string Query = "{ drug(status: DRAFT) { displayText dose published review { state certificate } } }";

        var draft = Assert.Single((await AskAsync(Query, "editor"))["drug"]!.AsArray())!;
        Assert.Equal(("aspirin", "500 mg", false, "draft", null), ((string?)draft["displayText"], (string?)draft["dose"], (bool)draft["published"]!, (string?)draft["review"]!["state"], (string?)draft["review"]!["certificate"]));
        Assert.Equal("UNAUTHENTICATED", await FailAsync(Query));
        Assert.Equal("FORBIDDEN", await FailAsync(Query, "nobody"));
        Assert.Empty((await AskAsync("{ drug { displayText } }", "editor"))["drug"]!.AsArray());
    }

    private static string[] Titles(JsonNode items) => [.. items.AsArray().Select(item => (string)item!["displayText"]!)];

    private async Task<string> IdOfSeededAsync() => (string)(await GetAsync(null, "api/delivery/articles/" + SeededArticle)).Expect(200)["id"]!;

    private async Task<JsonObject> AskAsync(string query, string? user = null)
    {
        var answer = await SendAsync(query, user);
        Assert.True(answer["errors"] is null, answer.ToJsonString());
        return answer["data"]!.AsObject();
    }

    /// <summary>Code of the first error.</summary>
    private async Task<string?> FailAsync(string query, string? user = null)
    {
        var answer = await SendAsync(query, user);
        Assert.True(answer["errors"] is JsonArray { Count: > 0 }, answer.ToJsonString());
        return (string?)answer["errors"]![0]!["extensions"]!["code"];
    }

    private async Task<JsonObject> SendAsync(string query, string? user)
    {
        using var client = Site.As(user);
        using var answer = await client.GetAsync("api/graphql?query=" + Uri.EscapeDataString(query), Token);
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(Token))!.AsObject();
    }
}
