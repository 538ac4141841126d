using System.Buffers.Binary;
using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using GutCms.TestSupport;

namespace GutCms.Contract.Tests.Identity;

public abstract partial class SecondFactorTests(SiteFixture fixture)
{
    private const string Page = "account/authenticator";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_owed_once_it_is_on_and_each_code_works_once()
    {
        var password = await AddUserAsync("careful");
        var (key, recovery, enrolled) = await TurnOnAsync("careful", password);

        Assert.Equal(HttpStatusCode.Unauthorized, (await SignInAsync("careful", password, code: null)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SignInAsync("careful", password, "000000")).Status);
        // The code that turned it on is spent; that of the next half minute, which is taken already, works once.
        Assert.Equal(HttpStatusCode.Unauthorized, (await SignInAsync("careful", password, enrolled)).Status);
        var code = Code(key, ahead: 1);
        Assert.Equal(HttpStatusCode.OK, (await SignInAsync("careful", password, code)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SignInAsync("careful", password, code)).Status);
        Assert.Equal(HttpStatusCode.OK, (await SignInAsync("careful", password, recovery)).Status);
        Assert.Equal(HttpStatusCode.Unauthorized, (await SignInAsync("careful", password, recovery)).Status);
        var dump = await DatabaseDump.ReadAsync(fixture.Site);
        Assert.DoesNotContain(key, dump, StringComparison.Ordinal);
        Assert.DoesNotContain(recovery, dump, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Stays_off_when_the_code_does_not_fit()
    {
        var password = await AddUserAsync("clumsy");
        using var browser = new TestBrowser(fixture.Host);
        (await browser.SignInAsync("clumsy", password)).Dispose();

        using var response = await browser.SendFormAsync(Page, new Dictionary<string, string> { ["Password"] = password, ["Code"] = "12" }, Page + "?handler=enable");

        Assert.Equal(HttpStatusCode.BadRequest, response.StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await SignInAsync("clumsy", password, code: null)).Status);
    }

    [Fact]
    public async Task Picture_says_to_a_camera_what_stands_beside_it_and_the_page_is_kept_nowhere()
    {
        var password = await AddUserAsync("seeing+heard");
        using var browser = new TestBrowser(fixture.Host);
        (await browser.SignInAsync("seeing+heard", password)).Dispose();

        using var answer = await browser.Client.GetAsync(Page, Cancellation);

        var html = await answer.Content.ReadAsStringAsync(Cancellation);
        var address = QrReader.Read(html);
        var key = Secret().Match(html).Groups["key"].Value;
        Assert.Equal($"otpauth://totp/GutCms:seeing%2Bheard?secret={key}&issuer=GutCms", address);
        Assert.Contains($"<code>{WebUtility.HtmlEncode(address)}</code>", html, StringComparison.Ordinal);
        Assert.Contains("no-store", answer.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Matches("<svg[^>]* role=\"img\"[^>]* aria-label=\"[^\"]+\"", html);

        // No style or script has to be permitted for it.
        Assert.DoesNotMatch("style=|<style|<script|data:", html);
        Assert.DoesNotContain("unsafe", string.Concat(answer.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.Equal(32, key.Length);
    }

    private async Task<(string Key, string Recovery, string Code)> TurnOnAsync(string user, string password)
    {
        using var browser = new TestBrowser(fixture.Host);
        (await browser.SignInAsync(user, password)).Dispose();
        var html = await browser.Client.GetStringAsync(Page, Cancellation);
        var key = Secret().Match(html).Groups["key"].Value;
        var form = Hidden().Matches(html).ToDictionary(match => match.Groups["name"].Value, match => WebUtility.HtmlDecode(match.Groups["value"].Value), StringComparer.Ordinal);
        form["Password"] = password;
        form["Code"] = Code(key);
        using var response = await browser.Client.PostAsync(Page + "?handler=enable", new FormUrlEncodedContent(form), Cancellation);
        return (key, Recovery().Match(await response.Content.ReadAsStringAsync(Cancellation)).Groups["code"].Value, form["Code"]);
    }

    /// <summary>Signs in with a new browser; the status says whether somebody is signed in then.</summary>
    private async Task<(HttpStatusCode Status, string? Session)> SignInAsync(string user, string password, string? code)
    {
        using var browser = new TestBrowser(fixture.Host);
        (await browser.SignInAsync(user, password)).Dispose();
        if (code is not null)
        {
            (await browser.SendFormAsync("account/second-factor", new Dictionary<string, string> { ["Code"] = code })).Dispose();
        }

        using var response = await browser.Client.GetAsync("api/account", Cancellation);
        return (response.StatusCode, browser.Session);
    }

    private async Task<string> AddUserAsync(string name)
    {
        var result = await fixture.Site.RunAsync("user", "add", name);
        Assert.True(result.ExitCode == 0, result.Error);
        return result.Output.Trim().Split(' ')[^1];
    }

    /// <summary>The code of this moment, or of half minutes ahead, as RFC 6238 and RFC 4648 say.</summary>
    private static string Code(string key, int ahead = 0)
    {
        var bits = string.Concat(key.Select(letter => Convert.ToString("ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".IndexOf(letter, StringComparison.Ordinal), 2).PadLeft(5, '0')));
        var secret = Enumerable.Range(0, bits.Length / 8).Select(i => Convert.ToByte(bits.Substring(i * 8, 8), 2)).ToArray();
        Span<byte> step = stackalloc byte[8];
        BinaryPrimitives.WriteInt64BigEndian(step, TimeProvider.System.GetUtcNow().ToUnixTimeSeconds() / 30 + ahead);
#pragma warning disable CA5350 // The standard says SHA-1.
        var hash = HMACSHA1.HashData(secret, step);
#pragma warning restore CA5350
        var number = BinaryPrimitives.ReadInt32BigEndian(hash.AsSpan(hash[^1] & 15)) & int.MaxValue;
        return (number % 1_000_000).ToString("D6", CultureInfo.InvariantCulture);
    }

    [GeneratedRegex("<code>(?<key>[A-Z2-7]{32})</code>")]
    private static partial Regex Secret();

    [GeneratedRegex("<li><code>(?<code>[^<]+)</code>")]
    private static partial Regex Recovery();

    [GeneratedRegex("<input(?=[^>]*type=\"hidden\")(?=[^>]*name=\"(?<name>[^\"]+)\")(?=[^>]*value=\"(?<value>[^\"]*)\")[^>]*>")]
    private static partial Regex Hidden();
}

[Collection<SqliteSites>]
public sealed class SecondFactorOnSqliteTests(SqliteSite site) : SecondFactorTests(site);

[Collection<PostgresSites>]
public sealed class SecondFactorOnPostgresTests(PostgresSite site) : SecondFactorTests(site);
