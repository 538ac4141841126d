using System.Net;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GutCms.TestSupport;

namespace GutCms.Web.Tests.Identity;

/// <summary>A passkey lets its owner in, and nobody else.</summary>
public abstract partial class PasskeyTests(SiteDatabase database) : IAsyncLifetime
{
    private const string Page = "account/passkeys";
    private const string Own = "a quite different horse";

    private TestSite _site = null!;
    private GutCmsHost _host = null!;
    private string _password = null!;
    private TestBrowser _eva = null!;
    private SoftAuthenticator _device = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Origin => $"http://localhost:{_host.Address.Port}";

    public async ValueTask InitializeAsync()
    {
        _site = await TestSite.CreateSeededAsync(database);
        _host = await _site.StartAsync();
        _password = await AddUserAsync("eva");
        _eva = await SignInAsync("eva", _password);
        _device = new(Origin);
    }

    public async ValueTask DisposeAsync()
    {
        _eva?.Dispose();
        _device?.Dispose();
        await _site.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Lets_its_owner_in_ends_other_sessions_when_it_is_added_and_is_on_record()
    {
        using var other = await SignInAsync("eva", _password);

        Assert.Equal(HttpStatusCode.Redirect, await AddAsync(_eva, _device, _password));

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(_eva));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(other));
        Assert.Equal(HttpStatusCode.OK, await UseAsync(_device));
        Assert.Equal(HttpStatusCode.OK, await UseAsync(_device));
        var log = await LogAsync();
        Assert.Contains("user.passkey.add", log, StringComparison.Ordinal);
        Assert.Contains("Work laptop", log, StringComparison.Ordinal);
        Assert.Contains("accountPasskeyAdded", await DatabaseDump.ReadAsync(_site), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_not_added_without_the_password_a_name_the_own_question_and_a_device_that_verifies_at_this_site()
    {
        Assert.Contains("is wrong", await QuestionFaultAsync(("Name", "Laptop"), ("Password", "not my password")), StringComparison.Ordinal);
        Assert.Contains("Name the passkey", await QuestionFaultAsync(("Name", " "), ("Password", _password)), StringComparison.Ordinal);

        _device.Verifies = false;
        Assert.Equal(HttpStatusCode.BadRequest, await AddAsync(_eva, _device, _password));
        (_device.Verifies, _device.Origin) = (true, "https://evil.example");
        Assert.Equal(HttpStatusCode.BadRequest, await AddAsync(_eva, _device, _password));
        _device.Origin = Origin;
        using var rolf = await SignInAsync("rolf", await AddUserAsync("rolf"));
        var question = await QuestionAsync(_eva, ("Name", "Laptop"), ("Password", _password));
        Assert.Equal(HttpStatusCode.BadRequest, await AnswerAsync(rolf, question, _device.Create(question["options"]!)));
        foreach (var broken in new[] { "", "{}", "null", "[]", "{\"id\":1}" })
        {
            Assert.Equal(HttpStatusCode.BadRequest, await AnswerAsync(_eva, question, broken));
        }

        var answer = _device.Create(question["options"]!);
        Assert.Equal(HttpStatusCode.Redirect, await AnswerAsync(_eva, question, answer));
        Assert.Equal(HttpStatusCode.BadRequest, await AnswerAsync(_eva, question, answer));
        Assert.Single(await DatabaseDump.QueryAsync(_site, "SELECT \"Name\" FROM \"Passkeys\""));
    }

    [Fact]
    public async Task Answers_once_and_only_at_this_site_and_with_its_owner_verified()
    {
        // What keeps an answer from being sent twice is the site, not the count.
        _device.Counts = false;
        await AddAsync(_eva, _device, _password);
        using var browser = new TestBrowser(_host);
        var question = await QuestionAsync(browser);
        var answer = _device.Get(question["options"]!);
        Assert.Equal(HttpStatusCode.Redirect, await SendAsync(browser, question, answer));

        using var thief = new TestBrowser(_host);
        Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(thief, question, answer));
        Assert.Contains("passkey-answered", await LogAsync(), StringComparison.Ordinal);
        (_device.Counts, _device.Verifies) = (true, false);
        Assert.Equal(HttpStatusCode.Unauthorized, await UseAsync(_device));
        (_device.Verifies, _device.Origin) = (true, "https://evil.example");
        Assert.Equal(HttpStatusCode.Unauthorized, await UseAsync(_device));
        _device.Origin = Origin;
        using var forged = new SoftAuthenticator(Origin);
        forged.Create((await QuestionAsync(_eva, ("Name", "Other"), ("Password", _password)))["options"]!);
        Assert.Equal(HttpStatusCode.Unauthorized, await UseAsync(forged));
        Assert.Equal(HttpStatusCode.OK, await UseAsync(_device));
        _device.Count = 0;
        Assert.Equal(HttpStatusCode.Unauthorized, await UseAsync(_device));
        _device.Count = 10;
        var fresh = await QuestionAsync(thief);
        foreach (var broken in new[] { "", "{}", "null", "[]" })
        {
            Assert.Equal(HttpStatusCode.BadRequest, await SendAsync(thief, fresh, broken));
        }

        Assert.Equal(HttpStatusCode.OK, await UseAsync(_device));
    }

