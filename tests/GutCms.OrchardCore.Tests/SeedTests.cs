using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace GutCms.OrchardCore.Tests;

[Collection<OrchardSites>]
public sealed class SeedTests(Newsroom newsroom)
{
    private readonly OrchardSite _site = newsroom.Site;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Delivers_the_seeded_article_as_imported()
    {
        using var response = await _site.Client.GetAsync("api/delivery/articles/gut-health-and-mental-health", Cancellation);
        Assert.True(response.IsSuccessStatusCode, await response.Content.ReadAsStringAsync(Cancellation) + _site.Log.Text);
        var article = await response.Content.ReadFromJsonAsync<JsonObject>(Cancellation);
        Assert.Equal("4fm8m5zqjw9xkr3bb84j54ekbg", (string?)article!["versionId"]);
        Assert.Equal("imported", (string?)article["review"]!["status"]);
        Assert.Equal(4, article["hotArticles"]!.AsArray().Count);
    }
}
