using GutCms.Core.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GutCms.Api.Delivery;

/// <summary>The delivery feature's table of routes.</summary>
internal static class DeliveryEndpoints
{
    private static readonly string[] Reading = [HttpMethods.Get, HttpMethods.Head];

    public static IEndpointRouteBuilder MapDelivery(this IEndpointRouteBuilder endpoints)
    {
        var documents = endpoints.ServiceProvider.GetRequiredService<DocumentEndpoint>();
        var lists = endpoints.ServiceProvider.GetRequiredService<ListEndpoints>();
        var delivery = endpoints.MapGroup("/api/delivery");

        delivery.MapRead("/articles", lists.ArticlesAsync);
        delivery.MapRead("/articles/{slug}", documents.For(DeliveryKind.Article, "slug"));
        delivery.MapRead("/series", lists.SeriesAsync);
        delivery.MapRead("/series/{slug}", documents.For(DeliveryKind.Series, "slug"));
        delivery.MapRead("/disclaimers/{id}", documents.For(DeliveryKind.Disclaimer, "id"));
        return endpoints;
    }

    private static IEndpointConventionBuilder MapRead(this RouteGroupBuilder group, string pattern, RequestDelegate handler)
    {
        group.MapMethods(pattern, [HttpMethods.Options], PublicRead.PreflightAsync).ExcludeFromDescription();
        return group.MapMethods(pattern, Reading, handler);
    }
}
