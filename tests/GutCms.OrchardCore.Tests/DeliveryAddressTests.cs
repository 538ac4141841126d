using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;

namespace GutCms.OrchardCore.Tests;

/// <summary>What Orchard Core's content paths, which match every address, would answer in place of the module.</summary>
[Collection<OrchardSites>]
public sealed class DeliveryAddressTests(Newsroom newsroom)
{
    private const string Article = "api/delivery/articles/gut-health-and-mental-health";

    [Theory]
    [InlineData(Article)]
    [InlineData("api/delivery/articles")]
    [InlineData("feed.xml")]
    public async Task Refuses_every_method_but_reading(string address)
    {
        foreach (var method in (HttpMethod[])[HttpMethod.Post, HttpMethod.Put, HttpMethod.Patch, HttpMethod.Delete])
        {
            using var response = await SendAsync(method, address);

            Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
            Assert.Equal("urn:gutcms:problem:method-not-allowed", await ProblemAsync(response));
            Assert.Contains("GET", response.Content.Headers.Allow);
        }
    }

    [Theory]
    [InlineData("identity;q=0", HttpStatusCode.NotAcceptable)]
    [InlineData("zstd, identity; q=0", HttpStatusCode.NotAcceptable)]
    [InlineData("gzip, identity;q=0", HttpStatusCode.OK)]
    [InlineData("br;q=0, gzip;q=0", HttpStatusCode.OK)]
    public async Task Chooses_a_form_when_others_are_excluded(string accepted, HttpStatusCode status)
    {
        using var response = await SendAsync(HttpMethod.Get, Article, accepted);

        Assert.Equal(status, response.StatusCode);
    }

    [Theory]
    [InlineData("api/delivery/no-such-thing")]
    [InlineData("api/delivery/articles/a/b")]
    [InlineData("api/review/no/such/thing/at/all")]
    public async Task Tells_a_problem_at_an_address_that_leads_nowhere(string address)
    {
        using var response = await SendAsync(HttpMethod.Get, address);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal("urn:gutcms:problem:not-found", await ProblemAsync(response));
    }

    [Fact]
    public async Task Editor_sees_former_addresses_adds_one_and_lets_it_go()
    {
        await newsroom.PublishedAsync("Found by an old link");
        using var editor = await AdminBrowser.SignInAsync(newsroom.Site, "emil");

        var kept = await editor.SendAsync("Admin/Addresses", "Admin/Addresses", ("from", "/articles/of-another-site/"), ("to", "articles/found-by-an-old-link"));
        using var moved = await SendAsync(HttpMethod.Get, "api/delivery/articles/of-another-site");
        await editor.SendAsync("Admin/Addresses", "Admin/Addresses/Release", ("path", "articles/of-another-site"));
        using var gone = await SendAsync(HttpMethod.Get, "api/delivery/articles/of-another-site");

        Assert.Contains("/articles/of-another-site", kept, StringComparison.Ordinal);
        Assert.Equal((HttpStatusCode.PermanentRedirect, "/api/delivery/articles/found-by-an-old-link"), (moved.StatusCode, moved.Headers.Location?.ToString()));
        Assert.Equal(HttpStatusCode.NotFound, gone.StatusCode);
    }

    [Fact]
    public async Task Refuses_a_former_address_that_is_taken_or_leads_nowhere_and_one_of_whoever_may_not_publish()
    {
        await newsroom.PublishedAsync("Kept at its address");
        using var editor = await AdminBrowser.SignInAsync(newsroom.Site, "emil");
        using var reviewer = await AdminBrowser.SignInAsync(newsroom.Site, "rosa");

        var taken = await editor.SendAsync("Admin/Addresses", "Admin/Addresses", ("from", "articles/gut-health-and-mental-health"), ("to", "articles/kept-at-its-address"));
        var nowhere = await editor.SendAsync("Admin/Addresses", "Admin/Addresses", ("from", "articles/an-old-name"), ("to", "articles/there-is-no-such"));
        await reviewer.SendAsync("Admin/Addresses", "Admin/Addresses", ("from", "articles/an-old-name"), ("to", "articles/kept-at-its-address"));
        using var client = await SendAsync(HttpMethod.Get, "api/delivery/articles/an-old-name");

        Assert.Contains("gut-health-and-mental-health", taken, StringComparison.Ordinal);
        Assert.DoesNotContain("are sent on from now on", taken + nowhere, StringComparison.Ordinal);
        Assert.Contains("value=\"articles/there-is-no-such\"", nowhere, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, client.StatusCode);
    }

    [Fact]
    public async Task Former_address_leads_to_the_present_one()
    {
        var id = await newsroom.PublishedAsync("Named so at first");
        var item = await newsroom.Administrator.GetFromJsonAsync<JsonObject>($"api/content/{id}", TestContext.Current.CancellationToken);
        item!["AutoroutePart"]!["Path"] = "articles/named-otherwise-since";
        await newsroom.Author.SaveDraftAsync(item);
        await Editorial.ApproveAsync(newsroom.Author, newsroom.Reviewer, id);
        await newsroom.Editor.DoAsync(id, "publish");

        using var response = await SendAsync(HttpMethod.Get, "api/delivery/articles/named-so-at-first");
        Assert.Equal((HttpStatusCode.PermanentRedirect, "/api/delivery/articles/named-otherwise-since"), (response.StatusCode, response.Headers.Location?.OriginalString));
        using var list = await SendAsync(HttpMethod.Get, "api/delivery/redirects");
        Assert.Contains("\"/articles/named-so-at-first\"", await list.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    private async Task<HttpResponseMessage> SendAsync(HttpMethod method, string address, string? accepted = null)
    {
        using var request = new HttpRequestMessage(method, address);
        request.Headers.TryAddWithoutValidation("Accept-Encoding", accepted);
        return await newsroom.Site.Client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    private static async Task<string?> ProblemAsync(HttpResponseMessage response) =>
        (string?)(await response.Content.ReadFromJsonAsync<JsonObject>(TestContext.Current.CancellationToken))!["type"];
}
