using System.Net;
using System.Web;
using GutCms.TestSupport;

namespace GutCms.Web.Tests.Identity.Providers;

/// <summary>Somebody links the own account with one at a provider of OpenID Connect, and is let in with it from then on; nobody else is.</summary>
public abstract class LinkedSignInTests(SiteDatabase database) : IAsyncLifetime
{
    private const string Own = "a quite different horse";
    private ProviderSite _site = null!;
    private string _password = null!;
    private TestBrowser _eva = null!;

    public async ValueTask InitializeAsync()
    {
        _site = await ProviderSite.CreateAsync(database);
        _password = await _site.AddUserAsync("eva");
        await _site.StartAsync();
        _eva = await _site.SignInAsync("eva", _password);
    }

    public async ValueTask DisposeAsync()
    {
        _eva?.Dispose();
        await _site.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Lets_in_whoever_linked_it_ends_other_sessions_and_is_on_record()
    {
        using var other = await _site.SignInAsync("eva", _password);
        Assert.Contains("Sign in with The Clinic", await other.Client.GetStringAsync("account/sign-in", TestContext.Current.CancellationToken), StringComparison.Ordinal);

        await _site.LinkAsync(_eva, _password);

        Assert.True(await ProviderSite.IsSignedInAsync(_eva));
        Assert.False(await ProviderSite.IsSignedInAsync(other));
        var (browser, location) = await _site.EnterAsync();
        using (browser)
        {
            Assert.Equal("/", location);
            Assert.Contains("\"eva\"", await ProviderSite.AccountAsync(browser), StringComparison.Ordinal);
        }

        var log = await _site.LogAsync();
        Assert.Contains("user.login.add", log, StringComparison.Ordinal);
        Assert.Contains("{\"provider\":\"clinic\"}", log, StringComparison.Ordinal);
        Assert.Contains("accountLoginAdded", await DatabaseDump.ReadAsync(_site.Site), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Asks_with_code_and_proof_key_and_comes_back_to_the_address_of_the_site_and_a_path_of_it()
    {
        await _site.LinkAsync(_eva, _password);
        using var browser = new TestBrowser(_site.Host);
        using var request = new HttpRequestMessage(HttpMethod.Get, "account/provider/clinic");
        request.Headers.Host = "evil.example";
        using var sent = await browser.Client.SendAsync(request, TestContext.Current.CancellationToken);
        var asked = HttpUtility.ParseQueryString(sent.Headers.Location!.Query);

        Assert.Equal(_site.Host.Address + "account/provider/clinic/callback", asked["redirect_uri"]);
        Assert.Equal(("code", "S256", "openid profile email"), (asked["response_type"], asked["code_challenge_method"], asked["scope"]));
        Assert.Equal("/admin?x=1", await _site.GoAsync(browser, "account/provider/clinic?returnUrl=%2Fadmin%3Fx%3D1"));
        foreach (var foreign in new[] { "https://evil.example/", "//evil.example/", "/\\evil.example" })
        {
            Assert.Equal("/", await _site.GoAsync(browser, "account/provider/clinic?returnUrl=" + Uri.EscapeDataString(foreign)));
        }
    }

    [Fact]
    public async Task Is_not_linked_without_the_password_nor_with_a_permission_of_another_or_of_before()
    {
        Assert.Null(await ProviderSite.OfferAsync(_eva, "not my password"));
        using var rolf = await _site.SignInAsync("rolf", await _site.AddUserAsync("rolf"));
        var permission = (await ProviderSite.OfferAsync(_eva, _password))!;

        Assert.Equal("/account/providers?fault=Stale", await _site.GoAsync(rolf, permission));
        Assert.Equal("/account/providers?fault=Stale", await _site.GoAsync(_eva, permission[..^3]));
        Assert.Equal("/account/providers?fault=Stale", await _site.GoAsync(_eva, "account/provider/clinic?link="));
        using var stranger = new TestBrowser(_site.Host);
        Assert.Equal("/account/providers?fault=Stale", await _site.GoAsync(stranger, permission));
        Assert.Empty(await LoginsAsync());

        await ChangePasswordAsync(_eva, _password);
        Assert.Equal("/account/providers?fault=Stale", await _site.GoAsync(_eva, permission));
        Assert.Empty(await LoginsAsync());

        var fresh = (await ProviderSite.OfferAsync(_eva, Own))!;
        Assert.Equal("/account/providers?linked=true", await _site.GoAsync(_eva, fresh));
        await _site.GoAsync(_eva, fresh);
        Assert.Single(await LoginsAsync());
    }

    [Fact]
    public async Task Account_there_belongs_to_one_here()
    {
        await _site.LinkAsync(_eva, _password);
        var known = await _site.AddUserAsync("rolf");
        using var rolf = await _site.SignInAsync("rolf", known);

        Assert.Equal("/account/providers?fault=Taken", await _site.GoAsync(rolf, (await ProviderSite.OfferAsync(rolf, known))!));

        Assert.Contains("eva", await ProviderSite.AccountAsync((await _site.EnterAsync()).Browser), StringComparison.Ordinal);
        Assert.Contains("user.login.add.refused", await _site.LogAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_removed_by_its_owner_alone_and_lets_nobody_in_then()
    {
        await _site.LinkAsync(_eva, _password);
        using var rolf = await _site.SignInAsync("rolf", await _site.AddUserAsync("rolf"));
        Assert.Equal(HttpStatusCode.BadRequest, await RemoveAsync(rolf));
        using var other = await _site.SignInAsync("eva", _password);

        Assert.Equal(HttpStatusCode.Redirect, await RemoveAsync(_eva));

        Assert.True(await ProviderSite.IsSignedInAsync(_eva));
        Assert.False(await ProviderSite.IsSignedInAsync(other));
        Assert.False(await _site.LetsInAsync());
        var log = await _site.LogAsync();
        Assert.Contains("user.login.remove.refused", log, StringComparison.Ordinal);
        Assert.Contains("The Clinic: person-1", log, StringComparison.Ordinal);
        Assert.Contains("provider-not-linked", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Goes_when_an_operator_gives_the_account_back_and_stays_when_its_owner_alone_had_it()
    {
        await _site.LinkAsync(_eva, _password);
        await ChangePasswordAsync(_eva, _password);
        Assert.True(await _site.LetsInAsync());

        Assert.Equal(0, (await _site.Site.RunAsync("user", "reset-password", "eva")).ExitCode);

        Assert.False(await _site.LetsInAsync());
        Assert.Contains("accountLoginsRemoved", await DatabaseDump.ReadAsync(_site.Site), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Goes_with_a_new_password_by_the_link_in_a_mail()
    {
        await _site.LinkAsync(_eva, _password);
        _site.Site.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        await _site.StartAsync();
        Assert.True(await _site.LetsInAsync());

        await _site.SetPasswordAsync("eva", Own);

        Assert.False(await _site.LetsInAsync());
        using var owner = await _site.SignInAsync("eva", Own);
        await _site.LinkAsync(owner, Own);
        Assert.True(await _site.LetsInAsync());
    }

    [Fact]
    public async Task Goes_with_the_hold_of_whoever_knew_the_password()
    {
        using var admin = await _site.SignInAsync("admin", TestSite.AdminPassword);
        using var made = await admin.SendFormAsync("admin/users/new", new Dictionary<string, string> { ["UserName"] = "nora", ["IsEnabled"] = "true" });
        var html = await made.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        var known = WebUtility.HtmlDecode(html.Split("id=\"new-password\" value=\"")[1].Split('"')[0]);
        using (var asNora = await _site.SignInAsync("nora", known))
        {
            await _site.LinkAsync(asNora, known);
        }

        Assert.True(await _site.LetsInAsync());
        using var nora = await _site.SignInAsync("nora", known);
        await ChangePasswordAsync(nora, known);

        Assert.False(await _site.LetsInAsync());
    }

    private async Task<HttpStatusCode> RemoveAsync(TestBrowser browser)
    {
        var (issuer, subject) = (_site.Provider.Address.AbsoluteUri, "person-1");
        using var answer = await browser.SendFormAsync(
            "account/providers", new Dictionary<string, string> { ["Issuer"] = issuer, ["Subject"] = subject }, "account/providers?handler=remove");
        return answer.StatusCode;
    }

    private static async Task ChangePasswordAsync(TestBrowser browser, string password)
    {
        using var answer = await browser.SendFormAsync("account/password", new Dictionary<string, string> { ["Password"] = password, ["NewPassword"] = Own });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private Task<IReadOnlyList<string>> LoginsAsync() => DatabaseDump.QueryAsync(_site.Site, "SELECT \"UserId\" FROM \"UserLogins\"");
}

public sealed class LinkedSignInOnSqliteTests() : LinkedSignInTests(SiteDatabase.Sqlite);

public sealed class LinkedSignInOnPostgreSqlTests() : LinkedSignInTests(SiteDatabase.PostgreSql);
