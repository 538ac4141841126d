using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using GutCms.Api.Texts;
using GutCms.Core.Content.Items;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace GutCms.Api.Http;

/// <summary>Reads a body strictly: unknown, misspelt and duplicate members are errors that name them, because a decision must not lose half of itself.</summary>
internal static class JsonBody
{
    private static readonly JsonDocumentOptions Document = new() { AllowDuplicateProperties = false, MaxDepth = 64 };

    private static readonly JsonSerializerOptions Members = new(JsonSerializerDefaults.Web)
    {
        PropertyNameCaseInsensitive = false,
        UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
        NumberHandling = JsonNumberHandling.Strict,
        RespectNullableAnnotations = true,
        TypeInfoResolver = new DefaultJsonTypeInfoResolver(),
    };

    /// <summary>Reads an object; without a body an empty one, where that is permitted.</summary>
    public static async Task<(JsonObject? Json, IResult? Problem)> ReadObjectAsync(HttpContext context, bool optional, CancellationToken cancellationToken)
    {
        var request = context.Request;
        if (optional && (request.ContentLength is 0 || (request.ContentLength is null && !request.Headers.ContainsKey("Transfer-Encoding") && request.ContentType is null)))
        {
            return ([], null);
        }

        if (!request.HasJsonContentType())
        {
            return (null, Problems.Problem(StatusCodes.Status415UnsupportedMediaType, "Unsupported media type", ApiText.Say("SendJson"), ProblemTypes.UnsupportedMediaType));
        }

        try
        {
            return await JsonNode.ParseAsync(request.Body, documentOptions: Document, cancellationToken: cancellationToken) is not JsonObject json
                ? (null, Bad(ApiText.Say("BodyIsObject")))
                : JsonTexts.AreStorable(json)
                    ? (json, null)
                    : (null, Bad(ApiText.Say("BodyNotStorable")));
        }
        catch (JsonException fault)
        {
            return (null, Bad(ApiText.Say("BodyNotJson", fault.Message)));
        }
        catch (BadHttpRequestException fault) when (fault.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            var most = context.Features.Get<IHttpMaxRequestBodySizeFeature>()?.MaxRequestBodySize;
            return (null, Problems.Problem(StatusCodes.Status413PayloadTooLarge, "Content too large", ApiText.Say("BodyTooLarge", most ?? 0), ProblemTypes.ContentTooLarge));
        }
    }

    /// <summary>Reads an object into a record.</summary>
    public static async Task<(T? Value, IResult? Problem)> ReadAsync<T>(HttpContext context, CancellationToken cancellationToken)
        where T : class
    {
        var (json, problem) = await ReadObjectAsync(context, optional: false, cancellationToken);
        return json is null ? (null, problem) : Read<T>(json);
    }

    /// <summary>Reads an object into a record. A member that is null is one that was left out: many generated clients write all that there are.</summary>
    public static (T? Value, IResult? Problem) Read<T>(JsonObject json)
        where T : class
    {
        foreach (var property in Members.GetTypeInfo(typeof(T)).Properties.Where(property => json.TryGetPropertyValue(property.Name, out var value) && value is null))
        {
            json.Remove(property.Name);
        }

        try
        {
            return (json.Deserialize<T>(Members), null);
        }
        catch (JsonException fault)
        {
            return (null, Bad(fault.Path is { Length: > 1 } path ? ApiText.Say("NoMember", path, fault.Message) : fault.Message));
        }
    }

    /// <summary>A member of the body breaks a rule of shape.</summary>
    public static IResult Invalid(string member, string message) =>
        TypedResults.ValidationProblem(new Dictionary<string, string[]> { [member] = [message] }, title: "Invalid member", type: ProblemTypes.Validation);

    private static IResult Bad(string detail) => Problems.Problem(StatusCodes.Status400BadRequest, "Bad request", detail, ProblemTypes.BadRequest);
}
