using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using GutCms.TestSupport;
using GutCms.TestSupport.Editorial;

namespace GutCms.Web.Tests.Identity.People;

/// <summary>Somebody at a browser in an account, their own or another's. What is refused is passed over: they try everything.</summary>
internal sealed partial class Hand(GutCmsHost host, string name, string password) : IDisposable
{
    private readonly TestBrowser _browser = new(host);
    private readonly FormSender _forms = new();
    private (string Id, string Secret)? _client;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Name of the account.</summary>
    public string Name => name;

    /// <summary>Signs in where the session has ended.</summary>
    /// <returns>False: the account lets this hand in no more.</returns>
    public async Task<bool> ComeInAsync()
    {
        if (await StatusAsync("api/account") == 200)
        {
            return true;
        }

        (await _browser.SignInAsync(name, password)).Dispose();
        _forms.Forget();
        return await StatusAsync("api/account") == 200;
    }

    /// <summary>Writes a new article, or another text of one.</summary>
    /// <returns>Id of a new one; null: none was made.</returns>
    public async Task<string?> WriteAsync(string? id, int text)
    {
        var saved = await SendAsync("api/content?draft=true", id is null ? New(text) : SampleArticle.Edit(id, $"<p>{text}</p>"), id is null ? null : await TagAsync(id));
        return id is null ? (string?)saved?["ContentItemId"] : null;
    }

