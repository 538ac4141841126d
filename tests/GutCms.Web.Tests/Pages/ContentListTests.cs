using System.Net;
using System.Text.RegularExpressions;
using GutCms.Core.Reviews.Disclaimers;
using GutCms.TestSupport;
using GutCms.Web.Pages.Admin.Reviewing;

namespace GutCms.Web.Tests.Pages;

public abstract partial class ContentListTests(SiteFixture fixture)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("", 10)]
    [InlineData("type=Article", 5)]
    [InlineData("type=Nonsense", 0)]
    [InlineData("state=imported", 10)]
    [InlineData("state=published", 0)]
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
    public async Task Disclaimers_lead_to_the_texts_that_show_them()
    {
        using var browser = new TestBrowser(fixture.Host);
        await browser.SignInAsync("admin", TestSite.AdminPassword);

        var list = await browser.Client.GetStringAsync("admin/disclaimers", Cancellation);
        var address = Uses().Match(list).Value;
        var uses = await browser.Client.GetStringAsync(address.TrimStart('/'), Cancellation);
        using var nonsense = await browser.Client.GetAsync($"{address.TrimStart('/')}?after=zzzz", Cancellation);

        Assert.Contains($"<a href=\"{address}\">Texts that show this disclaimer: 5</a>", list, StringComparison.Ordinal);
        Assert.Equal(5, Title().Count(uses));
        Assert.Equal((HttpStatusCode.Redirect, address), (nonsense.StatusCode, nonsense.Headers.Location?.OriginalString));
        using var series = await browser.Client.GetAsync("admin/disclaimers/4symptomdecoderseries00000", Cancellation);
        using var nothing = await browser.Client.GetAsync("admin/disclaimers/nothing", Cancellation);
        Assert.Equal((HttpStatusCode.NotFound, HttpStatusCode.NotFound), (series.StatusCode, nothing.StatusCode));
    }

    [Theory]
    [InlineData(null, 50, "a000")]
    [InlineData("a049", 50, "a050")]
    [InlineData("a099", 1, "a100")]
    [InlineData("a100", 0, null)]
    public void Texts_that_show_a_disclaimer_come_in_pages(string? after, int expected, string? first)
    {
        var impact = new DisclaimerImpact("d", "d1", "d1", HasChanged: false, [.. Enumerable.Range(0, 101).Select(number => new ImpactedItem($"a{number:D3}", "Article", null, null, true, true, false, null, null))]);

        var rows = ImpactRows.After(impact, after).Rows;

        Assert.Equal(expected, rows.Count);
        Assert.Equal(first, rows.Count == 0 ? null : rows[0].ContentItemId);
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

    [GeneratedRegex("/admin/disclaimers/[0-9a-z]{26}")]
    private static partial Regex Uses();

    [GeneratedRegex("<a class=\"row-title\"")]
    private static partial Regex Title();

    [GeneratedRegex("<tr data-row>")]
    private static partial Regex Row();
}

public sealed class SqliteContentListTests(SqliteSite site) : ContentListTests(site), IClassFixture<SqliteSite>;

public sealed class PostgresContentListTests(PostgresSite site) : ContentListTests(site), IClassFixture<PostgresSite>;
