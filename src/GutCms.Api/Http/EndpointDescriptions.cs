using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.OpenApi;

namespace GutCms.Api.Http;

/// <summary>What a parameter of a query holds.</summary>
internal enum QueryKind
{
    /// <summary>A text.</summary>
    Text,

    /// <summary><c>true</c> or <c>false</c>.</summary>
    Flag,

    /// <summary>An instant.</summary>
    Instant,
}

/// <summary>What OpenAPI is told about endpoints whose parameters can be inferred.</summary>
internal static class EndpointDescriptions
{
    public static RouteHandlerBuilder Describe(this RouteHandlerBuilder endpoint, string name, string summary, string description) =>
        endpoint.WithName(name).WithSummary(summary).WithDescription(description);

    /// <summary>A change that rules, states and other people's changes can stand against.</summary>
    public static RouteHandlerBuilder Refuses(this RouteHandlerBuilder endpoint) => endpoint
        .ProducesValidationProblem()
        .ProducesProblem(StatusCodes.Status403Forbidden)
        .ProducesProblem(StatusCodes.Status404NotFound)
        .ProducesProblem(StatusCodes.Status409Conflict)
        .ProducesProblem(StatusCodes.Status412PreconditionFailed)
        .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
        .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
        .ProducesProblem(StatusCodes.Status428PreconditionRequired);

    /// <summary>A change that names the state which the caller was shown.</summary>
    public static RouteHandlerBuilder IfMatch(this RouteHandlerBuilder endpoint, bool required = true) => endpoint.With(
        "If-Match",
        ParameterLocation.Header,
        required ? "The `ETag` that the caller was shown." : "The `ETag` that the caller was shown; needed where the item exists.",
        new OpenApiSchema { Type = JsonSchemaType.String },
        required);

    /// <summary>A parameter of the query that is a text.</summary>
    public static RouteHandlerBuilder Query(this RouteHandlerBuilder endpoint, string name, string description) => endpoint.Query(QueryKind.Text, name, description);

    /// <summary>A parameter of the query.</summary>
    public static RouteHandlerBuilder Query(this RouteHandlerBuilder endpoint, QueryKind kind, string name, string description) =>
        endpoint.With(name, ParameterLocation.Query, description, kind switch
        {
            QueryKind.Flag => new OpenApiSchema { Type = JsonSchemaType.Boolean },
            QueryKind.Instant => new OpenApiSchema { Type = JsonSchemaType.String, Format = "date-time" },
            _ => new OpenApiSchema { Type = JsonSchemaType.String, MaxLength = ListParameters.MostCharacters },
        });

    /// <summary>A parameter of the query that is one of some names.</summary>
    public static RouteHandlerBuilder QueryOneOf(this RouteHandlerBuilder endpoint, string name, string description, params string[] names) =>
        endpoint.With(name, ParameterLocation.Query, description, new OpenApiSchema { Type = JsonSchemaType.String, Enum = [.. names.Select(value => (JsonNode)value)] });

    /// <summary>A list with a cursor.</summary>
    public static RouteHandlerBuilder Paged(this RouteHandlerBuilder endpoint) => endpoint
        .With("after", ParameterLocation.Query, "Cursor: `nextCursor` of the page before.", new OpenApiSchema { Type = JsonSchemaType.String })
        .With("first", ParameterLocation.Query, "Page size.", new OpenApiSchema { Type = JsonSchemaType.Integer, Minimum = "1", Maximum = "100", Default = JsonValue.Create(20) });

    private static RouteHandlerBuilder With(this RouteHandlerBuilder endpoint, string name, ParameterLocation place, string description, OpenApiSchema schema, bool required = false) =>
        endpoint.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            (operation.Parameters ??= []).Add(new OpenApiParameter { Name = name, In = place, Required = required, Description = description, Schema = schema });
            return Task.CompletedTask;
        });
}
