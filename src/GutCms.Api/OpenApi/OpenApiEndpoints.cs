using GutCms.Api.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GutCms.Api.OpenApi;

/// <summary>Serves the descriptions of the HTTP surface as delivery serves documents: to any origin, compressed, with an entity tag.</summary>
public static class OpenApiEndpoints
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    /// <summary>Maps <c>/openapi/v1.json</c>, <c>/openapi/delivery.json</c> and <c>/openapi/editing.json</c>. The host registers <see cref="OpenApiDocuments"/> and a document of its name.</summary>
    public static IEndpointRouteBuilder MapGutCmsOpenApi(this IEndpointRouteBuilder endpoints)
    {
        ArgumentNullException.ThrowIfNull(endpoints);
        foreach (var name in OpenApiDocuments.Names)
        {
            var pattern = $"/openapi/{name}.json";
            endpoints.MapMethods(pattern, [HttpMethods.Options], PublicRead.PreflightAsync).ExcludeFromDescription();
            endpoints.MapMethods(pattern, Reading, context => ServeAsync(context, name)).ExcludeFromDescription();
        }

        return endpoints;
    }

    private static async Task ServeAsync(HttpContext context, string name)
    {
        PublicRead.Allow(context.Response.Headers);
        var bytes = await context.RequestServices.GetRequiredService<OpenApiDocuments>().ReadAsync(name, context.RequestAborted);
        await context.RequestServices.GetRequiredService<ListResponse>().WriteBytesAsync(context, bytes, "openapi", "application/json; charset=utf-8");
    }
}
