using System.Text;
using System.Text.Json;
using GraphQL;
using GraphQL.SystemTextJson;
using GutCms.Web.Features.GraphQL.Reading;
using GutCms.Web.Features.GraphQL.Running;
using GutCms.Web.Texts;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Net.Http.Headers;

namespace GutCms.Web.Features.GraphQL;

/// <summary>Reads a request as GraphQL over HTTP has it: members of the query of a GET, or of the JSON of a POST; or the bare query as <c>application/graphql</c>.</summary>
internal static class RequestReader
{
    private const int MostNameLength = 200;
    private const int HashLength = 64;

    private static readonly GraphQLSerializer Serializer = new();
    private static readonly JsonDocumentOptions Strict = new() { MaxDepth = 32, AllowDuplicateProperties = false };

    /// <summary>Reads it.</summary>
    /// <param name="context">The request.</param>
    /// <param name="mostBytes">Bytes of a body.</param>
    /// <exception cref="QueryFault">It is none.</exception>
    public static async Task<QueryRequest> ReadAsync(HttpContext context, int mostBytes)
    {
        var request = context.Request;
        if (!HttpMethods.IsPost(request.Method))
        {
            return Of(Single(request, "query"), Single(request, "operationName"), Parse(Single(request, "variables")), Parse(Single(request, "extensions")));
        }

        _ = MediaTypeHeaderValue.TryParse(request.ContentType, out var type);
        if (type?.MediaType.Equals("application/json", StringComparison.OrdinalIgnoreCase) != true && type?.MediaType.Equals("application/graphql", StringComparison.OrdinalIgnoreCase) != true)
        {
            throw new QueryFault(QueryFaults.UnsupportedMediaType, SiteSentence.Of("GraphQL.MediaType").ToCurrent());
        }

        var body = await ReadBodyAsync(context, mostBytes);
        if (type.MediaType.Equals("application/graphql", StringComparison.OrdinalIgnoreCase))
        {
            return Of(Encoding.UTF8.GetString(body), Single(request, "operationName"), Parse(Single(request, "variables")), null);
        }

        using var json = ParseBody(body);
        if (json.RootElement.ValueKind != JsonValueKind.Object)
        {
            throw Bad(json.RootElement.ValueKind == JsonValueKind.Array ? "GraphQL.Batch" : "GraphQL.NoObject");
        }

        return Of(Text(json.RootElement, "query"), Text(json.RootElement, "operationName"), Object(json.RootElement, "variables"), Object(json.RootElement, "extensions"));
    }

    private static async Task<byte[]> ReadBodyAsync(HttpContext context, int mostBytes)
    {
        if (context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = mostBytes;
        }

        try
        {
            using var body = new MemoryStream();
            await context.Request.Body.CopyToAsync(body, context.RequestAborted);
            return body.ToArray();
        }
        catch (BadHttpRequestException fault) when (fault.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            throw new QueryFault(QueryFaults.TooLong, SiteSentence.Of("GraphQL.Body", mostBytes).ToCurrent());
        }
    }

    private static JsonDocument ParseBody(byte[] body)
    {
        try
        {
            return JsonDocument.Parse(body, Strict);
        }
        catch (JsonException)
        {
            throw Bad("GraphQL.NoJson");
        }
    }

    private static QueryRequest Of(string? query, string? operationName, JsonElement? variables, JsonElement? extensions)
    {
        if (operationName?.Length > MostNameLength)
        {
            throw Bad("GraphQL.OperationName");
        }

        string? hash = null;
        if (extensions is { } given && DocumentJson.Member(given, "persistedQuery") is { } persisted)
        {
            hash = DocumentJson.Member(persisted, "version") is { ValueKind: JsonValueKind.Number } version && version.TryGetInt32(out var number) && number == 1 ? DocumentJson.Text(persisted, "sha256Hash") : null;
            if (hash?.Length != HashLength || !hash.All(char.IsAsciiHexDigitLower))
            {
                throw Bad("GraphQL.HashForm");
            }
        }

        return new(query, operationName is "" ? null : operationName, variables is { } sent ? Serializer.ReadNode<Inputs>(sent)! : Inputs.Empty, hash);
    }

    private static string? Single(HttpRequest request, string name)
    {
        var values = request.Query[name];
        return values.Count > 1 ? throw Bad("GraphQL.Twice", name) : values.Count == 0 ? null : values[0];
    }

    private static JsonElement? Parse(string? json)
    {
        if (string.IsNullOrEmpty(json))
        {
            return null;
        }

        try
        {
            using var parsed = JsonDocument.Parse(json, Strict);
            return ObjectOrNull(parsed.RootElement.Clone());
        }
        catch (JsonException)
        {
            throw Bad("GraphQL.NoJson");
        }
    }

    private static JsonElement? Object(JsonElement json, string name) => json.TryGetProperty(name, out var member) ? ObjectOrNull(member) : null;

    private static JsonElement? ObjectOrNull(JsonElement json) => json.ValueKind switch
    {
        JsonValueKind.Null => null,
        JsonValueKind.Object => json,
        _ => throw Bad("GraphQL.NoObject"),
    };

    private static string? Text(JsonElement json, string name) =>
        !json.TryGetProperty(name, out var member) || member.ValueKind == JsonValueKind.Null ? null
        : member.ValueKind == JsonValueKind.String ? member.GetString()
        : throw Bad("GraphQL.NoText", name);

    private static QueryFault Bad(string sentence, params object?[] about) => new(QueryFaults.BadRequest, SiteSentence.Of(sentence, about).ToCurrent());
}
