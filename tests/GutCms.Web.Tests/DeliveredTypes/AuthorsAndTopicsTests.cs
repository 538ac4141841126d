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
