using System.Net;
using GutCms.TestSupport;

namespace GutCms.Web.Tests.Identity;

/// <summary>An administrator who takes the second factor of a reviewer away, on a site with two administrators and on one with a single one.</summary>
public abstract class RemovingSecondFactorsTests(SiteDatabase database) : IAsyncLifetime
{
    private const string Reset = "admin/users/rita?handler=password";

    private TestSite _site = null!;
    private GutCmsHost _host = null!;
    private TestBrowser _admin = null!;
    private TestBrowser _rita = null!;
    private string _ritas = null!;
    private string _berthas = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _site = await TestSite.CreateSeededAsync(database);
        _berthas = await AddAsync("bertha", "--role", "Administrator");
        _ritas = await AddAsync("rita", "--role", "MedicalReviewer", "--printed-name", "Dr Rita");
        _host = await _site.StartAsync();
        _admin = await SignInAsync("admin", TestSite.AdminPassword);
        _rita = await SignInAsync("rita", _ritas);
        await Enrolment.EnrolAsync(_rita, _ritas);
    }

    public async ValueTask DisposeAsync()
    {
        _admin?.Dispose();
        _rita?.Dispose();
        await _site.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Waits_for_the_other_administrator_and_leaves_password_and_session_alone_until_then()
    {
        using var asked = await ResetAsync(removesFactor: true);

        Assert.Equal("/admin/proposals", asked.Headers.Location!.OriginalString);
        Assert.True(await HasFactorAsync());
        Assert.True(await IsSignedInAsync(_rita));
        Assert.Equal(HttpStatusCode.Conflict, await ConfirmAsync(_admin, TestSite.AdminPassword));
        Assert.True(await HasFactorAsync());

        using var bertha = await SignInAsync("bertha", _berthas);
        Assert.Equal(HttpStatusCode.Redirect, await ConfirmAsync(bertha, _berthas));

        Assert.False(await HasFactorAsync());
        Assert.False(await IsSignedInAsync(_rita));
        using var again = await SignInAsync("rita", _ritas);
        Assert.Contains("SecondFactorRemoved", await LogAsync(), StringComparison.Ordinal);
        Assert.Contains("took the second factor away", WebUtility.HtmlDecode(await _admin.Client.GetStringAsync("admin/users/rita", Token)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Is_not_part_of_a_new_password_nor_of_a_recipe()
    {
        using var made = await ResetAsync(removesFactor: false);
        Assert.Equal(HttpStatusCode.OK, made.StatusCode);
        Assert.True(await HasFactorAsync());

        var file = Path.Combine(_site.Folder, "factor.recipe.json");
        await File.WriteAllTextAsync(file, """{ "name": "factor", "steps": [ { "name": "Users", "Users": [ { "UserName": "rita", "TwoFactorEnabled": false } ] } ] }""", Token);
        Assert.Equal(0, (await _site.RunAsync("recipe", "run", file)).ExitCode);

        Assert.True(await HasFactorAsync());
    }

    [Fact]
    public async Task Is_made_at_once_by_the_only_administrator_on_record_as_alone()
    {
        Assert.Equal(0, (await _site.RunAsync("user", "disable", "bertha")).ExitCode);

        using var made = await ResetAsync(removesFactor: true);

        Assert.Equal(HttpStatusCode.OK, made.StatusCode);
        Assert.False(await HasFactorAsync());
        Assert.Contains("only administrator", await LogAsync(), StringComparison.Ordinal);
    }

    private Task<HttpResponseMessage> ResetAsync(bool removesFactor) =>
        _admin.SendFormAsync("admin/users/rita", removesFactor ? new Dictionary<string, string> { ["removeSecondFactor"] = "true" } : [], Reset);

    private async Task<HttpStatusCode> ConfirmAsync(TestBrowser browser, string password)
    {
        var id = (await DatabaseDump.QueryAsync(_site, "SELECT \"Name\" FROM \"Documents\" WHERE \"Kind\" = 'proposal'")).Single();
        using var answer = await browser.SendFormAsync("account/sign-out", new Dictionary<string, string> { ["id"] = id, ["decision"] = "confirm", ["password"] = password }, "admin/proposals");
        return answer.StatusCode;
    }

    private async Task<bool> HasFactorAsync() => (await DatabaseDump.QueryAsync(_site, "SELECT CASE WHEN \"TwoFactorEnabled\" THEN 'yes' ELSE 'no' END FROM \"Users\" WHERE \"UserName\" = 'rita'")).Single() == "yes";

    private static async Task<bool> IsSignedInAsync(TestBrowser browser)
    {
        using var answer = await browser.Client.GetAsync("api/account", Token);
        return answer.StatusCode == HttpStatusCode.OK;
    }

    private async Task<string> LogAsync() => string.Join('\n', await DatabaseDump.QueryAsync(_site, "SELECT * FROM \"AuditEntries\""));

    private async Task<string> AddAsync(string name, params string[] arguments)
    {
        var added = await _site.RunAsync(["user", "add", name, .. arguments]);
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
}

public sealed class RemovingSecondFactorsOnSqliteTests() : RemovingSecondFactorsTests(SiteDatabase.Sqlite);

public sealed class RemovingSecondFactorsOnPostgreSqlTests() : RemovingSecondFactorsTests(SiteDatabase.PostgreSql);
