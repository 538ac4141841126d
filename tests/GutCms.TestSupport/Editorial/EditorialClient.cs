using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GutCms.TestSupport.Editorial;

/// <summary>A person who is signed in with a browser's session and calls the API as a tool in that browser would.</summary>
public sealed partial class EditorialClient : IDisposable
{
    private readonly TestBrowser _browser;
    private readonly string _password;
    private readonly string _antiforgery;

    private EditorialClient(TestBrowser browser, string password, string antiforgery) => (_browser, _password, _antiforgery) = (browser, password, antiforgery);

    /// <summary>The browser, with its session.</summary>
    public TestBrowser Browser => _browser;

    /// <summary>The anti-forgery token of this session.</summary>
    public string Antiforgery => _antiforgery;

    /// <summary>The password of the account.</summary>
    public string Password => _password;

    /// <summary>Decisions are signed with the password.</summary>
    public bool Signs { get; init; } = true;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Adds a user and signs in.</summary>
    public static async Task<EditorialClient> CreateAsync(SiteFixture fixture, string role)
    {
        var name = $"{role.ToLowerInvariant()}-{Guid.NewGuid().ToString("N")[..8]}";
        var added = await fixture.Site.RunAsync("user", "add", name, "--role", role, "--printed-name", "Dr " + role, "--credential", "MD");
        Assert.True(added.ExitCode == 0, added.Error);
        return await SignInAsync(fixture.Host, name, added.Output.Trim().Split(' ')[^1]);
    }

    /// <summary>Signs in somebody who has an account.</summary>
    public static async Task<EditorialClient> SignInAsync(GutCmsHost host, string name, string password, bool signs = true)
    {
        var browser = new TestBrowser(host);
        (await browser.SignInAsync(name, password)).Dispose();
        Assert.NotNull(browser.Session);
        return await OfAsync(browser, password, signs);
    }

    /// <summary>Whoever is signed in in a browser, which this disposes.</summary>
    public static async Task<EditorialClient> OfAsync(TestBrowser browser, string password, bool signs = true)
    {
        var page = await browser.Client.GetStringAsync("account/sign-out", Cancellation);
        return new(browser, password, Token().Match(page).Groups["value"].Value) { Signs = signs };
    }

    /// <summary>Reads something that is there.</summary>
    public async Task<(JsonObject Body, string? Tag)> GetAsync(string path)
    {
        using var response = await _browser.Client.GetAsync(path, Cancellation);
        Assert.True((int)response.StatusCode == 200, $"{path}: {(int)response.StatusCode} {await response.Content.ReadAsStringAsync(Cancellation)}");
        return ((await response.Content.ReadFromJsonAsync<JsonObject>(Cancellation))!, response.Headers.ETag?.ToString());
    }

    /// <summary>Looks how an item stands.</summary>
    public Task<(JsonObject Body, string? Tag)> ReviewAsync(string id) => GetAsync($"api/review/{id}");

    /// <summary>Status of something, whether it is there or not.</summary>
    public async Task<int> StatusAsync(string path)
    {
        using var response = await _browser.Client.GetAsync(path, Cancellation);
        return (int)response.StatusCode;
    }

    /// <summary>Sends a change.</summary>
    /// <param name="path">Where.</param>
    /// <param name="body">Body; null: none.</param>
    /// <param name="tag">Tag for <c>If-Match</c>; null: none.</param>
    /// <param name="method">Method; null: POST.</param>
    public async Task<(int Status, JsonObject Body)> PostAsync(string path, JsonObject? body, string? tag, HttpMethod? method = null)
    {
        using var request = new HttpRequestMessage(method ?? HttpMethod.Post, path);
        request.Headers.Add("RequestVerificationToken", _antiforgery);
        if (body is not null)
        {
            request.Content = JsonContent.Create(body);
        }

        if (tag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", tag);
        }

        using var response = await _browser.Client.SendAsync(request, Cancellation);
        return ((int)response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonObject>(Cancellation))!);
    }

    /// <summary>Looks, then pulls a trigger with what was seen.</summary>
    public async Task<(int Status, JsonObject Body)> PullAsync(string id, string trigger, JsonObject? body = null)
    {
        var (seen, tag) = await ReviewAsync(id);
        return trigger == "approve" && body is null ? await ApproveAsync(seen, tag) : await PostAsync($"api/review/{id}/{trigger}", body, tag);
    }

    /// <summary>Approves what was seen.</summary>
    /// <param name="seen">How the item stood.</param>
    /// <param name="tag">The tag that came with it.</param>
    /// <param name="signs">With the password; null: as the policy of articles asks this client to.</param>
    public Task<(int Status, JsonObject Body)> ApproveAsync(JsonObject seen, string? tag, bool? signs = null)
    {
        var body = new JsonObject { ["contentHash"] = (string?)seen["contentHash"], ["presentationHash"] = (string?)seen["presentationHash"] };
        if (signs ?? Signs)
        {
            body["signature"] = new JsonObject { ["password"] = _password };
        }

        return PostAsync($"api/review/{(string)seen["contentItemId"]!}/approve", body, tag);
    }

    /// <summary>Creates a draft.</summary>
    /// <returns>Its id.</returns>
    public async Task<string> DraftAsync(JsonObject item)
    {
        var (status, body) = await PostAsync("api/content?draft=true", item, null);
        Assert.True(status == 200, body.ToJsonString());
        return (string)body["ContentItemId"]!;
    }

    /// <summary>Looks, pulls a trigger with what was seen, and expects that it is done.</summary>
    public async Task<JsonObject> DoAsync(string id, string trigger, JsonObject? body = null)
    {
        var (status, answer) = await PullAsync(id, trigger, body);
        Assert.True(status == 200, $"{trigger}: {answer.ToJsonString()}");
        return answer;
    }

    /// <inheritdoc/>
    public void Dispose() => _browser.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"(?<value>[^\"]+)\"")]
    private static partial Regex Token();
}
