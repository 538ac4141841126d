using System.Net;
using System.Text.RegularExpressions;
using GutCms.TestSupport;
using MimeKit;

namespace GutCms.Web.Tests.Identity;

/// <summary>A password is set anew by a link in a mail; in Development mails are files.</summary>
public sealed partial class ForgottenPasswordTests
{
    private const string NewPassword = "a quite different horse";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Is_set_anew_once_by_the_link_in_the_mail_and_ends_all_sessions()
    {
        await using var site = await TestSite.CreateSeededAsync(SiteDatabase.Sqlite);
        site.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        var added = await site.RunAsync("user", "add", "ada", "--role", "Author", "--email", "ada@example.org");
        var password = added.Output.Trim().Split(' ')[^1];
        await using var host = await site.StartAsync();
        using var browser = new TestBrowser(host);
        (await browser.SignInAsync("ada", password)).Dispose();
        using var visitor = new TestBrowser(host);

        var known = await AskAsync(visitor, "ADA@example.org");
        var unknown = await AskAsync(visitor, "nobody@example.org");

        Assert.Equal(known, unknown);
        var (mail, link) = await ReadMailAsync(Path.Combine(site.DataDirectory, "mails"));
        Assert.Equal("ada@example.org", mail.To.Mailboxes.Single().Address);
        Assert.StartsWith(host.Address.AbsoluteUri + "account/reset-password?", link, StringComparison.Ordinal);
        var page = link[host.Address.AbsoluteUri.Length..];
        var fields = new Dictionary<string, string> { ["NewPassword"] = "short" };
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.SendFormAsync(page, fields, "account/reset-password")).StatusCode);
        fields["NewPassword"] = NewPassword;
        Assert.Equal(HttpStatusCode.OK, (await visitor.SendFormAsync(page, fields, "account/reset-password")).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.SendFormAsync(page, fields, "account/reset-password")).StatusCode);

        using var session = await browser.Client.GetAsync("api/account", Cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, session.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.SignInAsync("ada", password)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.SignInAsync("ada", NewPassword)).StatusCode);
        Assert.Single(Directory.GetFiles(Path.Combine(site.DataDirectory, "mails")));
    }

    [Fact]
    public async Task Is_set_anew_by_an_administrator_which_ends_the_lock_out_and_all_sessions()
    {
        await using var site = await TestSite.CreateSeededAsync(SiteDatabase.Sqlite);
        var password = (await site.RunAsync("user", "add", "ada", "--role", "Author")).Output.Trim().Split(' ')[^1];
        await using var host = await site.StartAsync();
        using var browser = new TestBrowser(host);
        (await browser.SignInAsync("ada", password)).Dispose();
        using var visitor = new TestBrowser(host);
        for (var attempt = 0; attempt < 5; attempt++)
        {
            (await visitor.SignInAsync("ada", "wrong password here")).Dispose();
        }

        var reset = await site.RunAsync("user", "reset-password", "ada");

        Assert.Equal(0, reset.ExitCode);
        using var session = await browser.Client.GetAsync("api/account", Cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, session.StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await visitor.SignInAsync("ada", password)).StatusCode);
        Assert.Equal(HttpStatusCode.Redirect, (await visitor.SignInAsync("ada", reset.Output.Trim().Split(' ')[^1])).StatusCode);
    }

    [Fact]
    public async Task Attempts_are_limited_by_address_apart_for_people_and_for_tokens()
    {
        await using var site = await TestSite.CreateSeededAsync(SiteDatabase.Sqlite);
        site.Environment["GutCms__SignIn__AttemptsPerAddress"] = "3";
        site.Environment["GutCms__SignIn__TokensPerAddress"] = "1";
        await using var host = await site.StartAsync();
        using var visitor = new TestBrowser(host);
        var statuses = new List<HttpStatusCode>();
        for (var attempt = 0; attempt < 4; attempt++)
        {
            statuses.Add((await visitor.SignInAsync("nobody-" + attempt, "wrong password here")).StatusCode);
        }

        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = "x", ["client_secret"] = "x" });
        using var first = await host.Client.PostAsync("connect/token", form, Cancellation);
        using var token = await host.Client.PostAsync("connect/token", form, Cancellation);

        Assert.Equal([HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.BadRequest, HttpStatusCode.TooManyRequests], statuses);
        Assert.NotEqual(HttpStatusCode.TooManyRequests, first.StatusCode);
        Assert.Equal(HttpStatusCode.TooManyRequests, token.StatusCode);
        Assert.NotNull(token.Headers.RetryAfter);
    }

    /// <returns>The answer without what differs in every form.</returns>
    private static async Task<string> AskAsync(TestBrowser visitor, string account)
    {
        using var answer = await visitor.SendFormAsync("account/forgot-password", new Dictionary<string, string> { ["Account"] = account });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Cancellation);
    }

    /// <summary>Waits for the mail, which is sent after the answer.</summary>
    private static async Task<(MimeMessage Mail, string Link)> ReadMailAsync(string folder)
    {
        (MimeMessage Mail, string Link)? found = null;
        await Eventually.HoldsAsync(async () => (found = await TryReadMailAsync(folder)) is not null);
        return found!.Value;
    }

    private static async Task<(MimeMessage Mail, string Link)?> TryReadMailAsync(string folder)
    {
        try
        {
            return Directory.Exists(folder) && Directory.GetFiles(folder, "*.eml") is [var file, ..]
                && await MimeMessage.LoadAsync(file, Cancellation) is var mail && Link().Match(mail.TextBody ?? "") is { Success: true } link
                ? (mail, link.Value)
                : null;
        }
        catch (IOException)
        {
            // It is still being written.
            return null;
        }
    }

    [GeneratedRegex(@"https?://\S+")]
    private static partial Regex Link();
}