    [Fact]
    public async Task Lets_nobody_in_whose_account_is_kept_out()
    {
        await AddAsync(_eva, _device, _password);
        Assert.Equal(0, (await _site.RunAsync("user", "disable", "eva")).ExitCode);

        Assert.Equal(HttpStatusCode.Unauthorized, await UseAsync(_device));

        Assert.Equal(0, (await _site.RunAsync("user", "enable", "eva")).ExitCode);
        Assert.Equal(HttpStatusCode.OK, await UseAsync(_device));
    }

    [Fact]
    public async Task Is_renamed_and_removed_by_its_owner_alone_and_lets_nobody_in_then()
    {
        await AddAsync(_eva, _device, _password);
        using var rolf = await SignInAsync("rolf", await AddUserAsync("rolf"));
        foreach (var handler in new[] { "rename", "remove" })
        {
            Assert.Equal(HttpStatusCode.BadRequest, await ChangeAsync(rolf, handler));
        }

        Assert.Equal(HttpStatusCode.Redirect, await ChangeAsync(_eva, "rename"));
        Assert.Contains("<strong>Other name</strong>", await _eva.Client.GetStringAsync(Page, Cancellation), StringComparison.Ordinal);
        using var other = await SignInAsync("eva", _password);
        Assert.Equal(HttpStatusCode.Redirect, await ChangeAsync(_eva, "remove"));

        Assert.Equal(HttpStatusCode.OK, await StatusAsync(_eva));
        Assert.Equal(HttpStatusCode.Unauthorized, await StatusAsync(other));
        Assert.Equal(HttpStatusCode.Unauthorized, await UseAsync(_device));
        var log = await LogAsync();
        Assert.Contains("user.passkey.rename", log, StringComparison.Ordinal);
        Assert.Contains("user.passkey.remove", log, StringComparison.Ordinal);
        Assert.Contains("user.passkey.remove.refused", log, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Goes_when_an_operator_gives_the_account_back_with_a_new_password()
    {
        await AddAsync(_eva, _device, _password);

        Assert.Equal(0, (await _site.RunAsync("user", "reset-password", "eva")).ExitCode);

        Assert.Equal(HttpStatusCode.Unauthorized, await UseAsync(_device));
        Assert.Contains("accountPasskeysRemoved", await DatabaseDump.ReadAsync(_site), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Goes_with_a_new_password_by_the_link_in_a_mail()
    {
        await AddAsync(_eva, _device, _password);
        _site.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        var host = await _site.StartAsync();
        using var visitor = new TestBrowser(host);
        (await visitor.SendFormAsync("account/forgot-password", new Dictionary<string, string> { ["Account"] = "eva" })).Dispose();
        var link = await MailFolder.LinkAsync(_site);

        using var set = await visitor.SendFormAsync(link[host.Address.AbsoluteUri.Length..], new Dictionary<string, string> { ["NewPassword"] = Own }, "account/reset-password");

        Assert.Equal(HttpStatusCode.OK, set.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, await UseAsync(_device));
        (await SignInAsync("eva", Own)).Dispose();
    }

    [Fact]
    public async Task Goes_with_the_hold_of_whoever_made_the_account_and_stays_when_its_owner_alone_had_it()
    {
        using var admin = await SignInAsync("admin", TestSite.AdminPassword);
        using var made = await admin.SendFormAsync("admin/users/new", new Dictionary<string, string> { ["UserName"] = "nora", ["IsEnabled"] = "true" });
        var known = WebUtility.HtmlDecode(NewPassword().Match(await made.Content.ReadAsStringAsync(Cancellation)).Groups["value"].Value);
        using var asNora = await SignInAsync("nora", known);
        Assert.Equal(HttpStatusCode.Redirect, await AddAsync(asNora, _device, known));
        Assert.Equal(HttpStatusCode.OK, await UseAsync(_device));

        // The owner sets a password of her own, so the administrator knows it no longer; what he added must not stay behind.
        using var nora = await SignInAsync("nora", known);
        await ChangePasswordAsync(nora, known);
        Assert.Equal(HttpStatusCode.Unauthorized, await UseAsync(_device));

        using var eva = await SignInAsync("eva", _password);
        using var own = new SoftAuthenticator(Origin);
        await AddAsync(eva, own, _password);
        await ChangePasswordAsync(eva, _password);
        Assert.Equal(HttpStatusCode.OK, await UseAsync(own));
    }

    private static async Task ChangePasswordAsync(TestBrowser browser, string password)
    {
        using var answer = await browser.SendFormAsync("account/password", new Dictionary<string, string> { ["Password"] = password, ["NewPassword"] = Own });
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private async Task<HttpStatusCode> ChangeAsync(TestBrowser browser, string handler)
    {
        using var answer = await browser.SendFormAsync(Page, new Dictionary<string, string> { ["Passkey"] = _device.Id, ["Name"] = "Other name" }, $"{Page}?handler={handler}");
        return answer.StatusCode;
    }

    private static async Task<HttpStatusCode> AddAsync(TestBrowser browser, SoftAuthenticator device, string password)
    {
        var question = await QuestionAsync(browser, ("Name", "Work laptop"), ("Password", password));
        return await AnswerAsync(browser, question, device.Create(question["options"]!));
    }

    private static async Task<HttpStatusCode> AnswerAsync(TestBrowser browser, JsonNode question, string credential)
    {
        using var answer = await browser.SendFormAsync(Page, new Dictionary<string, string> { ["State"] = (string)question["state"]!, ["Credential"] = credential }, Page + "?handler=add");
        return answer.StatusCode;
    }

    private async Task<string> QuestionFaultAsync(params (string, string)[] fields) => (string)(await QuestionAsync(_eva, fields))["message"]!;

    private static async Task<JsonNode> QuestionAsync(TestBrowser browser, params (string Name, string Value)[] fields)
    {
        var page = fields.Length > 0 ? Page : "account/sign-in";
        using var answer = await browser.SendFormAsync(page, fields.ToDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal), page + "?handler=options");
        return JsonNode.Parse(await answer.Content.ReadAsStringAsync(Cancellation))!;
    }

    private static async Task<HttpStatusCode> SendAsync(TestBrowser browser, JsonNode question, string credential)
    {
        using var answer = await browser.SendFormAsync(
            "account/sign-in", new Dictionary<string, string> { ["State"] = (string)question["state"]!, ["Credential"] = credential }, "account/sign-in?handler=passkey");
        return answer.StatusCode;
    }

    /// <summary>Signs in with a new browser; the status says whether somebody is signed in then.</summary>
    private async Task<HttpStatusCode> UseAsync(SoftAuthenticator device)
    {
        using var browser = new TestBrowser(_host);
        var question = await QuestionAsync(browser);
        await SendAsync(browser, question, device.Get(question["options"]!));
        return await StatusAsync(browser);
    }

    private static async Task<HttpStatusCode> StatusAsync(TestBrowser browser)
    {
        using var answer = await browser.Client.GetAsync("api/account", Cancellation);
        return answer.StatusCode;
    }

    private async Task<string> LogAsync() => string.Join("\n", await DatabaseDump.QueryAsync(_site, "SELECT * FROM \"AuditEntries\""));

    private async Task<string> AddUserAsync(string name)
    {
        var added = await _site.RunAsync("user", "add", name, "--email", name + "@example.org");
        Assert.True(added.ExitCode == 0, added.Error);
        return added.Output.Trim().Split(' ')[^1];
    }

    private async Task<TestBrowser> SignInAsync(string name, string password)
    {
        var browser = new TestBrowser(_host);
        (await browser.SignInAsync(name, password)).Dispose();
        Assert.NotNull(browser.Session);
        return browser;
    }

    [GeneratedRegex("id=\"new-password\" value=\"(?<value>[^\"]+)\"")]
    private static partial Regex NewPassword();
}

public sealed class PasskeysOnSqliteTests() : PasskeyTests(SiteDatabase.Sqlite);

public sealed class PasskeysOnPostgreSqlTests() : PasskeyTests(SiteDatabase.PostgreSql);