    /// <summary>Writes by an API client that this hand has registered.</summary>
    public async Task<string?> WriteByClientAsync(int text)
    {
        _client ??= await RegisterAsync("pen-" + Guid.NewGuid().ToString("N")[..8]);
        if (_client is not { } client)
        {
            return null;
        }

        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["grant_type"] = "client_credentials", ["client_id"] = client.Id, ["client_secret"] = client.Secret });
        using var answer = await host.Client.PostAsync("connect/token", form, Token);
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/content?draft=true") { Content = JsonContent.Create(New(text)) };
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", (string?)(await answer.Content.ReadFromJsonAsync<JsonObject>(Token))!["access_token"]);
        using var saved = await host.Client.SendAsync(request, Token);
        return saved.IsSuccessStatusCode ? (string?)(await saved.Content.ReadFromJsonAsync<JsonObject>(Token))!["ContentItemId"] : null;
    }

    /// <summary>Uploads a recipe and waits for its end.</summary>
    /// <param name="recipe">Its name, by which the log knows it.</param>
    /// <param name="steps">Its steps.</param>
    public async Task UploadAsync(string recipe, params JsonObject[] steps)
    {
        var json = new JsonObject
        {
            ["name"] = recipe,
            ["displayName"] = recipe,
            ["description"] = recipe,
            ["author"] = "Somebody else",
            ["version"] = "1.0.0",
            ["steps"] = new JsonArray([.. steps.Select(step => (JsonNode)step)]),
        };
        var location = await _forms.PostAsync(_browser, "admin/recipes", ("Recipe", json.ToJsonString()), ("FileName", recipe + ".json"), ("mode", "Run"));
        if (location.Location is { } run && run.Contains("/runs/", StringComparison.Ordinal))
        {
            await Eventually.HoldsAsync(async () =>
            {
                using var page = await _browser.Client.GetAsync(run, Token);
                return page.StatusCode != HttpStatusCode.OK || Ended().IsMatch(await page.Content.ReadAsStringAsync(Token));
            });
        }
    }

    /// <summary>Looks, then pulls a trigger, signed where it is a decision.</summary>
    public async Task PullAsync(string id, string trigger)
    {
        using var seen = await _browser.Client.GetAsync($"api/review/{id}", Token);
        if (seen.IsSuccessStatusCode)
        {
            var review = (await seen.Content.ReadFromJsonAsync<JsonObject>(Token))!;
            var body = trigger != "approve" ? null : new JsonObject
            {
                ["contentHash"] = (string?)review["contentHash"],
                ["presentationHash"] = (string?)review["presentationHash"],
                ["signature"] = new JsonObject { ["password"] = password },
            };
            await SendAsync($"api/review/{id}/{trigger}", body, seen.Headers.ETag?.ToString());
        }
    }

    /// <summary>Makes a new password for an account.</summary>
    /// <returns>The password; null: it was refused.</returns>
    public async Task<string?> ResetAsync(string user)
    {
        var match = NewPassword().Match((await _forms.PostAsync(_browser, $"admin/users/{user}?handler=password")).Html);
        if (!match.Success)
        {
            return null;
        }

        var made = WebUtility.HtmlDecode(match.Groups["value"].Value);
        password = user == name ? made : password;
        return made;
    }

    /// <summary>Makes an account, or changes one.</summary>
    /// <returns>The password of a new one; null: none was made.</returns>
    public async Task<string?> SaveUserAsync(string user, bool isNew, params (string Name, string Value)[] fields)
    {
        var answer = await _forms.PostAsync(_browser, isNew ? "admin/users/new" : $"admin/users/{user}", [("UserName", user), ("IsEnabled", "true"), .. fields]);
        var match = NewPassword().Match(answer.Html);
        return isNew && match.Success ? WebUtility.HtmlDecode(match.Groups["value"].Value) : null;
    }

    /// <summary>Vouches for an account.</summary>
    public Task VouchAsync(string user) => _forms.PostAsync(_browser, $"admin/users/{user}?handler=vouch");

    /// <summary>Decides on a proposal that waits, signed.</summary>
    public async Task DecideProposalAsync(Random random, bool confirms)
    {
        using var page = await _browser.Client.GetAsync("admin/proposals", Token);
        var open = page.IsSuccessStatusCode ? Proposal().Matches(await page.Content.ReadAsStringAsync(Token)).Select(match => match.Groups["id"].Value).ToList() : [];
        if (open.Count > 0)
        {
            await _forms.PostAsync(_browser, "admin/proposals", ("id", open[random.Next(open.Count)]), ("decision", confirms ? "confirm" : "reject"), ("password", password));
        }
    }

    /// <summary>Changes the password of the account in its session.</summary>
    public async Task ChangePasswordAsync(string made)
    {
        await _forms.PostAsync(_browser, "account/password", ("Password", password), ("NewPassword", made));
        password = await StatusAsync("api/account") == 200 ? made : password;
    }

    /// <inheritdoc/>
    public void Dispose() => _browser.Dispose();

    private static JsonObject New(int text) => SampleArticle.Create(SampleArticle.NewSlug(), $"<p>{text}</p>");

    private async Task<(string Id, string Secret)?> RegisterAsync(string id)
    {
        var match = NewSecret().Match((await _forms.PostAsync(_browser, "admin/clients", ("ClientId", id), ("Roles", "Editor"))).Html);
        return match.Success ? (id, match.Groups["value"].Value) : null;
    }

    private async Task<int> StatusAsync(string path)
    {
        using var answer = await _browser.Client.GetAsync(path, Token);
        return (int)answer.StatusCode;
    }

    private async Task<string?> TagAsync(string id)
    {
        using var seen = await _browser.Client.GetAsync($"api/review/{id}", Token);
        return seen.Headers.ETag?.ToString();
    }

    private async Task<JsonObject?> SendAsync(string path, JsonObject? body, string? tag)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = body is null ? null : JsonContent.Create(body) };
        request.Headers.Add("RequestVerificationToken", await _forms.TokenAsync(_browser));
        if (tag is not null)
        {
            request.Headers.TryAddWithoutValidation("If-Match", tag);
        }

        using var answer = await _browser.Client.SendAsync(request, Token);
        Assert.True((int)answer.StatusCode < 500, await answer.Content.ReadAsStringAsync(Token));
        return answer.IsSuccessStatusCode ? await answer.Content.ReadFromJsonAsync<JsonObject>(Token) : null;
    }

    [GeneratedRegex("id=\"new-password\" value=\"(?<value>[^\"]+)\"")]
    private static partial Regex NewPassword();

    [GeneratedRegex("id=\"new-secret\" value=\"(?<value>[^\"]+)\"")]
    private static partial Regex NewSecret();

    [GeneratedRegex("name=\"id\" value=\"(?<id>[^\"]+)\"")]
    private static partial Regex Proposal();

    [GeneratedRegex("class=\"btn\" href=\"/admin/recipes\"")]
    private static partial Regex Ended();
}
