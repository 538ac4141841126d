using System.Net;
using System.Text.RegularExpressions;
using GutCms.TestSupport;

namespace GutCms.Web.Tests.Pages;

public abstract partial class ContentListTests(SiteFixture fixture)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", 10)]
    [InlineData("type=Article", 5)]
    [InlineData("type=Nonsense", 0)]
    [InlineData("state=imported", 6)]
    [InlineData("state=published", 4)]
    [InlineData("state=inReview", 0)]
    [InlineData("state=5", 10)]
    [InlineData("q=MAGNESIUM", 2)]
    [InlineData("q=100%25", 0)]
    [InlineData("due=overdue", 0)]
    [InlineData("author=system", 10)]
    [InlineData("references=none", 1)]
    [InlineData("type=Article&sort=title", 5)]
    [InlineData("sort=due", 10)]
    public async Task Shows_what_matches(string query, int expected)
    {
        using var browser = new TestBrowser(fixture.Host);
        await browser.SignInAsync("admin", TestSite.AdminPassword);

        var html = await browser.Client.GetStringAsync("admin/content?" + query, Cancellation);

        Assert.Equal(expected, Row().Count(html));
    }

    [Fact]
    public async Task Begins_anew_when_the_cursor_is_of_another_list()
    {
        using var browser = new TestBrowser(fixture.Host);
        await browser.SignInAsync("admin", TestSite.AdminPassword);

        using var answer = await browser.Client.GetAsync("admin/content?type=Article&after=nonsense", Cancellation);

        Assert.Equal(HttpStatusCode.Redirect, answer.StatusCode);
        Assert.Equal("/admin/content?type=Article", answer.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Sends_strangers_to_sign_in_and_scripts_of_strangers_away()
    {
        using var browser = new TestBrowser(fixture.Host);

        using var page = await browser.Client.GetAsync("admin/content?type=Article", Cancellation);
        using var request = new HttpRequestMessage(HttpMethod.Get, "admin/content");
        request.Headers.Add("HX-Request", "true");
        using var script = await browser.Client.SendAsync(request, Cancellation);

        Assert.Equal(HttpStatusCode.Redirect, page.StatusCode);
        Assert.EndsWith("/account/sign-in?returnUrl=%2Fadmin%2Fcontent%3Ftype%3DArticle", page.Headers.Location?.OriginalString, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, script.StatusCode);
    }

    [GeneratedRegex("<tr data-row>")]
    private static partial Regex Row();
}

public sealed class SqliteContentListTests(SqliteSite site) : ContentListTests(site), IClassFixture<SqliteSite>;

public sealed class PostgresContentListTests(PostgresSite site) : ContentListTests(site), IClassFixture<PostgresSite>;
