using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace GutCms.Contract.Tests.Delivery;

/// <summary>What a reader of the delivery API does, with nothing of the product's own code.</summary>
internal static class DeliveryClient
{
    public const string Articles = "api/delivery/articles";
    public const string GutBrainArticle = Articles + "/gut-health-and-mental-health";
    public const string Series = "api/delivery/series";

    /// <summary>The items that the seed refers to by id.</summary>
    public const string DisclaimerId = "5n33tttcnxh5hrvdqwhxmkq9eb";

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<JsonObject> JsonAsync(this HttpClient client, string path)
    {
        using var response = await client.GetAsync(path, Cancellation);
        Assert.Equal(200, (int)response.StatusCode);
        return await response.JsonAsync();
    }

    public static async Task<JsonObject> JsonAsync(this HttpResponseMessage response) =>
        (await response.Content.ReadFromJsonAsync<JsonObject>(Cancellation))!;

    /// <summary>Sends a request with headers as they are written here, valid or not.</summary>
    public static Task<HttpResponseMessage> SendAsync(this HttpClient client, HttpMethod method, string path, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(method, path);
        foreach (var (name, value) in headers)
        {
            Assert.True(request.Headers.TryAddWithoutValidation(name, value));
        }

        return client.SendAsync(request, Cancellation);
    }

    public static Task<HttpResponseMessage> GetAsync(this HttpClient client, string path, params (string Name, string Value)[] headers) =>
        client.SendAsync(HttpMethod.Get, path, headers);

    public static string? Header(this HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) || response.Content.Headers.TryGetValues(name, out values)
            ? string.Join(", ", values)
            : null;

    /// <summary>The content hash as design and docs define it: SHA-256 of the RFC 8785 form. The seed holds texts and flags only, no numbers.</summary>
    public static string Hash(JsonNode content)
    {
        var canonical = new StringBuilder();
        Write(canonical, content);
        return "sha256:" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(canonical.ToString())));
    }

    private static void Write(StringBuilder canonical, JsonNode? node)
    {
        switch (node)
        {
            case JsonObject json:
                canonical.Append('{');
                foreach (var (name, index) in json.Select(member => member.Key).Order(StringComparer.Ordinal).Select((name, index) => (name, index)))
                {
                    canonical.Append(index > 0 ? "," : "").Append(JsonSerializer.Serialize(name, Relaxed)).Append(':');
                    Write(canonical, json[name]);
                }

                canonical.Append('}');
                break;
            case JsonArray array:
                canonical.Append('[');
                for (var index = 0; index < array.Count; index++)
                {
                    canonical.Append(index > 0 ? "," : "");
                    Write(canonical, array[index]);
                }

                canonical.Append(']');
                break;
            default:
                canonical.Append(node?.ToJsonString(Relaxed) ?? "null");
                break;
        }
    }
}
