using System.Net.Http.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Tests.Seed;
using GutCms.TestSupport;

namespace GutCms.Contract.Tests.Seed;

public abstract class DeliveredSeedTests(SiteFixture site)
{
    private const string Article = "api/delivery/articles/gut-health-and-mental-health";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Delivered_article_holds_the_given_text_line_by_line()
    {
        var article = await site.Client.GetFromJsonAsync<JsonObject>(Article, Cancellation);

        Assert.Equal(SeedText.Given(), SeedText.FromDelivered(article!).Lines());
    }

    [Fact]
    public async Task Hot_articles_are_delivered_as_stubs_of_a_series_each()
    {
        var article = await site.Client.GetFromJsonAsync<JsonObject>(Article, Cancellation);

        foreach (var card in article!["hotArticles"]!.AsArray())
        {
            var hot = await site.Client.GetFromJsonAsync<JsonObject>($"api/delivery{(string?)card!["url"]}", Cancellation);
            Assert.True((bool)hot!["stub"]!);
            Assert.Equal((string?)card["series"]!["slug"], (string?)hot["series"]!["slug"]);
            Assert.Equal("imported", (string?)hot["review"]!["status"]);
        }
    }
}

[Collection<SqliteSites>]
public sealed class DeliveredSeedOnSqliteTests(SqliteSite site) : DeliveredSeedTests(site);

[Collection<PostgresSites>]
public sealed class DeliveredSeedOnPostgresTests(PostgresSite site) : DeliveredSeedTests(site);

[Collection<ExternalSites>]
public sealed class DeliveredSeedOnExternalSiteTests(ExternalSite site) : DeliveredSeedTests(site);
