using GutCms.Api.OpenApi;

namespace GutCms.Web.Features.OpenApi;

/// <summary>The description of the HTTP surface.</summary>
internal static class OpenApiServices
{
    /// <summary>Adds the document, and what is served of it.</summary>
    public static IServiceCollection AddGutCmsOpenApi(this IServiceCollection services) =>
        services.AddOpenApi(OpenApiDocuments.Whole, options => options.DescribeGutCms()).AddSingleton<OpenApiDocuments>();
}
