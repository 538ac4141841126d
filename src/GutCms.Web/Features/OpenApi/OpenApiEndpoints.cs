using GutCms.Api.Http;

namespace GutCms.Web.Features.OpenApi;

/// <summary>The description of the HTTP surface.</summary>
internal static class OpenApiEndpoints
{
    /// <summary>Adds the document <c>v1</c>.</summary>
    public static IServiceCollection AddGutCmsOpenApi(this IServiceCollection services) => services.AddOpenApi("v1", options => options.DescribeGutCms());

    /// <summary>Maps <c>/openapi/v1.json</c>.</summary>
    public static void MapGutCmsOpenApi(this IEndpointRouteBuilder endpoints) => endpoints.MapOpenApi("/openapi/{documentName}.json");
}
