using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using System.Web;
using GutCms.Core.Content.Items;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;

namespace GutCms.Web.Tests.Identity;

/// <summary>One person with the right tools cannot get a text of his own approved: as editor, administrator and owner of an API client, <c>anna</c> tries.</summary>
public abstract partial class TwoPeopleTests(SiteDatabase database) : IAsyncLifetime
{
    private const string Own = "a quite different horse";
    private const string Redirect = "https://app.example/callback";
    private const string Verifier = "a-verifier-of-forty-three-characters-at-least";

    private TestSite _site = null!;
    private GutCmsHost _host = null!;
    private EditorialClient _anna = null!;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _site = await TestSite.CreateSeededAsync(database);
        _site.Environment["ASPNETCORE_ENVIRONMENT"] = "Development";
        await AddAsync("rita", "--role", "MedicalReviewer", "--printed-name", "Dr Rita", "--email", "rita@example.org");
        var password = await AddAsync("anna", "--role", "Administrator", "--role", "Editor", "--role", "MedicalReviewer", "--printed-name", "Dr Anna");
        _host = await _site.StartAsync();
        _anna = await EditorialClient.SignInAsync(_host, "anna", password);
    }

    public async ValueTask DisposeAsync()
    {
        _anna?.Dispose();
        await _site.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Password_set_by_an_author_lets_in_but_decides_nothing_until_the_owner_sets_one_by_the_link_in_a_mail()
    {
        var id = await SubmittedAsync();
        var html = await PageAsync("rita", "Password");
        using (var rita = await EditorialClient.SignInAsync(_host, "rita", WebUtility.HtmlDecode(NewPassword().Match(html).Groups["value"].Value)))
        {
            var (status, refused) = await rita.PullAsync(id, "approve");
            Assert.Equal((409, "MustHaveOwnPassword MustBeIndependentOfAuthors"), (status, RulesOf(refused)));
        }

        Assert.Contains("has to set one of his own first", await PageAsync("rita", "Vouch"), StringComparison.Ordinal);
        await SetAsync(await ForgotAsync("rita"));
        using var owner = await EditorialClient.SignInAsync(_host, "rita", Own);
        Assert.Equal(200, (await owner.PullAsync(id, "approve")).Status);
    }

    [Fact]
    public async Task Account_made_by_an_author_does_not_decide_although_the_link_went_to_the_address_that_the_author_chose_until_somebody_else_vouches()
    {
        var id = await SubmittedAsync();
        await SendAsync("admin/users/new", "admin/users/new", ("UserName", "dora"), ("Email", "dora@example.org"), ("PrintedName", "Dr Dora"), ("IsEnabled", "true"));
        await GiveRoleAsync("dora", "MedicalReviewer");
        await PageAsync("dora", "Invite");
        await SetAsync(await MailAsync());
        using var dora = await EditorialClient.SignInAsync(_host, "dora", Own);
        var (status, refused) = await dora.PullAsync(id, "approve");
        Assert.Equal((409, "MustBeIndependentOfAuthors"), (status, RulesOf(refused)));

        Assert.Equal(0, (await _site.RunAsync("user", "vouch", "dora")).ExitCode);

        Assert.Equal(200, (await dora.PullAsync(id, "approve")).Status);
    }

    [Fact]
    public async Task Text_of_an_api_client_counts_as_written_by_whoever_registered_it()
    {
        var html = await (await SendAsync("admin/clients", "admin/clients", ("ClientId", "pen"), ("Roles", "Editor"))).Content.ReadAsStringAsync(Token);
        var secret = NewSecret().Match(html).Groups["value"].Value;
        using var tokens = await _host.Client.PostAsync("connect/token", Form(("grant_type", "client_credentials"), ("client_id", "pen"), ("client_secret", secret)), Token);
        var token = (string)(await tokens.Content.ReadFromJsonAsync<JsonObject>(Token))!["access_token"]!;
        var (status, saved) = await BearerAsync(token, "api/content?draft=true", SampleArticle.Create(SampleArticle.NewSlug()), null);
        Assert.True(status == 200, saved.ToJsonString());
        var id = (string)saved["ContentItemId"]!;
        await _anna.DoAsync(id, "submit");

        var (refusedStatus, refused) = await _anna.PullAsync(id, "approve");

        Assert.Equal((409, "MustNotBeAuthor"), (refusedStatus, RulesOf(refused)));
        var (log, _) = await _anna.GetAsync($"api/review/{id}/audit");
        Assert.Contains(log["items"]!.AsArray(), entry => (string?)entry!["action"] == "content.create" && (string?)entry["details"]!["client"] == "pen");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Text_that_names_somebody_else_as_its_author_in_a_recipe_or_a_call_is_written_by_whoever_sent_it(bool byRecipe)
    {
        var article = SampleArticle.Create(SampleArticle.NewSlug());
        var id = ContentIds.New();
        (article["Author"], article["Owner"]) = ("rita", "rita");
        if (byRecipe)
        {
            (article["ContentItemId"], article["ContentItemVersionId"], article["Latest"], article["Published"]) = (id, ContentIds.New(), true, false);
            (article["CreatedUtc"], article["ModifiedUtc"]) = ("2020-01-01T00:00:00Z", "2020-01-01T00:00:00Z");
            await UploadAsync(new JsonObject { ["name"] = "Content", ["Data"] = new JsonArray(article) });
        }
        else
        {
            id = await _anna.DraftAsync(article);
        }

        var (stored, _) = await _anna.GetAsync($"api/content/{id}?version=latest");
        Assert.Equal("anna", (string?)stored["Author"]);
        await _anna.DoAsync(id, "submit");

        var (status, refused) = await _anna.PullAsync(id, "approve");

        Assert.Equal((409, "MustNotBeAuthor"), (status, RulesOf(refused)));
        await SetAsync(await ForgotAsync("rita"));
        using var rita = await EditorialClient.SignInAsync(_host, "rita", Own);
        Assert.Equal(200, (await rita.PullAsync(id, "approve")).Status);
    }

    [Fact]
    public async Task Token_that_acts_for_a_reviewer_decides_nothing_and_the_log_names_the_client()
    {
        var id = await SubmittedAsync();
        Assert.Equal(0, (await _site.RunAsync("client", "add", "app", "--public", "--redirect-uri", Redirect)).ExitCode);
        await SetAsync(await ForgotAsync("rita"));
        using var rita = await EditorialClient.SignInAsync(_host, "rita", Own);
        var token = await TokenForAsync(rita);
        var (seen, tag) = await rita.ReviewAsync(id);
        var body = new JsonObject { ["contentHash"] = (string?)seen["contentHash"], ["presentationHash"] = (string?)seen["presentationHash"], ["signature"] = new JsonObject { ["password"] = Own }, ["comment"] = "No." };

        var (asked, why) = await BearerAsync(token, $"api/review/{id}/requestChanges", body.DeepClone().AsObject(), tag);
        body.Remove("comment");
        var (status, refused) = await BearerAsync(token, $"api/review/{id}/approve", body, tag);

        Assert.Equal((409, 409), (status, asked));
        Assert.Equal("MustHaveOwnSession", RulesOf(refused));
        Assert.Equal("MustHaveOwnSession", RulesOf(why));
        Assert.Contains("app", (string?)refused["detail"], StringComparison.Ordinal);
        var (log, _) = await _anna.GetAsync($"api/review/{id}/audit");
        Assert.Contains(log["items"]!.AsArray(), entry => (string?)entry!["action"] == "review.approve.refused" && (string?)entry["details"]!["client"] == "app");
        Assert.Equal(200, (await rita.PullAsync(id, "approve")).Status);
    }

    private static string RulesOf(JsonObject refused) => string.Join(' ', refused["unmetRules"]!.AsArray().Select(rule => (string)rule!["rule"]!));

    private static FormUrlEncodedContent Form(params (string Name, string Value)[] fields) => new(fields.Select(field => KeyValuePair.Create(field.Name, field.Value)));

    private async Task<string> AddAsync(string name, params string[] arguments)
    {
        var added = await _site.RunAsync(["user", "add", name, .. arguments]);
        Assert.True(added.ExitCode == 0, added.Error);
        return added.Output.Trim().Split(' ')[^1];
    }

    private async Task<string> SubmittedAsync()
    {
        var id = await _anna.DraftAsync(SampleArticle.Create(SampleArticle.NewSlug()));
        await _anna.DoAsync(id, "submit");
        return id;
    }

    /// <summary>Whoever runs the server gives a role that may approve, which in the admin would wait for a second administrator.</summary>
    private async Task GiveRoleAsync(string user, string role)
    {
        var file = Path.Combine(_site.Folder, "role.recipe.json");
        await File.WriteAllTextAsync(file, $$"""{ "name": "role", "steps": [ { "name": "Users", "Users": [ { "UserName": "{{user}}", "RoleNames": [ "{{role}}" ] } ] } ] }""", Token);
        Assert.Equal(0, (await _site.RunAsync("recipe", "run", file)).ExitCode);
    }

    /// <summary>Uploads a recipe and waits until it has run.</summary>
    private async Task UploadAsync(JsonObject step)
    {
        var recipe = new JsonObject { ["name"] = "text", ["displayName"] = "Text", ["description"] = "Text.", ["author"] = "Somebody else", ["version"] = "1.0.0", ["steps"] = new JsonArray(step) };
        using var begun = await SendAsync("admin/recipes", "admin/recipes", ("Recipe", recipe.ToJsonString()), ("FileName", "text.recipe.json"), ("mode", "Run"));
        Assert.Equal(HttpStatusCode.Redirect, begun.StatusCode);
        await Eventually.HoldsAsync(async () => Ended().IsMatch(await _anna.Browser.Client.GetStringAsync(begun.Headers.Location!.OriginalString, Token)));
    }

    /// <summary>Presses a button of a user's page.</summary>
    private async Task<string> PageAsync(string user, string handler) =>
        await (await SendAsync($"admin/users/{user}", $"admin/users/{user}?handler={handler}")).Content.ReadAsStringAsync(Token);

    private Task<HttpResponseMessage> SendAsync(string page, string action, params (string Name, string Value)[] fields) =>
        _anna.Browser.SendFormAsync(page, fields.ToDictionary(field => field.Name, field => field.Value, StringComparer.Ordinal), action);

    private async Task<string> ForgotAsync(string user)
    {
        using var visitor = new TestBrowser(_host);
        (await visitor.SendFormAsync("account/forgot-password", new Dictionary<string, string> { ["Account"] = user })).Dispose();
        return await MailAsync();
    }

    private async Task<string> MailAsync() => (await MailFolder.LinkAsync(_site))[_host.Address.AbsoluteUri.Length..];

    /// <summary>Sets a password of one's own by a link.</summary>
    private async Task SetAsync(string link)
    {
        using var visitor = new TestBrowser(_host);
        using var answer = await visitor.SendFormAsync(link, new Dictionary<string, string> { ["NewPassword"] = Own }, "account/reset-password");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    private async Task<string> TokenForAsync(EditorialClient person)
    {
        var challenge = Convert.ToBase64String(SHA256.HashData(Encoding.ASCII.GetBytes(Verifier))).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        using var sent = await person.Browser.Client.GetAsync(
            $"connect/authorize?client_id=app&response_type=code&redirect_uri={Uri.EscapeDataString(Redirect)}&code_challenge={challenge}&code_challenge_method=S256", Token);
        var code = HttpUtility.ParseQueryString(sent.Headers.Location!.Query)["code"]!;
        using var answer = await _host.Client.PostAsync(
            "connect/token", Form(("grant_type", "authorization_code"), ("client_id", "app"), ("code", code), ("redirect_uri", Redirect), ("code_verifier", Verifier)), Token);
        return (string)(await answer.Content.ReadFromJsonAsync<JsonObject>(Token))!["access_token"]!;
    }

    private async Task<(int Status, JsonObject Body)> BearerAsync(string token, string path, JsonObject body, string? tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = JsonContent.Create(body) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        if (tag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", tag);
        }

        using var answer = await _host.Client.SendAsync(request, Token);
        return ((int)answer.StatusCode, (await answer.Content.ReadFromJsonAsync<JsonObject>(Token))!);
    }

    [GeneratedRegex("id=\"new-password\" value=\"(?<value>[^\"]+)\"")]
    private static partial Regex NewPassword();

    [GeneratedRegex("class=\"btn\" href=\"/admin/recipes\"")]
    private static partial Regex Ended();

    [GeneratedRegex("id=\"new-secret\" value=\"(?<value>[^\"]+)\"")]
    private static partial Regex NewSecret();
}

public sealed class TwoPeopleOnSqliteTests() : TwoPeopleTests(SiteDatabase.Sqlite);

public sealed class TwoPeopleOnPostgresTests() : TwoPeopleTests(SiteDatabase.PostgreSql);
