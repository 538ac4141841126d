using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;

namespace GutCms.Web.Tests.Identity;

/// <summary>
/// <c>anna</c> writes, and is the only administrator. Whatever she has in hand of the reviewer <c>rita</c>'s account keeps rita from deciding about anna's text, by name, until rita has made
/// the account her own again.
/// </summary>
public abstract class AuthorsWithAHoldTests(SiteDatabase database) : IAsyncLifetime
{
    private const string Own = "a quite different horse";

    private TestSite _site = null!;
    private GutCmsHost _host = null!;
    private EditorialClient _anna = null!;
    private string _password = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _site = await TestSite.CreateSeededAsync(database);
        _site.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        _password = await AddAsync("rita", "--role", "MedicalReviewer", "--printed-name", "Dr Rita", "--email", "rita@example.org");
        var annas = await AddAsync("anna", "--role", "Administrator", "--role", "Editor");

        // Another administrator would have to confirm each of her steps.
        Assert.Equal(0, (await _site.RunAsync("user", "disable", "admin")).ExitCode);
        _host = await _site.StartAsync();
        _anna = await EditorialClient.SignInAsync(_host, "anna", annas);
    }

    public async ValueTask DisposeAsync()
    {
        _anna?.Dispose();
        await _site.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Theory]
    [InlineData("gave it a role", "Email=rita@example.org&PrintedName=Dr Rita&Roles=MedicalReviewer&Roles=Author&IsEnabled=true")]
    [InlineData("chose the printed name", "Email=rita@example.org&PrintedName=Dr Other&Roles=MedicalReviewer&IsEnabled=true")]
    [InlineData("chose the printed name", "Email=rita@example.org&PrintedName=Dr Rita&Credential=MD&Roles=MedicalReviewer&IsEnabled=true")]
    public async Task Role_and_name_are_the_owners_again_by_a_new_password_from_the_own_session(string hold, string form)
    {
        var id = await SubmittedAsync();
        await SaveAsync(form);
        using (var rita = await EditorialClient.SignInAsync(_host, "rita", _password))
        {
            await IsRefusedAsync(rita, id, hold);
            using var changed = await rita.Browser.SendFormAsync("account/password", new Dictionary<string, string> { ["Password"] = _password, ["NewPassword"] = Own });
            Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        }

        await ApprovesAsync(id, Own);
    }

    [Fact]
    public async Task Mail_address_that_an_author_chose_is_not_the_owners_by_any_password_and_is_when_somebody_else_vouches()
    {
        var id = await SubmittedAsync();
        await SaveAsync("Email=other@example.org&PrintedName=Dr Rita&Roles=MedicalReviewer&IsEnabled=true");
        using (var rita = await EditorialClient.SignInAsync(_host, "rita", _password))
        {
            await IsRefusedAsync(rita, id, "chose the mail address");
            using var changed = await rita.Browser.SendFormAsync("account/password", new Dictionary<string, string> { ["Password"] = _password, ["NewPassword"] = Own });
        }

        using (var rita = await EditorialClient.SignInAsync(_host, "rita", Own))
        {
            await IsRefusedAsync(rita, id, "chose the mail address");
        }

        Assert.Equal(0, (await _site.RunAsync("user", "vouch", "rita")).ExitCode);
        await ApprovesAsync(id, Own);
    }

    [Fact]
    public async Task Second_factor_that_an_author_took_away_is_the_owners_when_she_has_a_password_of_her_own_and_enrols_another()
    {
        using (var browser = (await EditorialClient.SignInAsync(_host, "rita", _password)).Browser)
        {
            await Enrolment.EnrolAsync(browser, _password);
        }

        var id = await SubmittedAsync();
        using var reset = await _anna.Browser.SendFormAsync("admin/users/rita", new Dictionary<string, string> { ["removeSecondFactor"] = "true" }, "admin/users/rita?handler=password");
        Assert.Equal(HttpStatusCode.OK, reset.StatusCode);
        await SetByMailAsync();
        using var rita = await EditorialClient.SignInAsync(_host, "rita", Own);
        await IsRefusedAsync(rita, id, "took the second factor away");

        var codes = await Enrolment.EnrolAsync(rita.Browser, Own);

        using var owner = await EditorialClient.OfAsync(rita.Browser, Own);
        var (seen, tag) = await owner.ReviewAsync(id);
        var body = new JsonObject
        {
            ["contentHash"] = (string?)seen["contentHash"],
            ["presentationHash"] = (string?)seen["presentationHash"],
            ["signature"] = new JsonObject { ["password"] = Own, ["code"] = codes[0] },
        };
        var (status, answer) = await owner.PostAsync($"api/review/{id}/approve", body, tag);
        Assert.True(status == 200, answer.ToJsonString());
    }

    [Fact]
    public async Task Client_writes_for_whoever_registered_it_and_for_whoever_saw_its_secret_last()
    {
        Assert.Equal(0, (await _site.RunAsync("client", "add", "pen", "--role", "Editor")).ExitCode);
        const string Secret = "fedcba9876543210fedcba9876543210";
        await UploadAsync($$"""{ "name": "OpenIdApplication", "ClientId": "pen", "DisplayName": "Pen", "ClientSecret": "{{Secret}}", "AllowClientCredentialsFlow": true, "RoleEntries": [ { "Name": "Editor" } ] }""");
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = "pen", ["client_secret"] = Secret });
        using var tokens = await _host.Client.PostAsync("connect/token", form, Token);
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/content?draft=true") { Content = JsonContent.Create(SampleArticle.Create(SampleArticle.NewSlug())) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", (string?)(await tokens.Content.ReadFromJsonAsync<JsonObject>(Token))!["access_token"]);
        using var saved = await _host.Client.SendAsync(request, Token);
        var id = (string)(await saved.Content.ReadFromJsonAsync<JsonObject>(Token))!["ContentItemId"]!;
        await _anna.DoAsync(id, "submit");

        // She could not decide anyway; that she counts as an author shows in that her hold of rita's account counts.
        await SaveAsync("Email=rita@example.org&PrintedName=Dr Other&Roles=MedicalReviewer&IsEnabled=true");

        using var rita = await EditorialClient.SignInAsync(_host, "rita", _password);
        await IsRefusedAsync(rita, id, "chose the printed name");
    }

    private static async Task IsRefusedAsync(EditorialClient who, string id, string hold)
    {
        var (status, refused) = await who.PullAsync(id, "approve");
        Assert.Equal(409, status);
        var rule = Assert.Single(refused["unmetRules"]!.AsArray())!;
        Assert.Equal("MustBeIndependentOfAuthors", (string?)rule["rule"]);
        Assert.Contains($"anna ({hold}", rule.ToJsonString(), StringComparison.Ordinal);
    }

    private async Task ApprovesAsync(string id, string password)
    {
        using var rita = await EditorialClient.SignInAsync(_host, "rita", password);
        var (status, answer) = await rita.PullAsync(id, "approve");
        Assert.True(status == 200, answer.ToJsonString());
    }

    private async Task<string> SubmittedAsync()
    {
        var id = await _anna.DraftAsync(SampleArticle.Create(SampleArticle.NewSlug()));
        await _anna.DoAsync(id, "submit");
        return id;
    }

    private async Task SaveAsync(string form)
    {
        using var content = new StringContent($"{form}&__RequestVerificationToken={Uri.EscapeDataString(_anna.Antiforgery)}", new MediaTypeHeaderValue("application/x-www-form-urlencoded"));
        using var answer = await _anna.Browser.Client.PostAsync("admin/users/rita", content, Token);
        Assert.Equal("/admin/users", answer.Headers.Location?.OriginalString);
    }

    private async Task SetByMailAsync()
    {
        using var visitor = new TestBrowser(_host);
        (await visitor.SendFormAsync("account/forgot-password", new Dictionary<string, string> { ["Account"] = "rita" })).Dispose();
        var link = await MailFolder.LinkAsync(_site);
        using var answer = await visitor.SendFormAsync(link[_host.Address.AbsoluteUri.Length..], new Dictionary<string, string> { ["NewPassword"] = Own }, "account/reset-password");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private async Task UploadAsync(string step)
    {
        var recipe = $$"""{ "name": "pen", "displayName": "Pen", "description": "Pen.", "author": "Tests", "version": "1.0.0", "steps": [ {{step}} ] }""";
        using var begun = await _anna.Browser.SendFormAsync("admin/recipes", new Dictionary<string, string> { ["Recipe"] = recipe, ["FileName"] = "pen.recipe.json", ["mode"] = "Run" });
        Assert.Equal(HttpStatusCode.Redirect, begun.StatusCode);
        await Eventually.HoldsAsync(async () => (await _anna.Browser.Client.GetStringAsync(begun.Headers.Location!.OriginalString, Token)).Contains("class=\"btn\" href=\"/admin/recipes\"", StringComparison.Ordinal));
    }

    private async Task<string> AddAsync(string name, params string[] arguments)
    {
        var added = await _site.RunAsync(["user", "add", name, .. arguments]);
        Assert.True(added.ExitCode == 0, added.Error);
        return added.Output.Trim().Split(' ')[^1];
    }
}

public sealed class AuthorsWithAHoldOnSqliteTests() : AuthorsWithAHoldTests(SiteDatabase.Sqlite);

public sealed class AuthorsWithAHoldOnPostgreSqlTests() : AuthorsWithAHoldTests(SiteDatabase.PostgreSql);
