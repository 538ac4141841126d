using System.Net;
using GutCms.TestSupport;

namespace GutCms.Web.Tests.Pages;

/// <summary>What goes over the wire around a page: form of errors, caching, security headers.</summary>
public sealed class PageAnswersTests(SqliteSite site) : IClassFixture<SqliteSite>
{
    private const string Page = "articles/gut-health-and-mental-health";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("articles/there-is-no-such-article", "text/html", "text/html")]
    [InlineData("articles/there-is-no-such-article", "application/json", "application/problem+json")]
    [InlineData("articles/there-is-no-such-article", "*/*", "application/problem+json")]
    [InlineData("api/there-is-no-such-api", "application/json", "application/problem+json")]
    [InlineData("api/there-is-no-such-api", "text/html", "application/problem+json")]
    public async Task Missing_page_answers_in_the_form_that_the_client_wants(string path, string accept, string expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Add("Accept", accept);
        using var response = await site.Client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal(expected, response.Content.Headers.ContentType?.MediaType);
    }

    [Theory]
    [InlineData(Page)]
    [InlineData("")]
    [InlineData("?q=gut")]
    [InlineData("series/symptom-decoder-series")]
    public async Task Page_is_not_sent_again_when_the_browser_has_it(string page)
    {
        using var first = await site.Client.GetAsync(page, Cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Get, page);
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);
        using var second = await site.Client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.OK, first.StatusCode);
        Assert.Equal(HttpStatusCode.NotModified, second.StatusCode);
        Assert.Equal("", await second.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task Lists_of_other_things_have_other_tags()
    {
        var tags = new HashSet<string>(StringComparer.Ordinal);
        foreach (var page in (string[])["", "?sort=title", "?q=gut", "?q=sleep", "series/symptom-decoder-series"])
        {
            using var response = await site.Client.GetAsync(page, Cancellation);
            Assert.Equal("public, max-age=30, stale-while-revalidate=30, stale-if-error=300", response.Headers.CacheControl?.ToString());
            Assert.True(tags.Add(response.Headers.ETag!.Tag), page);
        }
    }

    [Theory]
    [InlineData(Page, "same-origin")]
    [InlineData("there-is-nothing-here", "cross-origin")]
    [InlineData($"api/delivery/{Page}", "cross-origin")]
    public async Task Every_answer_carries_security_headers_without_unsafe_inline(string path, string resourcePolicy)
    {
        using var response = await site.Client.GetAsync(path, Cancellation);

        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.StartsWith("default-src 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.Equal(resourcePolicy, Assert.Single(response.Headers.GetValues("Cross-Origin-Resource-Policy")));
    }

    [Fact]
    public async Task Address_in_other_letters_leads_to_the_one_that_counts()
    {
        using var response = await site.Client.GetAsync(Page.ToUpperInvariant(), Cancellation);

        Assert.Equal(HttpStatusCode.MovedPermanently, response.StatusCode);
        Assert.Equal($"/{Page}", response.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Structured_data_cannot_end_its_own_element()
    {
        var html = await site.Client.GetStringAsync(Page, Cancellation);

        var block = html.Split("<script type=\"application/ld+json\">")[1].Split("</script>")[0];
        Assert.DoesNotContain('<', block);
        Assert.Contains("\"@type\":\"MedicalWebPage\"", block, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stale_cursor_leads_to_the_beginning_of_the_list()
    {
        using var response = await site.Client.GetAsync("?q=gut&after=nonsense", Cancellation);

        Assert.Equal(HttpStatusCode.Found, response.StatusCode);
        Assert.Equal("/?q=gut", response.Headers.Location?.OriginalString);
    }
}
