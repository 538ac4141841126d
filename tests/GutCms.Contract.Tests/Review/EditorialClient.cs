using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GutCms.TestSupport;

namespace GutCms.Contract.Tests.Review;

/// <summary>A person who is signed in with a browser's session and calls the API as a tool in that browser would.</summary>
internal sealed partial class EditorialClient : IDisposable
{
    private readonly TestBrowser _browser;
    private readonly string _password;
    private readonly string _antiforgery;

    private EditorialClient(TestBrowser browser, string password, string antiforgery) => (_browser, _password, _antiforgery) = (browser, password, antiforgery);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Adds a user and signs in.</summary>
    public static async Task<EditorialClient> CreateAsync(SiteFixture fixture, string role)
    {
        var name = $"{role.ToLowerInvariant()}-{Guid.NewGuid().ToString("N")[..8]}";
        var added = await fixture.Site.RunAsync("user", "add", name, "--role", role, "--printed-name", "Dr " + role, "--credential", "MD");
        Assert.True(added.ExitCode == 0, added.Error);
        var password = added.Output.Trim().Split(' ')[^1];
        var browser = new TestBrowser(fixture.Host);
        (await browser.SignInAsync(name, password)).Dispose();
        Assert.NotNull(browser.Session);
        var page = await browser.Client.GetStringAsync("account/sign-out", Cancellation);
        return new(browser, password, Token().Match(page).Groups["value"].Value);
    }

    /// <summary>Reads something that is there.</summary>
    public async Task<(JsonObject Body, string? Tag)> GetAsync(string path)
    {
        using var response = await _browser.Client.GetAsync(path, Cancellation);
        Assert.Equal(200, (int)response.StatusCode);
        return ((await response.Content.ReadFromJsonAsync<JsonObject>(Cancellation))!, response.Headers.ETag?.ToString());
    }

    /// <summary>Sends a change.</summary>
    public async Task<(int Status, JsonObject Body)> PostAsync(string path, JsonObject? body, string? tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path);
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
        var (seen, tag) = await GetAsync($"api/review/{id}");
        if (trigger == "approve")
        {
            body = new() { ["contentHash"] = (string?)seen["contentHash"], ["signature"] = new JsonObject { ["password"] = _password } };
        }

        return await PostAsync($"api/review/{id}/{trigger}", body, tag);
    }

    /// <inheritdoc/>
    public void Dispose() => _browser.Dispose();

    [GeneratedRegex("name=\"__RequestVerificationToken\"[^>]*value=\"(?<value>[^\"]+)\"")]
    private static partial Regex Token();
}
