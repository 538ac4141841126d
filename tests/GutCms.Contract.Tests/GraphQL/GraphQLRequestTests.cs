using System.Text.Json.Nodes;
using GutCms.Contract.Tests.OpenApi;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;

namespace GutCms.Contract.Tests.GraphQL;

/// <summary>The client graphql-request, unmodified, in tests/api-clients.</summary>
public abstract class GraphQLRequestTests(SiteFixture fixture)
{
    [Fact]
    public async Task Reads_an_article_all_pages_and_drafts_with_the_right_to_them()
    {
        const string Path = "articles/gut-health-and-mental-health";
        using var author = await EditorialClient.CreateAsync(fixture, "Author");
        var slug = SampleArticle.NewSlug("by-graphql-request");
        var id = await author.DraftAsync(SampleArticle.Create(slug));

        var (code, output, error) = await ApiClients.RunTypeScriptAsync(new()
        {
            ["client"] = "graphql-request",
            ["site"] = fixture.Client.BaseAddress!.AbsoluteUri.TrimEnd('/'),
            ["path"] = Path,
            ["author"] = ApiClients.Person(author),
            ["draft"] = id,
        });

        Assert.True(code == 0, output + error);
        var result = JsonNode.Parse(output)!;
        Assert.StartsWith("Gut Health and Mental Health", (string?)result["found"]!["displayText"], StringComparison.Ordinal);
        Assert.StartsWith("<", (string?)result["found"]!["body"]!["contentItems"]![0]!["htmlBody"]!["html"], StringComparison.Ordinal);
        Assert.True((bool)result["same"]!);
        var titles = result["titles"]!.AsArray().Select(title => (string)title!).ToList();
        Assert.Equal((int)result["total"]!, titles.Count);
        Assert.Equal(titles.Distinct(), titles);
        Assert.Equal("401 UNAUTHENTICATED", (string?)result["refused"]);
        Assert.Equal((slug, false), ((string?)result["draft"]!["displayText"], (bool)result["draft"]!["published"]!));
    }
}

[Collection<SqliteSites>]
public sealed class GraphQLRequestOnSqliteTests(SqliteSite site) : GraphQLRequestTests(site);

[Collection<PostgresSites>]
public sealed class GraphQLRequestOnPostgresTests(PostgresSite site) : GraphQLRequestTests(site);
