using System.Text.Json.Nodes;
using GutCms.Contract.Tests.Delivery;
using GutCms.TestSupport;

namespace GutCms.Contract.Tests.Review;

/// <summary>The whole way of a text, by people with passwords, on the real executable. The rules one by one are tested with the API itself.</summary>
public abstract class PublishingJourneyTests(SiteFixture fixture)
{
    [Fact]
    public async Task A_text_is_written_approved_by_signature_published_and_withdrawn()
    {
        using var author = await EditorialClient.CreateAsync(fixture, "Author");
        using var editor = await EditorialClient.CreateAsync(fixture, "Editor");
        using var reviewer = await EditorialClient.CreateAsync(fixture, "MedicalReviewer");
        var slug = "journey-" + Guid.NewGuid().ToString("N");

        var (created, article) = await author.PostAsync("api/content?draft=true", Article(slug), null);
        Assert.True(created == 200, article.ToJsonString());
        var id = (string)article["ContentItemId"]!;
        Assert.Equal(200, (await author.PullAsync(id, "submit")).Status);
        Assert.Equal(403, (await author.PullAsync(id, "approve")).Status);
        Assert.Equal(409, (await editor.PullAsync(id, "publish")).Status);
        var (approved, decision) = await reviewer.PullAsync(id, "approve");
        Assert.True(approved == 200, decision.ToJsonString());
        Assert.Equal(200, (await editor.PullAsync(id, "publish")).Status);

        var delivered = await fixture.Client.JsonAsync($"{DeliveryClient.Articles}/{slug}");
        Assert.Equal(DeliveryClient.Hash(delivered["content"]!), (string?)delivered["contentHash"]);
        Assert.Equal("Dr MedicalReviewer", (string?)Assert.Single(delivered["review"]!["approvals"]!.AsArray())!["printedName"]);
        Assert.Equal(3, ((string)delivered["review"]!["certificate"]!).Split('.').Length);

        Assert.Equal(200, (await editor.PullAsync(id, "withdraw", new() { ["reason"] = "The dose is wrong." })).Status);
        using var gone = await fixture.Client.SendAsync(HttpMethod.Get, $"{DeliveryClient.Articles}/{slug}", ("Accept", "application/json"));
        Assert.Equal(410, (int)gone.StatusCode);
        using var page = await fixture.Client.GetAsync($"articles/{slug}", ("Accept", "text/html"));
        Assert.Equal(410, (int)page.StatusCode);
        Assert.Contains("The dose is wrong.", await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("api/review/queue")]
    [InlineData("api/review/5n33tttcnxh5hrvdqwhxmkq9eb")]
    [InlineData("api/content")]
    [InlineData("api/audit")]
    public async Task Strangers_are_told_to_sign_in(string path)
    {
        using var response = await fixture.Client.SendAsync(HttpMethod.Get, path, ("Accept", "application/json"));

        Assert.Equal(401, (int)response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
    }

    private static JsonObject Article(string slug) => new()
    {
        ["ContentType"] = "Article",
        ["DisplayText"] = slug,
        ["TitlePart"] = new JsonObject { ["Title"] = slug },
        ["AutoroutePart"] = new JsonObject { ["Path"] = "articles/" + slug },
        ["Article"] = new JsonObject { ["Disclaimer"] = new JsonObject { ["ContentItemIds"] = new JsonArray(DeliveryClient.DisclaimerId) } },
        ["Body"] = new JsonObject
        {
            ["ContentItems"] = new JsonArray(new JsonObject
            {
                ["ContentItemId"] = "13dtxdw22d61fpcbf754779t85",
                ["ContentType"] = "Section",
                ["DisplayText"] = "Introduction",
                ["TitlePart"] = new JsonObject { ["Title"] = "Introduction" },
                ["HtmlBodyPart"] = new JsonObject { ["Html"] = "<p>The gut talks to the brain.</p>" },
            }),
        },
    };
}

[Collection<SqliteSites>]
public sealed class PublishingJourneyOnSqliteTests(SqliteSite site) : PublishingJourneyTests(site);

[Collection<PostgresSites>]
public sealed class PublishingJourneyOnPostgresTests(PostgresSite site) : PublishingJourneyTests(site);
