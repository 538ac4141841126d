using System.Net;
using System.Web;
using GutCms.TestSupport;

namespace GutCms.Web.Tests.Identity.Providers;

/// <summary>Who is not let in with a provider, and what is owed besides. All of it is on record.</summary>
public sealed class RefusedSignInTests : IAsyncLifetime
{
    private const string NotLetIn = "/account/sign-in?fault=NotLetIn";
    private const string Failed = "/account/sign-in?fault=Failed";

    private ProviderSite _site = null!;
    private string _password = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _site = await ProviderSite.CreateAsync(SiteDatabase.Sqlite);
        _password = await _site.AddUserAsync("eva");
    }

    public ValueTask DisposeAsync() => _site.DisposeAsync();

    [Fact]
    public async Task Name_and_verified_mail_address_of_an_account_open_nothing()
    {
        await _site.StartAsync([.. ProviderSite.Roles(("writers", "Author")), ("CreateAccounts", "true")]);
        foreach (var person in new[]
        {
            new TestPerson("thief") { UserName = "eva", Groups = ["writers"] },
            new TestPerson("thief") { Email = "eva@example.org", EmailVerified = true, Groups = ["writers"] },
            new TestPerson("thief") { UserName = "another", Email = "EVA@example.org", EmailVerified = true, Groups = ["writers"] },
        })
        {
            _site.Provider.Person = person;
            using var browser = new TestBrowser(_site.Host);
            Assert.Equal(NotLetIn, await _site.GoAsync(browser));
            Assert.False(await ProviderSite.IsSignedInAsync(browser));
        }

        Assert.Empty(await DatabaseDump.QueryAsync(_site.Site, "SELECT * FROM \"UserLogins\""));
        Assert.Contains("provider-account", await _site.LogAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Account_that_is_kept_out_or_locked()
    {
        await StartLinkedAsync();
        Assert.Equal(0, (await _site.Site.RunAsync("user", "disable", "eva")).ExitCode);
        Assert.False(await _site.LetsInAsync());
        Assert.Equal(0, (await _site.Site.RunAsync("user", "enable", "eva")).ExitCode);
        Assert.True(await _site.LetsInAsync());
        using var visitor = new TestBrowser(_site.Host);
        for (var attempt = 0; attempt < 5; attempt++)
        {
            (await visitor.SignInAsync("eva", "wrong password here")).Dispose();
        }

        Assert.False(await _site.LetsInAsync());
        var log = await _site.LogAsync();
        Assert.Contains("\"reason\":\"disabled\",\"provider\":\"clinic\"", log, StringComparison.Ordinal);
        Assert.Contains("\"reason\":\"locked-out\",\"provider\":\"clinic\"", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Answer_that_was_changed_or_stolen_or_came_twice_or_is_none()
    {
        await StartLinkedAsync();
        using var browser = new TestBrowser(_site.Host);
        using var thief = new TestBrowser(_site.Host);

        // The person who asked gets the answer, and nobody else: neither a thief, nor a victim who is to be signed in as somebody.
        Assert.Equal(Failed, await _site.GoAsync(browser, returnIn: thief));
        Assert.Equal(Failed, await _site.GoAsync(browser, change: back => back.Replace("state=", "state=x", StringComparison.Ordinal)));
        Assert.Equal(Failed, await _site.GoAsync(browser, change: back => back.Replace("code=", "code=x", StringComparison.Ordinal)));
        Assert.Equal(Failed, await _site.GoAsync(browser, change: _ => "account/provider/clinic/callback"));
        var sent = "";
        await _site.GoAsync(browser, change: back => sent = back);
        Assert.True(await ProviderSite.IsSignedInAsync(browser));
        using var again = await browser.Client.GetAsync(sent, Cancellation);

        Assert.Equal(Failed, again.Headers.Location!.OriginalString);
        Assert.False(await ProviderSite.IsSignedInAsync(thief));
        Assert.Contains("provider-answer", await _site.LogAsync(), StringComparison.Ordinal);
        Assert.Contains("does not hold", await thief.Client.GetStringAsync(Failed, Cancellation), StringComparison.Ordinal);
        Assert.DoesNotContain("role=\"alert\"", (await thief.Client.GetStringAsync("account/sign-in?fault=0", Cancellation)).Split("data-passkey")[0], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Person_who_does_not_agree_and_provider_that_is_not_there_or_not_known()
    {
        await StartLinkedAsync();
        _site.Provider.Denies = true;
        Assert.Equal("/account/sign-in?fault=Cancelled", (await _site.EnterAsync()).Location);
        Assert.Contains("provider-denied", await _site.LogAsync(), StringComparison.Ordinal);
        using var unknown = await _site.Host.Client.GetAsync("account/provider/nobody", Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, unknown.StatusCode);

        _site.Site.Environment[ProviderSite.Setting + "Authority"] = "http://127.0.0.1:9/";
        await _site.StartAsync();

        Assert.Equal("/account/sign-in?fault=Unavailable", (await _site.EnterAsync()).Location);
        Assert.Contains("provider-unavailable", await _site.LogAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Same_person_of_another_provider_is_somebody_else()
    {
        await using var other = await TestProvider.StartAsync();
        foreach (var (name, value) in other.Variables("other"))
        {
            _site.Site.Environment[name] = value;
        }

        await StartLinkedAsync();
        using var browser = new TestBrowser(_site.Host);
        using var sent = await browser.Client.GetAsync("account/provider/other", Cancellation);
        using var there = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
        using var agreed = await there.GetAsync(sent.Headers.Location!, Cancellation);

        using var answer = await browser.Client.GetAsync(agreed.Headers.Location!, Cancellation);

        Assert.Equal(NotLetIn, answer.Headers.Location!.OriginalString);
        Assert.True(await _site.LetsInAsync());
        var mixed = agreed.Headers.Location!.OriginalString.Replace("/other/", "/clinic/", StringComparison.Ordinal);
        using var crossed = await browser.Client.GetAsync(mixed, Cancellation);
        Assert.Equal(Failed, crossed.Headers.Location!.OriginalString);
    }

    [Fact]
    public async Task Code_of_the_second_factor_is_owed_unless_the_configuration_trusts_that_of_the_provider()
    {
        await StartLinkedAsync(("TrustSecondFactor", "true"));
        using var eva = await _site.SignInAsync("eva", _password);
        var codes = await Enrolment.EnrolAsync(eva, _password);

        var (browser, location) = await _site.EnterAsync();
        Assert.Equal("/account/second-factor?ReturnUrl=%2F", HttpUtility.UrlPathEncode(location));
        Assert.False(await ProviderSite.IsSignedInAsync(browser));
        using var wrong = await browser.SendFormAsync("account/second-factor", new Dictionary<string, string> { ["Code"] = "000000" });
        Assert.Equal(HttpStatusCode.BadRequest, wrong.StatusCode);
        using var right = await browser.SendFormAsync("account/second-factor", new Dictionary<string, string> { ["Code"] = codes[0] });
        Assert.True(await ProviderSite.IsSignedInAsync(browser));
        Assert.Contains("\"secondFactor\":true,\"provider\":\"clinic\"", await _site.LogAsync(), StringComparison.Ordinal);

        _site.Provider.Person = _site.Provider.Person with { Methods = ["pwd", "mfa"] };
        Assert.True(await _site.LetsInAsync());
        await _site.StartAsync(("TrustSecondFactor", "false"));
        Assert.False(await _site.LetsInAsync());
    }

    [Fact]
    public async Task More_attempts_than_an_address_has()
    {
        _site.Site.Environment["GutCms__SignIn__AttemptsPerAddress"] = "3";
        await _site.StartAsync();
        for (var attempt = 0; attempt < 3; attempt++)
        {
            Assert.Equal(NotLetIn, (await _site.EnterAsync()).Location);
        }

        using var answer = await _site.Host.Client.GetAsync("account/provider/clinic", Cancellation);

        Assert.Equal(HttpStatusCode.TooManyRequests, answer.StatusCode);
        Assert.NotNull(answer.Headers.RetryAfter);
    }

    private async Task StartLinkedAsync(params (string, string)[] settings)
    {
        await _site.StartAsync(settings);
        using var eva = await _site.SignInAsync("eva", _password);
        await _site.LinkAsync(eva, _password);
    }
}
