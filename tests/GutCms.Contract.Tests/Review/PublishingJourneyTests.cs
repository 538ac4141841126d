using GutCms.Contract.Tests.Delivery;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;

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
        var slug = SampleArticle.NewSlug("journey");

        var id = await author.DraftAsync(SampleArticle.Create(slug));
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

        string[] lists = ["feed.xml", "sitemap.xml", DeliveryClient.Articles + "?first=100", DeliveryClient.Articles + "?q=" + slug, ""];
        Assert.All(await TextsAsync(lists), list => Assert.Contains(slug, list, StringComparison.Ordinal));
        await editor.DoAsync(id, "withdraw", new() { ["reason"] = "The dose is wrong.", ["replacementUrl"] = "/articles/gut-health-and-mental-health" });

        using var gone = await fixture.Client.SendAsync(HttpMethod.Get, $"{DeliveryClient.Articles}/{slug}", ("Accept", "application/json"));
        Assert.Equal(410, (int)gone.StatusCode);
        var problem = await gone.JsonAsync();
        Assert.Equal(("The dose is wrong.", "/articles/gut-health-and-mental-health"), ((string?)problem["reason"], (string?)problem["replacement"]));
        using var page = await fixture.Client.GetAsync($"articles/{slug}", ("Accept", "text/html"));
        Assert.Equal(410, (int)page.StatusCode);
        var shown = await page.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.Contains("The dose is wrong.", shown, StringComparison.Ordinal);
        Assert.Contains("<a href=\"/articles/gut-health-and-mental-health\">", shown, StringComparison.Ordinal);
        Assert.All(await TextsAsync(lists), list => Assert.DoesNotContain("/articles/" + slug, list, StringComparison.Ordinal));
    }

    private Task<string[]> TextsAsync(string[] paths) => Task.WhenAll(paths.Select(path => fixture.Client.GetStringAsync(path, TestContext.Current.CancellationToken)));

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
}

[Collection<SqliteSites>]
public sealed class PublishingJourneyOnSqliteTests(SqliteSite site) : PublishingJourneyTests(site);

[Collection<PostgresSites>]
public sealed class PublishingJourneyOnPostgresTests(PostgresSite site) : PublishingJourneyTests(site);
