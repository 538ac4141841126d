using System.Net;
using System.Text.Json.Nodes;
using GutCms.TestSupport;

namespace GutCms.Web.Tests.DeliveredTypes;

/// <summary>The recipe of authors and topics, on a site as it is started.</summary>
public sealed class AuthorsAndTopicsTests(SqliteSite site) : IClassFixture<SqliteSite>
{
    private const string Person = "4aaaaaaaaaaaaaaaaaaaaaaaa1";

    [Fact]
    public async Task A_person_has_a_page_with_the_articles_that_name_it()
    {
        Assert.Equal(0, (await site.Site.RunAsync("recipe", "run", Path.Combine(GutCmsExecutable.RepositoryRoot, "recipes", "gutcms.authors-and-topics.recipe.json"))).ExitCode);
        var content = Path.Combine(Path.GetTempPath(), Guid.NewGuid() + ".recipe.json");
        await File.WriteAllTextAsync(content, Content(), TestContext.Current.CancellationToken);
        Assert.Equal(0, (await site.Site.RunAsync("recipe", "run", content)).ExitCode);
        File.Delete(content);

        var article = JsonNode.Parse(await ReadAsync("api/delivery/articles/with-an-author"))!;
        Assert.Equal((Person, "/items/person/jane-doe"), ((string?)article["links"]!["authors"]![0]!["id"], (string?)article["links"]!["authors"]![0]!["url"]));
        Assert.Contains("href=\"/items/topic/gut\"", await ReadAsync("articles/with-an-author"), StringComparison.Ordinal);
        Assert.Contains("href=\"/articles/with-an-author\"", await ReadAsync("items/person/jane-doe"), StringComparison.Ordinal);
        using var stale = await site.Client.GetAsync("items/person/jane-doe?after=made-up", TestContext.Current.CancellationToken);
        Assert.Equal((HttpStatusCode.Redirect, "/items/person/jane-doe"), (stale.StatusCode, stale.Headers.Location?.OriginalString));
        Assert.Contains("<h1>Gut</h1>", await ReadAsync("items/topic/gut"), StringComparison.Ordinal);
        Assert.Equal("gut", (string?)JsonNode.Parse(await ReadAsync("api/delivery/items/topic?field.meshId=D041981"))!["items"]![0]!["slug"]);
        Assert.Contains("<link rel=\"alternate\" href=\"/items/person/feed.xml\" type=\"application/atom+xml\" title=\"Person\">", await ReadAsync("items/person/jane-doe"), StringComparison.Ordinal);
        Assert.Contains("Jane Doe", await ReadAsync("items/person/feed.xml"), StringComparison.Ordinal);
        Assert.Equal(Person, (string?)JsonNode.Parse(await ReadAsync("api/delivery/items/person?q=jane"))!["items"]![0]!["id"]);
        var named = JsonNode.Parse(await ReadAsync("api/graphql?query=" + Uri.EscapeDataString("""
            { article(where: { path: "articles/with-an-author" }) { authors { contentItems { displayText ... on Person { url credential about { html } } } } topics { contentItems { ... on Topic { meshId } } } }
              person { displayText } topic { displayText } }
            """)))!["data"]!;
        Assert.Equal("/items/person/jane-doe", (string?)named["article"]![0]!["authors"]!["contentItems"]![0]!["url"]);
        Assert.Equal("D041981", (string?)named["article"]![0]!["topics"]!["contentItems"]![0]!["meshId"]);
        Assert.Equal(("Jane Doe", "Gut"), ((string?)named["person"]![0]!["displayText"], (string?)named["topic"]![0]!["displayText"]));
        using var none = await site.Client.GetAsync("items/person/nobody", TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.NotFound, none.StatusCode);
    }

    private async Task<string> ReadAsync(string address) => await site.Client.GetStringAsync(address, TestContext.Current.CancellationToken);

    private static string Content()
    {
        JsonObject Item(string type, string id, string title, string path, JsonObject? part = null)
        {
            var item = new JsonObject
            {
                ["ContentItemId"] = id,
                ["ContentItemVersionId"] = id[..^1] + "2",
                ["ContentType"] = type,
                ["DisplayText"] = title,
                ["Latest"] = true,
                ["Published"] = true,
                ["TitlePart"] = new JsonObject { ["Title"] = title },
                ["AutoroutePart"] = new JsonObject { ["Path"] = path },
            };
            if (part is not null)
            {
                item[type] = part;
            }

            return item;
        }

        static JsonObject Picks(string id) => new() { ["ContentItemIds"] = new JsonArray(id) };

        return new JsonObject
        {
            ["name"] = "content",
            ["steps"] = new JsonArray(new JsonObject
            {
                ["name"] = "Content",
                ["Data"] = new JsonArray(
                    Item("Person", Person, "Jane Doe", "people/jane-doe"),
                    Item("Topic", "4aaaaaaaaaaaaaaaaaaaaaaab1", "Gut", "topics/gut", new() { ["MeshId"] = new JsonObject { ["Text"] = "D041981" } }),
                    Item("Article", "4aaaaaaaaaaaaaaaaaaaaaaac1", "With an author", "articles/with-an-author", new() { ["Disclaimer"] = Picks("5n33tttcnxh5hrvdqwhxmkq9eb"), ["Authors"] = Picks(Person), ["Topics"] = Picks("4aaaaaaaaaaaaaaaaaaaaaaab1") })),
            }),
        }.ToJsonString();
    }
}
