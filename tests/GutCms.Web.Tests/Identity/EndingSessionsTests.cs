using System.Net;
using System.Security.Claims;
using System.Xml.Linq;
using GutCms.TestSupport;
using GutCms.Web.Features.Users;
using GutCms.Web.Features.Keys;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace GutCms.Web.Tests.Identity;

public abstract class EndingSessionsTests(SiteDatabase database) : IAsyncLifetime
{
    private TestSite _site = null!;
    private GutCmsHost _host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _site = await TestSite.CreateSeededAsync(database);
        _host = await _site.StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await _site.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Ends_everywhere_when_somebody_signs_out()
    {
        using var browser = await SignInAsync();
        using var thief = Copy(browser);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(thief));

        (await browser.SendFormAsync("account/sign-out", new Dictionary<string, string>())).Dispose();

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(thief));
    }

    [Fact]
    public async Task Ends_what_the_browser_had_when_somebody_signs_in_again()
    {
        using var browser = await SignInAsync();
        using var thief = Copy(browser);

        (await browser.SignInAsync("admin", TestSite.AdminPassword)).Dispose();

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(thief));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(browser));
    }

    [Fact]
    public async Task Ends_when_its_time_is_over_whatever_is_done_with_it()
    {
        using var browser = await SignInAsync();

        await DatabaseDump.ExecuteAsync(_site, "UPDATE \"Sessions\" SET \"EndsUtc\" = \"BeganUtc\"");

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(browser));
    }

    [Fact]
    public async Task Lists_ones_own_sessions_and_ends_one_or_all_others_and_nobody_elses()
    {
        using var one = await SignInAsync();
        using var two = await SignInAsync();
        using var three = await SignInAsync();
        var password = await AddAsync("eva");
        using var eva = await SignInAsync("eva", password);
        var hashes = await DatabaseDump.QueryAsync(_site, "SELECT \"KeyHash\" FROM \"Sessions\" s JOIN \"Users\" u ON u.\"Id\" = s.\"UserId\" WHERE u.\"UserName\" = 'admin' ORDER BY \"BeganUtc\"");
        Assert.Equal(3, hashes.Count);
        Assert.Contains(hashes[1], await one.Client.GetStringAsync("account/sessions", Cancellation), StringComparison.Ordinal);

        (await eva.SendFormAsync("account/sessions", new Dictionary<string, string> { ["Session"] = hashes[1] })).Dispose();
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(two));
        (await three.SendFormAsync("account/sessions", new Dictionary<string, string> { ["Session"] = hashes[1] })).Dispose();
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(two));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(one));
        (await three.SendFormAsync("account/sessions", new Dictionary<string, string>())).Dispose();

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(one));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(three));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(eva));
    }

    [Fact]
    public async Task Ends_on_every_node_at_once_when_an_operator_says_so()
    {
        var other = await _site.StartAsync();
        var password = await AddAsync("eva");
        using var eva = await SignInAsync("eva", password);
        using var admin = await SignInAsync();
        using var adminThere = Copy(admin, other);
        using var evaThere = Copy(eva, other);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(evaThere));

        Assert.Equal(0, (await _site.RunAsync("session", "end", "--user", "eva")).ExitCode);

        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized], [await StatusAsync(eva), await StatusAsync(evaThere)]);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(adminThere));
        Assert.Equal(0, (await _site.RunAsync("session", "end", "--all")).ExitCode);
        Assert.Equal([HttpStatusCode.Unauthorized, HttpStatusCode.Unauthorized], [await StatusAsync(admin), await StatusAsync(adminThere)]);
        using var again = await SignInAsync();
        using var againThere = Copy(again, other);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(againThere));
    }

    [Theory]
    [InlineData("session", "end")]
    [InlineData("session", "end", "--all", "--user", "eva")]
    public async Task Is_wrong_usage_when_it_is_not_said_whose_sessions(params string[] arguments) => Assert.Equal(2, (await _site.RunAsync(arguments)).ExitCode);

    [Fact]
    public async Task Is_not_forged_from_a_copied_database_even_where_its_keys_are_not_encrypted()
    {
        using var admin = await SignInAsync();
        var copy = await CopyAsync();
        using var forged = new TestBrowser(_host);

        // The copy holds everything but the random key, whose hash it holds.
        foreach (var key in new[] { copy.KeyHash, new string('0', 64) })
        {
            forged.SetCookie("gutcms.session", copy.Forge(GutCmsSchemes.Session, key));
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(forged));
            forged.SetCookie("gutcms.second-factor", copy.Forge(GutCmsSchemes.SecondFactor, key));
            (await forged.SendFormAsync("account/sign-in", new Dictionary<string, string> { ["Code"] = "123456" }, "account/second-factor")).Dispose();
            Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(forged));
        }

        // The same forgery with the key of the real cookie is taken, so that it is the key that is missing and nothing else.
        forged.SetCookie("gutcms.session", copy.Forge(GutCmsSchemes.Session, copy.KeyIn(admin.Session!)));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(forged));
    }

    [Fact]
    public async Task Is_not_read_with_the_former_keys_once_all_sessions_were_ended()
    {
        using var admin = await SignInAsync();
        var copy = await CopyAsync();
        Assert.Equal(0, (await _site.RunAsync("session", "end", "--all")).ExitCode);

        // Even where the row were still there, the running process does not read what the former keys protect.
        using var forged = new TestBrowser(_host);
        using var again = await SignInAsync();
        forged.SetCookie("gutcms.session", copy.Forge(GutCmsSchemes.Session, copy.KeyIn(admin.Session!)));

        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(forged));
        var renewed = await CopyAsync();
        Assert.Throws<System.Security.Cryptography.CryptographicException>(() => renewed.KeyIn(admin.Session!));
        Assert.NotEqual("", renewed.KeyIn(again.Session!));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(again));
        Assert.Equal(0, (await _site.RunAsync("key", "rotate")).ExitCode);
    }

    private async Task<DatabaseCopy> CopyAsync()
    {
        var keys = (await DatabaseDump.QueryAsync(_site, "SELECT \"Xml\" FROM \"DataProtectionKeys\"")).Select(XElement.Parse).ToList();
        var row = (await DatabaseDump.QueryAsync(
            _site, "SELECT u.\"Id\", u.\"SecurityStamp\", s.\"KeyHash\" FROM \"Users\" u JOIN \"Sessions\" s ON s.\"UserId\" = u.\"Id\" WHERE u.\"UserName\" = 'admin'"))[0].Split('|');
        return new(KeyProtection.Over(new Keys(keys), new KeyOptions()), row[0].Trim(), row[1].Trim(), row[2].Trim());
    }

    private async Task<string> AddAsync(string name)
    {
        var result = await _site.RunAsync("user", "add", name);
        Assert.True(result.ExitCode == 0, result.Error);
        return result.Output.Trim().Split(' ')[^1];
    }

    private async Task<TestBrowser> SignInAsync(string name = "admin", string? password = null)
    {
        var browser = new TestBrowser(_host);
        (await browser.SignInAsync(name, password ?? TestSite.AdminPassword)).Dispose();
        Assert.NotNull(browser.Session);
        return browser;
    }

    private TestBrowser Copy(TestBrowser browser, GutCmsHost? at = null)
    {
        var copy = new TestBrowser(at ?? _host);
        copy.SetCookie("gutcms.session", browser.Session!);
        return copy;
    }

    private static async Task<HttpStatusCode> StatusAsync(TestBrowser browser)
    {
        using var response = await browser.Client.GetAsync("api/account", Cancellation);
        return response.StatusCode;
    }

    /// <summary>What somebody has who copied the database, and what can be made from it.</summary>
    private sealed record DatabaseCopy(IDataProtectionProvider Protection, string UserId, string Stamp, string KeyHash)
    {
        public string Forge(string scheme, string key)
        {
            var claims = new ClaimsIdentity(
                [new("sub", UserId), new("name", "admin"), new("gutcms_stamp", Stamp), new("gutcms_kind", "user"), new("gutcms_session", key)], scheme, "name", roleType: null);
            var properties = new AuthenticationProperties { IssuedUtc = TimeProvider.System.GetUtcNow(), ExpiresUtc = TimeProvider.System.GetUtcNow().AddHours(1) };
            return Format(scheme).Protect(new AuthenticationTicket(new ClaimsPrincipal(claims), properties, scheme));
        }

        public string KeyIn(string cookie)
        {
            var bytes = Protector(GutCmsSchemes.Session).Unprotect(Microsoft.AspNetCore.WebUtilities.WebEncoders.Base64UrlDecode(cookie));
            return TicketSerializer.Default.Deserialize(bytes)!.Principal.FindFirstValue("gutcms_session")!;
        }

        private TicketDataFormat Format(string scheme) => new(Protector(scheme));

        private IDataProtector Protector(string scheme) =>
            Protection.CreateProtector("Microsoft.AspNetCore.Authentication.Cookies.CookieAuthenticationMiddleware", scheme, "v2");
    }

    private sealed class Keys(IReadOnlyCollection<XElement> elements) : IXmlRepository
    {
        public IReadOnlyCollection<XElement> GetAllElements() => [.. elements.Select(element => new XElement(element))];

        public void StoreElement(XElement element, string friendlyName) => throw new InvalidOperationException("A copy makes no keys.");
    }
}

public sealed class EndingSessionsOnSqliteTests() : EndingSessionsTests(SiteDatabase.Sqlite);

public sealed class EndingSessionsOnPostgresTests() : EndingSessionsTests(SiteDatabase.PostgreSql);
