using System.Net;
using System.Text.Json.Nodes;
using GutCms.TestSupport;

namespace GutCms.Web.Tests.Addresses;

/// <summary>Redirects as administrators make and release them, and as browsers meet them.</summary>
public sealed class AddressesPageTests(SqliteSite site) : IClassFixture<SqliteSite>
{
    private const string Article = "articles/gut-health-and-mental-health";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Redirect_is_added_followed_and_released()
    {
        using var admin = new TestBrowser(site.Host);
        await admin.SignInAsync("admin", TestSite.AdminPassword);
        Assert.Contains("Nothing has moved", await admin.Client.GetStringAsync("admin/addresses", Token), StringComparison.Ordinal);
        await AssertAnswerAsync("articles/of-an-earlier-site", HttpStatusCode.NotFound, null);

        using (var refused = await admin.SendFormAsync("admin/addresses", new Dictionary<string, string> { ["from"] = "of-an-earlier-site", ["to"] = Article }))
        {
            var page = await refused.Content.ReadAsStringAsync(Token);
            Assert.Contains("is no address of an article or series", page, StringComparison.Ordinal);
            Assert.Contains($"value=\"{Article}\"", page, StringComparison.Ordinal);
        }

        using (var added = await admin.SendFormAsync("admin/addresses", new Dictionary<string, string> { ["from"] = "articles/of-an-earlier-site", ["to"] = Article }))
        {
            Assert.Equal(HttpStatusCode.Redirect, added.StatusCode);
        }

        Assert.Contains("/articles/of-an-earlier-site", await admin.Client.GetStringAsync("admin/addresses", Token), StringComparison.Ordinal);
        await AssertAnswerAsync("articles/of-an-earlier-site?from=mail", HttpStatusCode.MovedPermanently, $"/{Article}?from=mail");

        using (var released = await admin.SendFormAsync("admin/addresses", new Dictionary<string, string> { ["path"] = "articles/of-an-earlier-site" }, "admin/addresses?handler=Release"))
        {
            Assert.Equal(HttpStatusCode.Redirect, released.StatusCode);
        }

        await AssertAnswerAsync("articles/of-an-earlier-site", HttpStatusCode.NotFound, null);
        var log = JsonNode.Parse(await admin.Client.GetStringAsync("api/audit?first=10", Token))!["items"]!.AsArray().Select(entry => (string?)entry!["action"]).ToList();
        Assert.Contains("address.keep", log);
        Assert.Contains("address.release", log);
        Assert.Contains("address.keep.refused", log);
    }

    [Theory]
    [InlineData(Article + "/")]
    [InlineData("Articles/gut-health-and-mental-health")]
    [InlineData("articles/Gut-Health-and-Mental-Health")]
    public Task Page_has_one_address(string other) => AssertAnswerAsync(other, HttpStatusCode.MovedPermanently, "/" + Article);

    private async Task AssertAnswerAsync(string path, HttpStatusCode status, string? location)
    {
        using var client = site.Host.CreateClient();
        using var answer = await client.GetAsync(path, Token);
        Assert.Equal((status, location), (answer.StatusCode, answer.Headers.Location?.OriginalString));
    }
}
