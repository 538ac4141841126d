using System.Net.Http.Json;
using System.Text.Json.Nodes;
using GutCms.Contract.Tests.Delivery;

namespace GutCms.Contract.Tests.GraphQL;

/// <summary>What a reader of GraphQL does, with nothing of the product's own code.</summary>
internal static class GraphQLClient
{
    public const string Path = "api/graphql";
    public const string Own = "application/graphql-response+json";

    /// <summary>Data of a query that has no errors.</summary>
    public static async Task<JsonObject> AskAsync(this HttpClient client, string query, JsonObject? variables = null)
    {
        using var response = await client.SendQueryAsync(query, variables);
        var answer = await response.JsonAsync();
        Assert.True(answer["errors"] is null, answer.ToJsonString());
        Assert.Equal(200, (int)response.StatusCode);
        return answer["data"]!.AsObject();
    }

    /// <summary>Code and words of the one error of a query, and the status of the answer.</summary>
    public static async Task<(string? Code, string? Message, int Status)> FailAsync(this HttpClient client, string query, JsonObject? variables = null)
    {
        using var response = await client.SendQueryAsync(query, variables);
        var answer = await response.JsonAsync();
        Assert.True(answer["errors"] is JsonArray { Count: > 0 }, answer.ToJsonString());
        return ((string?)answer["errors"]![0]!["extensions"]!["code"], (string?)answer["errors"]![0]!["message"], (int)response.StatusCode);
    }

    /// <summary>Sends a query as a client that knows the specification.</summary>
    public static async Task<HttpResponseMessage> SendQueryAsync(this HttpClient client, string query, JsonObject? variables = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Path) { Content = JsonContent.Create(new JsonObject { ["query"] = query, ["variables"] = variables?.DeepClone() }) };
        request.Headers.Add("Accept", Own);
        return await client.SendAsync(request, TestContext.Current.CancellationToken);
    }

    /// <summary>Address of a query that is asked by GET.</summary>
    public static string Address(string query, string? variables = null) => $"{Path}?query={Uri.EscapeDataString(query)}" + (variables is null ? "" : $"&variables={Uri.EscapeDataString(variables)}");
}
