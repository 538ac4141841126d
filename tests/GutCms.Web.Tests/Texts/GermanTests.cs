using System.Net;
using System.Text.Json.Nodes;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;

namespace GutCms.Web.Tests.Texts;

/// <summary>A person who reads German, from the door to a refusal.</summary>
public sealed class GermanTests(SqliteSite site) : IClassFixture<SqliteSite>
{
    private const string Article = "articles/gut-health-and-mental-health";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("de", "de", "Anmelden")]
    [InlineData("de-AT,en;q=0.5", "de", "Anmelden")]
    [InlineData("fr, de;q=0.8, en;q=0.9", "en", "Sign in")]
    [InlineData("fr", "en", "Sign in")]
    [InlineData("de;q=0, en", "en", "Sign in")]
    [InlineData("*", "en", "Sign in")]
    public async Task Pages_for_people_speak_what_the_browser_prefers(string accepted, string language, string words)
    {
        var page = await GetAsync("account/sign-in", accepted);

        Assert.Contains($"<html lang=\"{language}\" dir=\"ltr\">", page, StringComparison.Ordinal);
        Assert.Contains(words, page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData(Article)]
    [InlineData("series/symptom-decoder-series")]
    [InlineData("feed.xml")]
    [InlineData($"api/delivery/{Article}")]
    [InlineData("api/delivery/articles/there-is-no-such-article")]
    [InlineData("articles/there-is-no-such-article")]
    public async Task What_caches_keep_has_one_language_whoever_asks(string path)
    {
        var english = await SendAsync(path, "en");
        var german = await SendAsync(path, "de");

        Assert.Equal(english, german);
    }

    [Fact]
    public async Task Choice_of_a_person_holds_whatever_the_browser_prefers_and_can_be_taken_back()
    {
        using var admin = await EditorialClient.SignInAsync(site.Host, "admin", TestSite.AdminPassword);
        var client = admin.Browser.Client;
        client.DefaultRequestHeaders.Add("Accept-Language", "en");
        Assert.Contains("<html lang=\"en\"", await client.GetStringAsync("admin", Cancellation), StringComparison.Ordinal);

        using (var kept = await admin.Browser.SendFormAsync("account/language", new Dictionary<string, string> { ["Language"] = "de" }))
        {
            Assert.Equal(HttpStatusCode.Redirect, kept.StatusCode);
        }

        var dashboard = await client.GetStringAsync("admin", Cancellation);
        Assert.Contains("<html lang=\"de\"", dashboard, StringComparison.Ordinal);
        Assert.Contains("Prüfrichtlinien", dashboard, StringComparison.Ordinal);
        Assert.Contains("Guten Tag", dashboard, StringComparison.Ordinal);
        Assert.Contains("<html lang=\"en\"", await client.GetStringAsync(Article, Cancellation), StringComparison.Ordinal);
        using (var missing = await client.SendAsync(new(HttpMethod.Get, "admin/content/nothing/history") { Headers = { { "Accept", "text/html" } } }, Cancellation))
        {
            Assert.Equal(HttpStatusCode.NotFound, missing.StatusCode);
            Assert.Contains("Diese Seite gibt es nicht", await missing.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        }

        (await admin.Browser.SendFormAsync("account/language", new Dictionary<string, string> { ["Language"] = "" })).Dispose();
        Assert.Contains("<html lang=\"en\"", await client.GetStringAsync("admin", Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Refusal_of_the_api_is_said_in_German_under_the_same_codes()
    {
        using var author = await EditorialClient.CreateAsync(site, "Author");
        using var editor = await EditorialClient.CreateAsync(site, "Editor");
        var id = await author.DraftAsync(SampleArticle.Create("german-refusal"));
        var english = await editor.PullAsync(id, "publish");
        editor.Browser.Client.DefaultRequestHeaders.Add("Accept-Language", "de");

        var german = await editor.PullAsync(id, "publish");

        Assert.Equal(409, german.Status);
        Assert.Equal((string?)english.Body["type"], (string?)german.Body["type"]);
        Assert.Equal(Names(english.Body), Names(german.Body));
        Assert.NotEmpty(Names(german.Body));
        Assert.StartsWith("The item is draft", (string?)english.Body["detail"], StringComparison.Ordinal);
        Assert.StartsWith("Zustand des Inhalts: Entwurf.", (string?)german.Body["detail"], StringComparison.Ordinal);
        Assert.Contains("Für Article gibt es eine Prüfrichtlinie", (string?)german.Body["unmetRules"]![0]!["message"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Faults_of_a_body_and_of_a_query_are_said_in_German_at_their_places()
    {
        using var author = await EditorialClient.CreateAsync(site, "Author");
        author.Browser.Client.DefaultRequestHeaders.Add("Accept-Language", "de");

        var (status, body) = await author.PostAsync("api/content?draft=true", new JsonObject { ["ContentType"] = "Article", ["Nothing"] = new JsonObject() }, null);
        using var list = await author.Browser.Client.GetAsync("api/content?first=0", Cancellation);

        Assert.Equal(400, status);
        Assert.Equal("Der Inhalt entspricht nicht seinem Typ.", (string?)body["detail"]);
        Assert.StartsWith("Der Typ Article hat keinen Part Nothing.", (string?)body["errors"]!["$.Nothing"]![0], StringComparison.Ordinal);
        Assert.Equal("Eine ganze Zahl von 1 bis 100.", (string?)JsonNode.Parse(await list.Content.ReadAsStringAsync(Cancellation))!["errors"]!["first"]![0]);
    }

    [Fact]
    public async Task Record_stays_English_whoever_is_refused()
    {
        using var admin = await EditorialClient.SignInAsync(site.Host, "admin", TestSite.AdminPassword);
        admin.Browser.Client.DefaultRequestHeaders.Add("Accept-Language", "de");
        using (var refused = await admin.Browser.SendFormAsync("admin/users/new", new Dictionary<string, string> { ["UserName"] = "new-person", ["Email"] = "no address" }))
        {
            Assert.Contains("ist keine E-Mail-Adresse", await refused.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
        }

        var (log, _) = await admin.GetAsync("api/audit?first=100");
        Assert.Contains(log["items"]!.AsArray(), entry => entry!["details"]?["reason"]?.ToString() is { } reason && reason.Contains("is no mail address", StringComparison.Ordinal));
    }

    private static List<string?> Names(JsonObject problem) => [.. problem["unmetRules"]!.AsArray().Select(rule => (string?)rule!["rule"])];

    private async Task<string> GetAsync(string path, string accepted)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept-Language", accepted } } };
        using var response = await site.Client.SendAsync(request, Cancellation);
        return await response.Content.ReadAsStringAsync(Cancellation);
    }

    private async Task<(HttpStatusCode, string?, string)> SendAsync(string path, string accepted)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path) { Headers = { { "Accept-Language", accepted }, { "Accept", "text/html" } } };
        using var response = await site.Client.SendAsync(request, Cancellation);
        var body = await response.Content.ReadAsStringAsync(Cancellation);

        // A problem names its request.
        return (response.StatusCode, response.Headers.ETag?.ToString(), System.Text.RegularExpressions.Regex.Replace(body, "\"traceId\":\"[^\"]*\"", ""));
    }
}
