using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using GutCms.TestSupport;

namespace GutCms.Contract.Tests.Identity;

/// <summary>Asks for tokens and uses them, as an API client does.</summary>
internal static class TokenClient
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Registers a client by command; its secret.</summary>
    public static async Task<string> AddAsync(TestSite site, string clientId, params string[] arguments)
    {
        var result = await site.RunAsync(["client", "add", clientId, .. arguments]);
        Assert.True(result.ExitCode == 0, result.Error);
        return result.Output.Trim().Split(' ')[^1];
    }

    /// <summary>Sends a token request.</summary>
    public static Task<HttpResponseMessage> RequestAsync(HttpClient client, params (string Name, string Value)[] form) =>
        client.PostAsync("connect/token", new FormUrlEncodedContent(form.Select(field => KeyValuePair.Create(field.Name, field.Value))), Cancellation);

    /// <summary>A token by client credentials.</summary>
    public static async Task<string> GetAsync(HttpClient client, string clientId, string secret, string? scope = null)
    {
        (string, string)[] form = [("grant_type", "client_credentials"), ("client_id", clientId), ("client_secret", secret)];
        using var response = await RequestAsync(client, scope is null ? form : [.. form, ("scope", scope)]);
        response.EnsureSuccessStatusCode();
        return (string)(await response.Content.ReadFromJsonAsync<JsonObject>(Cancellation))!["access_token"]!;
    }

    /// <summary>Asks who the bearer of a token is.</summary>
    public static async Task<HttpResponseMessage> WhoAsync(HttpClient client, string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/account");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        return await client.SendAsync(request, Cancellation);
    }

    /// <summary>Reads an answer.</summary>
    public static async Task<JsonObject> JsonAsync(HttpResponseMessage response) => (await response.Content.ReadFromJsonAsync<JsonObject>(Cancellation))!;
}
