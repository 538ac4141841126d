using GutCms.Api.Delivery;
using GutCms.Api.Settings;
using GutCms.Core.Previews;
using GutCms.Web.Features.GraphQL.Running;
using GutCms.Web.Features.GraphQL.Shapes;
using GutCms.Web.Storage.Querying;

namespace GutCms.Web.Features.GraphQL;

/// <summary>Registers and maps GraphQL.</summary>
internal static class GraphQLServices
{
    private const string Path = "/api/graphql";

    /// <summary>Adds the services.</summary>
    public static IServiceCollection AddGutCmsGraphQL(this IServiceCollection services)
    {
        services.AddCheckedOptions<GraphQLOptions>(GraphQLOptions.Section);
        services.AddSingleton<SiteSchemas>();
        services.AddSingleton<KeptQueries>();
        services.AddSingleton<ItemQueries>();
        services.AddSingleton<RunQuery>();
        services.AddSingleton<GraphQLEndpoint>();
        services.AddScoped<ReadDraftDocuments>();
        return services;
    }

    /// <summary>Maps <c>/api/graphql</c> and its schema. It is in no description of operations: a schema of GraphQL describes itself.</summary>
    public static void MapGutCmsGraphQL(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPreflightOfQueries(Path);
        endpoints.MapMethods(Path, [HttpMethods.Get, HttpMethods.Head, HttpMethods.Post], Endpoint(endpoints).ServeAsync).ExcludeFromDescription();
        endpoints.Map(Path, GraphQLEndpoint.RefuseMethodAsync).ExcludeFromDescription();
        endpoints.MapPreflight(Path + "/schema.graphql");
        endpoints.MapMethods(Path + "/schema.graphql", [HttpMethods.Get, HttpMethods.Head], Endpoint(endpoints).ServeSchemaAsync).ExcludeFromDescription();
    }

    private static GraphQLEndpoint Endpoint(IEndpointRouteBuilder endpoints) => endpoints.ServiceProvider.GetRequiredService<GraphQLEndpoint>();
}
