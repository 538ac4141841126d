using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.OpenApi;

namespace GutCms.Api.Http;

/// <summary>A parameter of an operation that reads the request itself.</summary>
/// <param name="Name">Name.</param>
/// <param name="In">Where it stands.</param>
/// <param name="Description">Meaning, range and default.</param>
/// <param name="Schema">Its schema.</param>
/// <param name="Example">An example.</param>
internal sealed record ParameterDescription(string Name, ParameterLocation In, string Description, OpenApiSchema Schema, JsonNode? Example = null)
{
    /// <summary>A request without it is refused.</summary>
    public bool IsRequired { get; init; } = In == ParameterLocation.Path;
}

/// <summary>A header of an answer.</summary>
internal sealed record HeaderDescription(string Name, string Description);

/// <summary>What OpenAPI is told about an operation that is mapped as a plain request delegate, of which nothing can be inferred.</summary>
/// <param name="Name">Operation id.</param>
/// <param name="Summary">One line.</param>
/// <param name="Description">Markdown.</param>
/// <param name="Response">Schema of the 200; null: <paramref name="ContentType"/> is not JSON.</param>
/// <param name="ContentType">Media type of the 200.</param>
/// <param name="Parameters">Parameters.</param>
/// <param name="Headers">Headers of the 200.</param>
/// <param name="Problems">Other statuses, each with the reason.</param>
/// <param name="Example">Example of the 200.</param>
internal sealed record EndpointDescription(
    string Name,
    string Summary,
    string Description,
    Type? Response,
    string ContentType,
    IReadOnlyList<ParameterDescription> Parameters,
    IReadOnlyList<HeaderDescription> Headers,
    IReadOnlyDictionary<int, string> Problems,
    JsonNode? Example)
{
    private const string ProblemJson = "application/problem+json";

    /// <summary>Attaches it to an endpoint.</summary>
    public IEndpointConventionBuilder AttachTo(IEndpointConventionBuilder endpoint, string tag, RequestDelegate handler)
    {
        endpoint
            .WithTags(tag)
            .WithSummary(Summary)
            .WithDescription(Description)
            // The API explorer lists only endpoints that name a method.
            .WithMetadata(handler.Method, new ProducesResponseTypeMetadata(StatusCodes.Status200OK, Response ?? typeof(string), [ContentType]));
        foreach (var status in Problems.Keys.Where(status => status >= 400))
        {
            endpoint.WithMetadata(new ProducesResponseTypeMetadata(
                status, status == StatusCodes.Status400BadRequest ? typeof(HttpValidationProblemDetails) : typeof(ProblemDetails), [ProblemJson]));
        }

        return endpoint.AddOpenApiOperationTransformer((operation, context, _) =>
        {
            Complete(operation, context.Description.HttpMethod);
            return Task.CompletedTask;
        });
    }

    private void Complete(OpenApiOperation operation, string? method)
    {
        // GET and HEAD are one endpoint; an operation id has to be unique all the same.
        operation.OperationId = HttpMethods.IsHead(method ?? "") ? $"{Name}Head" : Name;
        operation.Parameters = [.. Parameters.Select(parameter => (IOpenApiParameter)new OpenApiParameter
        {
            Name = parameter.Name,
            In = parameter.In,
            Required = parameter.IsRequired,
            Description = parameter.Description,
            Schema = parameter.Schema,
            Example = parameter.Example?.DeepClone(),
        })];
        var responses = operation.Responses ?? [];
        operation.Responses = [];
        foreach (var status in Problems.Keys.Append(StatusCodes.Status200OK).Order().Select(status => status.ToString(CultureInfo.InvariantCulture)))
        {
            // A status without a body, such as 304, is not known to the API explorer.
            var response = responses.GetValueOrDefault(status) as OpenApiResponse ?? new OpenApiResponse();
            Complete(response, status, HttpMethods.IsHead(method ?? ""));
            operation.Responses[status] = response;
        }
    }

    private void Complete(OpenApiResponse response, string status, bool isHead)
    {
        if (status != "200")
        {
            response.Description = Problems[int.Parse(status, CultureInfo.InvariantCulture)];
            return;
        }

        response.Description = isHead ? "The headers of GET, without the body." : "OK";
        response.Headers = Headers.ToDictionary(
            header => header.Name,
            header => (IOpenApiHeader)new OpenApiHeader { Description = header.Description, Schema = new OpenApiSchema { Type = JsonSchemaType.String } },
            StringComparer.Ordinal);
        if (isHead)
        {
            response.Content?.Clear();
        }
        else if (Example is not null && response.Content?.TryGetValue(ContentType, out var content) == true && content is OpenApiMediaType media)
        {
            media.Example = Example.DeepClone();
        }
    }
}
