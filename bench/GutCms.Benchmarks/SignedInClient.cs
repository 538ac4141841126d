using System.Diagnostics;
using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace GutCms.Benchmarks;

/// <summary>Somebody who has signed in with a browser's cookies and calls the API.</summary>
internal sealed partial class SignedInClient : IDisposable
{
    private SignedInClient(HttpClient http) => Http = http;

    /// <summary>The client, with the cookies.</summary>
    public HttpClient Http { get; }

    /// <summary>Signs in.</summary>
    public static async Task<SignedInClient> OpenAsync(ServerProcess server, string userName, string password)
    {
        var client = new SignedInClient(new HttpClient(new SocketsHttpHandler { CookieContainer = new() }) { BaseAddress = new($"http://127.0.0.1:{server.Port}/") });
        var fields = await client.HiddenAsync("account/sign-in");
        (fields["UserName"], fields["Password"]) = (userName, password);
        using var response = await client.Http.PostAsync("account/sign-in", new FormUrlEncodedContent(fields));
        response.EnsureSuccessStatusCode();
        client.Http.DefaultRequestHeaders.Add("RequestVerificationToken", (await client.HiddenAsync("account/sign-out"))["__RequestVerificationToken"]);
        return client;
    }

    /// <summary>Saves a draft; its id.</summary>
    public async Task<string> SaveAsync(JsonObject draft)
    {
        using var saved = await Http.PostAsJsonAsync("api/content?draft=true", draft);
        return (string)(await saved.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>())!["ContentItemId"]!;
    }

    /// <summary>Saves a further version of a draft.</summary>
    public async Task ChangeAsync(string id, JsonObject draft)
    {
        using var seen = await Http.GetAsync($"api/review/{id}");
        using var request = new HttpRequestMessage(HttpMethod.Post, "api/content?draft=true") { Content = JsonContent.Create(draft) };
        request.Headers.TryAddWithoutValidation("If-Match", seen.EnsureSuccessStatusCode().Headers.ETag!.ToString());
        using var answer = await Http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
    }

    /// <summary>Looks at an item and pulls a trigger with what was seen.</summary>
    /// <returns>How long that took, from request to answer.</returns>
    public async Task<TimeSpan> PullAsync(string id, string trigger, JsonObject? body = null)
    {
        using var seen = await Http.GetAsync($"api/review/{id}");
        var item = (await seen.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>())!;
        using var request = new HttpRequestMessage(HttpMethod.Post, $"api/review/{id}/{trigger}");
        request.Headers.TryAddWithoutValidation("If-Match", seen.Headers.ETag!.ToString());
        if (trigger == "approve")
        {
            body = new JsonObject { ["contentHash"] = (string?)item["contentHash"], ["presentationHash"] = (string?)item["presentationHash"] };
        }

        if (body is not null)
        {
            request.Content = JsonContent.Create(body);
        }

        var start = Stopwatch.GetTimestamp();
        using var answer = await Http.SendAsync(request);
        answer.EnsureSuccessStatusCode();
        return Stopwatch.GetElapsedTime(start);
    }

    /// <summary>Plans a release; its id.</summary>
    public async Task<string> PlanAsync(string name, string at, IEnumerable<string> items)
    {
        using var answer = await Http.PostAsJsonAsync("api/review/releases", new JsonObject { ["name"] = name, ["at"] = at, ["items"] = new JsonArray([.. items.Select(id => (JsonNode)id)]) });
        return (string)(await answer.EnsureSuccessStatusCode().Content.ReadFromJsonAsync<JsonObject>())!["releaseId"]!;
    }

    /// <inheritdoc/>
    public void Dispose() => Http.Dispose();

    private async Task<Dictionary<string, string>> HiddenAsync(string page) =>
        HiddenField().Matches(await Http.GetStringAsync(page)).DistinctBy(match => match.Groups["name"].Value).ToDictionary(match => match.Groups["name"].Value, match => WebUtility.HtmlDecode(match.Groups["value"].Value), StringComparer.Ordinal);

    [GeneratedRegex("<input(?=[^>]*type=\"hidden\")(?=[^>]*name=\"(?<name>[^\"]+)\")(?=[^>]*value=\"(?<value>[^\"]*)\")[^>]*>")]
    private static partial Regex HiddenField();
}
