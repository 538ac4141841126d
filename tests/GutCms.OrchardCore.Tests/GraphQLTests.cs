using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace GutCms.OrchardCore.Tests;

/// <summary>Orchard Core's GraphQL: reviews are in it, drafts are for those who may see them.</summary>
[Collection<OrchardSites>]
public sealed class GraphQLTests(Newsroom newsroom)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Tells_how_a_live_article_was_reviewed()
    {
        var id = await newsroom.ApprovedAsync("Reviewed in GraphQL");
        await newsroom.Editor.DoAsync(id, "publish");
        using var client = await DeliveryClientAsync();

        var found = await AskAsync(client, $$"""{ article(where: { contentItemId: "{{id}}" }) { displayText review { state contentHash certificate lastReviewedUtc approvals { name meaning } } } }""");

        var review = Assert.Single(found["article"]!.AsArray())!["review"]!;
        Assert.Equal("published", (string?)review["state"]);
        Assert.Equal("Dr rosa", (string?)review["approvals"]![0]!["name"]);
        Assert.NotEmpty((string)review["certificate"]!);
        Assert.StartsWith("sha256:", (string)review["contentHash"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Hides_drafts_from_a_client_with_delivery_rights_only()
    {
        var id = await newsroom.DraftAsync("A draft behind GraphQL");
        using var client = await DeliveryClientAsync();

        foreach (var status in new[] { "DRAFT", "LATEST", "ALL" })
        {
            var found = await AskAsync(client, $$"""{ article(status: {{status}}, where: { contentItemId: "{{id}}" }) { displayText } }""");
            Assert.Empty(found["article"]!.AsArray());
        }
    }

    [Fact]
    public async Task Shows_a_draft_to_whoever_may_see_it()
    {
        var id = await newsroom.DraftAsync("A draft seen in GraphQL");
        var query = $$"""{ article(status: DRAFT, where: { contentItemId: "{{id}}" }) { displayText review { state } } }""";

        var byEditor = Assert.Single((await AskAsync(newsroom.Editor, query))["article"]!.AsArray())!;
        var byAuthor = Assert.Single((await AskAsync(newsroom.Author, query))["article"]!.AsArray())!;

        Assert.Equal("draft", (string?)byEditor["review"]!["state"]);
        Assert.Equal("A draft seen in GraphQL", (string?)byAuthor["displayText"]);
    }

    [Fact]
    public async Task Refuses_drafts_that_are_picked_by_what_is_live()
    {
        const string Query = "{ article { hotArticles { contentItems(status: DRAFT) { displayText } } } }";
        using var client = await DeliveryClientAsync();

        using var refused = await PostAsync(client, Query);
        using var allowed = await PostAsync(newsroom.Editor, Query);

        Assert.Contains("right to see drafts", await refused.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        Assert.False(refused.IsSuccessStatusCode);
        Assert.Equal(HttpStatusCode.OK, allowed.StatusCode);
    }

    private Task<HttpClient> DeliveryClientAsync() => newsroom.Site.AddClientAsync("reader", "Delivery");

    private static Task<HttpResponseMessage> PostAsync(HttpClient client, string query) => client.PostAsJsonAsync("api/graphql", new JsonObject { ["query"] = query }, Cancellation);

    private static async Task<JsonObject> AskAsync(HttpClient client, string query)
    {
        using var response = await PostAsync(client, query);
        var text = await response.Content.ReadAsStringAsync(Cancellation);
        Assert.True(response.IsSuccessStatusCode, $"{response.StatusCode} {text}");
        return JsonNode.Parse(text)!["data"]!.AsObject();
    }
}
