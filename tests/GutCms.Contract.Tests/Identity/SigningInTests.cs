using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using GutCms.TestSupport;

namespace GutCms.Contract.Tests.Identity;

public abstract class SigningInTests(SiteFixture fixture)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Begins_a_new_session_when_the_password_is_right()
    {
        using var browser = new TestBrowser(fixture.Host);
        browser.SetCookie("gutcms.session", "planted");

        using var response = await browser.SignInAsync("admin", TestSite.AdminPassword);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.NotEqual("planted", browser.Session);
        var cookie = response.Headers.GetValues("Set-Cookie").Single(value => value.StartsWith("gutcms.session=", StringComparison.Ordinal));
        Assert.Contains("httponly", cookie, StringComparison.OrdinalIgnoreCase);
        Assert.Contains("samesite=lax", cookie, StringComparison.OrdinalIgnoreCase);
        var account = await browser.Client.GetFromJsonAsync<JsonObject>("api/account", Cancellation);
        Assert.Equal("admin", (string?)account!["name"]);
        Assert.DoesNotContain("ApproveContent", account["permissions"]!.AsArray().Select(permission => (string?)permission));
    }

    [Theory]
    [InlineData("admin", "admin")]
    [InlineData("admin", "password")]
    [InlineData("nobody-of-that-name", "wrong password here")]
    public async Task Says_the_same_when_user_or_password_is_wrong(string user, string password)
    {
        using var browser = new TestBrowser(fixture.Host);

        using var response = await browser.SignInAsync(user, password);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Null(browser.Session);
        Assert.Contains("User name or password is wrong", await response.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_refused_when_the_form_has_no_antiforgery_token()
    {
        using var browser = new TestBrowser(fixture.Host);

        using var response = await browser.Client.PostAsync(
            "account/sign-in",
            new FormUrlEncodedContent(new Dictionary<string, string> { ["UserName"] = "admin", ["Password"] = TestSite.AdminPassword }),
            Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Null(browser.Session);
    }

    [Fact]
    public async Task Goes_only_to_this_site_when_another_address_is_asked_for()
    {
        using var browser = new TestBrowser(fixture.Host);

        using var response = await browser.SendFormAsync(
            "account/sign-in",
            new Dictionary<string, string> { ["UserName"] = "admin", ["Password"] = TestSite.AdminPassword, ["ReturnUrl"] = "https://evil.example/" });

        Assert.Equal("/", response.Headers.Location?.OriginalString);
    }

    [Fact]
    public async Task Locks_the_account_when_the_password_is_wrong_again_and_again()
    {
        var password = await AddUserAsync("locked-out");
        using var browser = new TestBrowser(fixture.Host);
        for (var i = 0; i < 5; i++)
        {
            (await browser.SignInAsync("locked-out", "wrong password here")).Dispose();
        }

        using var response = await browser.SignInAsync("locked-out", password);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Null(browser.Session);
    }

    [Fact]
    public async Task Ends_with_the_next_request_when_the_user_is_disabled()
    {
        var password = await AddUserAsync("leaving");
        using var browser = new TestBrowser(fixture.Host);
        (await browser.SignInAsync("leaving", password)).Dispose();
        using var before = await browser.Client.GetAsync("api/account", Cancellation);

        Assert.Equal(0, (await fixture.Site.RunAsync("user", "disable", "leaving")).ExitCode);

        using var after = await browser.Client.GetAsync("api/account", Cancellation);
        using var again = await browser.SignInAsync("leaving", password);
        Assert.Equal(HttpStatusCode.OK, before.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, again.StatusCode);
    }

    [Fact]
    public async Task Turns_away_when_there_are_too_many_attempts_at_one_account()
    {
        using var browser = new TestBrowser(fixture.Host);
        var statuses = new List<HttpStatusCode>();
        for (var i = 0; i < 101; i++)
        {
            using var response = await browser.SignInAsync("guessed-at", "");
            statuses.Add(response.StatusCode);
        }

        Assert.Equal(HttpStatusCode.BadRequest, statuses[0]);
        Assert.Contains(HttpStatusCode.TooManyRequests, statuses);
    }

    [Fact]
    public async Task Ends_when_the_user_signs_out()
    {
        using var browser = new TestBrowser(fixture.Host);
        (await browser.SignInAsync("admin", TestSite.AdminPassword)).Dispose();

        using var response = await browser.SendFormAsync("account/sign-out", new Dictionary<string, string>());

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        using var after = await browser.Client.GetAsync("api/account", Cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, after.StatusCode);
    }

    [Fact]
    public async Task Keeps_passwords_as_hashes_when_users_are_made()
    {
        var password = await AddUserAsync("hashed");

        var dump = await DatabaseDump.ReadAsync(fixture.Site);

        Assert.DoesNotContain(password, dump, StringComparison.Ordinal);
        Assert.DoesNotContain(TestSite.AdminPassword, dump, StringComparison.Ordinal);
    }

    private async Task<string> AddUserAsync(string name)
    {
        var result = await fixture.Site.RunAsync("user", "add", name, "--role", "Author");
        Assert.True(result.ExitCode == 0, result.Error);
        return result.Output.Trim().Split(' ')[^1];
    }
}

[Collection<SqliteSites>]
public sealed class SigningInOnSqliteTests(SqliteSite site) : SigningInTests(site);

[Collection<PostgresSites>]
public sealed class SigningInOnPostgresTests(PostgresSite site) : SigningInTests(site);
