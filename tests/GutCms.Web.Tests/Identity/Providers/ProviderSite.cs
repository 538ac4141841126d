using System.Net;
using System.Text.RegularExpressions;
using GutCms.TestSupport;

namespace GutCms.Web.Tests.Identity.Providers;

/// <summary>A site that knows a provider, and the steps of a browser between the two.</summary>
public sealed partial class ProviderSite : IAsyncDisposable
{
    public const string Setting = "GutCms__OpenIdConnect__clinic__";

    private readonly HttpClient _browserThere = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });

    private ProviderSite(TestSite site, TestProvider provider) => (Site, Provider) = (site, provider);

    public TestSite Site { get; }

    public TestProvider Provider { get; }

    public GutCmsHost Host { get; private set; } = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<ProviderSite> CreateAsync(SiteDatabase database)
    {
        var site = new ProviderSite(await TestSite.CreateSeededAsync(database), await TestProvider.StartAsync());
        foreach (var (name, value) in site.Provider.Variables())
        {
            site.Site.Environment[name] = value;
        }

        return site;
    }

    /// <summary>Starts the site.</summary>
    /// <param name="settings">Further settings of the provider, by name below its section.</param>
    public async Task StartAsync(params (string Name, string Value)[] settings)
    {
        foreach (var (name, value) in settings)
        {
            Site.Environment[Setting + name] = value;
        }

        Host = await Site.StartAsync();
    }

    /// <summary>Settings that give roles by the claim <c>groups</c>.</summary>
    public static (string, string)[] Roles(params (string Value, string Role)[] roles) =>
    [
        ("RoleClaim", "groups"),
        .. roles.SelectMany((role, index) => new[] { ($"Roles__{index}__Value", role.Value), ($"Roles__{index}__Role", role.Role) }),
    ];

    /// <summary>Goes to the provider and back.</summary>
    /// <param name="browser">The browser.</param>
    /// <param name="path">Where it begins, on the site.</param>
    /// <param name="returnIn">The browser that brings the answer back; null: the same.</param>
    /// <param name="change">Changes the answer on its way.</param>
    /// <returns>Where the site leads then.</returns>
    public async Task<string> GoAsync(TestBrowser browser, string path = "account/provider/clinic", TestBrowser? returnIn = null, Func<string, string>? change = null)
    {
        using var sent = await browser.Client.GetAsync(path, Cancellation);
        Assert.Equal(HttpStatusCode.Redirect, sent.StatusCode);
        var there = sent.Headers.Location!;
        if (!there.IsAbsoluteUri || there.Authority != Provider.Address.Authority)
        {
            return there.OriginalString;
        }

        using var agreed = await _browserThere.GetAsync(there, Cancellation);
        Assert.True(agreed.StatusCode == HttpStatusCode.Redirect, await agreed.Content.ReadAsStringAsync(Cancellation));
        var back = agreed.Headers.Location!.OriginalString;
        using var answer = await (returnIn ?? browser).Client.GetAsync(change?.Invoke(back) ?? back, Cancellation);
        Assert.True(answer.StatusCode == HttpStatusCode.Redirect, $"{(int)answer.StatusCode}\n{Host.Output}{Host.Error}");
        return answer.Headers.Location!.OriginalString;
    }

    /// <summary>Signs in with the provider in a new browser.</summary>
    public async Task<(TestBrowser Browser, string Location)> EnterAsync()
    {
        var browser = new TestBrowser(Host);
        return (browser, await GoAsync(browser));
    }

    /// <summary>Whether a sign-in with the provider lets in.</summary>
    public async Task<bool> LetsInAsync()
    {
        var (browser, _) = await EnterAsync();
        using (browser)
        {
            return await IsSignedInAsync(browser);
        }
    }

    /// <summary>Whether somebody is signed in.</summary>
    public static async Task<bool> IsSignedInAsync(TestBrowser browser)
    {
        using var answer = await browser.Client.GetAsync("api/account", Cancellation);
        return answer.StatusCode == HttpStatusCode.OK;
    }

    /// <summary>Who is signed in, as JSON.</summary>
    public static Task<string> AccountAsync(TestBrowser browser) => browser.Client.GetStringAsync("api/account", Cancellation);

    /// <summary>Adds somebody.</summary>
    /// <returns>The password.</returns>
    public async Task<string> AddUserAsync(string name, params string[] arguments)
    {
        var added = await Site.RunAsync(["user", "add", name, "--email", name + "@example.org", .. arguments]);
        Assert.True(added.ExitCode == 0, added.Error);
        return added.Output.Trim().Split(' ')[^1];
    }

    /// <summary>Signs in with a password.</summary>
    public async Task<TestBrowser> SignInAsync(string name, string password)
    {
        var browser = new TestBrowser(Host);
        (await browser.SignInAsync(name, password)).Dispose();
        Assert.NotNull(browser.Session);
        return browser;
    }

    /// <summary>Fills in the form that links, up to the page that leads to the provider.</summary>
    /// <returns>Path of the provider with the permission; null: the form was refused.</returns>
    public static async Task<string?> OfferAsync(TestBrowser browser, string password, string? code = null)
    {
        var fields = new Dictionary<string, string> { ["Provider"] = "clinic", ["Password"] = password, ["Code"] = code ?? "" };
        using var sent = await browser.SendFormAsync("account/providers", fields, "account/providers?handler=link");
        if (sent.StatusCode != HttpStatusCode.Redirect)
        {
            Assert.Equal(HttpStatusCode.BadRequest, sent.StatusCode);
            return null;
        }

        using var page = await browser.Client.GetAsync(sent.Headers.Location!, Cancellation);
        Assert.DoesNotContain("<form", await page.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        return WebUtility.HtmlDecode(Target().Match(await page.Content.ReadAsStringAsync(Cancellation)).Groups["path"].Value).TrimStart('/');
    }

    /// <summary>Links an account with whoever sits in front of the provider.</summary>
    public async Task LinkAsync(TestBrowser browser, string password) =>
        Assert.Equal("/account/providers?linked=true", await GoAsync(browser, (await OfferAsync(browser, password))!));

    /// <summary>Sets a password by the link in a mail, as somebody does who has forgotten it; for a site in Development.</summary>
    public async Task SetPasswordAsync(string name, string password)
    {
        using var visitor = new TestBrowser(Host);
        (await visitor.SendFormAsync("account/forgot-password", new Dictionary<string, string> { ["Account"] = name })).Dispose();
        var link = await MailFolder.LinkAsync(Site);
        using var answer = await visitor.SendFormAsync(link[Host.Address.AbsoluteUri.Length..], new Dictionary<string, string> { ["NewPassword"] = password }, "account/reset-password");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    /// <summary>The audit log.</summary>
    public async Task<string> LogAsync() => string.Join("\n", await DatabaseDump.QueryAsync(Site, "SELECT * FROM \"AuditEntries\" ORDER BY \"Sequence\""));

    public async ValueTask DisposeAsync()
    {
        _browserThere.Dispose();
        await Site.DisposeAsync();
        await Provider.DisposeAsync();
    }

    [GeneratedRegex("content=\"0;url=(?<path>[^\"]+)\"")]
    private static partial Regex Target();
}
