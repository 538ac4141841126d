using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Web;
using GutCms.TestSupport;

namespace GutCms.Contract.Tests.Identity;

/// <summary>Authorization code with PKCE.</summary>
public abstract class ActingForPeopleTests(SiteFixture fixture)
{
    private const string Redirect = "https://app.example/callback";
    private const string Verifier = "a-verifier-of-forty-three-characters-at-least";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Gives_the_rights_of_the_person_who_signed_in()
    {
        await AddClientAsync("acting-app");
        using var browser = new TestBrowser(fixture.Host);
        (await browser.SignInAsync("admin", TestSite.AdminPassword)).Dispose();
        var code = await CodeAsync(browser, "acting-app");

        using var response = await ExchangeAsync("acting-app", code, Verifier);

        using var who = await TokenClient.WhoAsync(fixture.Client, (string)(await TokenClient.JsonAsync(response))["access_token"]!);
        var account = await TokenClient.JsonAsync(who);
        Assert.Equal("admin", (string?)account["name"]);
        Assert.False((bool?)account["isClient"]);
    }

    [Fact]
    public async Task Is_refused_when_the_verifier_is_another()
    {
        await AddClientAsync("stolen-code-app");
        using var browser = new TestBrowser(fixture.Host);
        (await browser.SignInAsync("admin", TestSite.AdminPassword)).Dispose();
        var code = await CodeAsync(browser, "stolen-code-app");

        using var response = await ExchangeAsync("stolen-code-app", code, Verifier + "x");

        Assert.Equal("invalid_grant", (string?)(await TokenClient.JsonAsync(response))["error"]);
    }

    [Fact]
    public async Task Asks_to_sign_in_when_nobody_is()
    {
        await AddClientAsync("waiting-app");
        using var browser = new TestBrowser(fixture.Host);

        using var response = await browser.Client.GetAsync(AuthorizeAt("waiting-app", Redirect), Cancellation);

        Assert.Equal(HttpStatusCode.Redirect, response.StatusCode);
        Assert.StartsWith("/account/sign-in", response.Headers.Location!.IsAbsoluteUri ? response.Headers.Location.PathAndQuery : response.Headers.Location.OriginalString, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Sends_no_code_when_the_address_is_not_registered()
    {
        await AddClientAsync("elsewhere-app");
        using var browser = new TestBrowser(fixture.Host);
        (await browser.SignInAsync("admin", TestSite.AdminPassword)).Dispose();

        using var response = await browser.Client.GetAsync(AuthorizeAt("elsewhere-app", "https://evil.example/callback"), Cancellation);

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
    }

    private async Task AddClientAsync(string clientId)
    {
        var result = await fixture.Site.RunAsync("client", "add", clientId, "--public", "--redirect-uri", Redirect);
        Assert.True(result.ExitCode == 0, result.Error);
    }

    private static async Task<string> CodeAsync(TestBrowser browser, string clientId)
    {
        using var response = await browser.Client.GetAsync(AuthorizeAt(clientId, Redirect), Cancellation);
        Assert.StartsWith(Redirect, response.Headers.Location?.AbsoluteUri, StringComparison.Ordinal);
        return HttpUtility.ParseQueryString(response.Headers.Location!.Query)["code"]!;
    }

    private Task<HttpResponseMessage> ExchangeAsync(string clientId, string code, string verifier) => TokenClient.RequestAsync(
        fixture.Client, ("grant_type", "authorization_code"), ("client_id", clientId), ("code", code), ("redirect_uri", Redirect), ("code_verifier", verifier));

    private static string AuthorizeAt(string clientId, string redirect)
    {
        var challenge = Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        return $"connect/authorize?client_id={clientId}&response_type=code&redirect_uri={Uri.EscapeDataString(redirect)}&code_challenge={challenge}&code_challenge_method=S256";
    }
}

[Collection<SqliteSites>]
public sealed class ActingForPeopleOnSqliteTests(SqliteSite site) : ActingForPeopleTests(site);

[Collection<PostgresSites>]
public sealed class ActingForPeopleOnPostgresTests(PostgresSite site) : ActingForPeopleTests(site);
