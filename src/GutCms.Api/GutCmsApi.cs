using GutCms.Api.Delivery;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GutCms.Api;

/// <summary>What a host calls to serve the endpoints that every GutCms host has in common.</summary>
public static class GutCmsApi
{
    /// <summary>
    /// Registers what the endpoints need. The host itself registers <see cref="Core.Delivery.IDeliveryReader"/> as a singleton, and problem details by
    /// <see cref="Http.ProblemDetailsSetup.AddGutCmsProblemDetails"/>.
    /// </summary>
    public static IServiceCollection AddGutCmsApi(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services.AddDelivery();
    }

    /// <summary>Maps the endpoints.</summary>
    public static IEndpointRouteBuilder MapGutCmsApi(this IEndpointRouteBuilder endpoints) => endpoints.MapDelivery();
}
