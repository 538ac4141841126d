using GutCms.TestSupport;

namespace GutCms.Web.Tests.GraphQL;

/// <summary>What a query costs: commands to the database, counted by the trace of one request. They grow with the lists that are asked for, never with the items on them.</summary>
public sealed class GraphQLWorkTests(PostgresSite site) : IClassFixture<PostgresSite>
{
    private const string Deep =
        "displayText body { contentItems { displayText } } series { contentItems { displayText ... on Series { articles { contentItems { displayText } } } } } disclaimer { contentItems { displayText } } hotArticles { contentItems { displayText ... on Article { disclaimer { contentItems { displayText } } } } }";

    [Fact]
    public async Task A_list_costs_no_more_commands_than_an_item()
    {
        await CountAsync($"{{ article(first: 2) {{ {Deep} }} }}");

        var one = await CountAsync($"{{ article(first: 1) {{ {Deep} }} }}");
        var all = await CountAsync($"{{ article(first: 40) {{ {Deep} }} }}");

        // The list, what its articles name, and what those name.
        Assert.InRange(all, 1, 3);
        Assert.InRange(one, 1, 3);
    }

    [Fact]
    public async Task A_connection_costs_one_command_and_one_for_its_count()
    {
        // The first connection to the database asks it for its types.
        await CountAsync("{ articleConnection(first: 3) { nodes { displayText } } }");

        Assert.Equal(1, await CountAsync("{ articleConnection(first: 3) { nodes { displayText } } }"));
        Assert.Equal(2, await CountAsync("{ articleConnection(where: { displayText_contains: \"a\" }) { totalCount nodes { displayText } } }"));
    }

    [Fact]
    public async Task An_article_by_its_path_comes_out_of_memory()
    {
        const string Query = "{ article(where: { path: \"articles/gut-health-and-mental-health\" }) { displayText body { contentItems { displayText } } } }";
        await CountAsync(Query);

        Assert.Equal(0, await CountAsync(Query));
    }

    private Task<int> CountAsync(string query) => CountedQueries.OfAsync(site.Client, query);
}
