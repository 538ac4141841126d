using GutCms.Api.Content;
using GutCms.Api.Delivery;
using GutCms.Api.Http;
using GutCms.Api.Media;
using GutCms.Api.People;
using GutCms.Api.Review;
using GutCms.Core.Content.Checking;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Reviews.Standing;
using GutCms.Core.Storage;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace GutCms.Api;

/// <summary>What a host calls to serve the endpoints that every GutCms host has in common.</summary>
public static class GutCmsApi
{
    /// <summary>
    /// Registers what the endpoints need. The host itself registers <see cref="Core.Delivery.IDeliveryReader"/> and <see cref="GutCms.Core.Storage.IContentStore"/> as
    /// singletons, what <see cref="AddGutCmsReviewPorts"/> gathers, <see cref="IActorAccessor"/> and, for the content API, <see cref="GutCms.Core.Storage.IContentLists"/> in
    /// any lifetime, and problem details by <see cref="ProblemDetailsSetup.AddGutCmsProblemDetails"/>.
    /// </summary>
    public static IServiceCollection AddGutCmsApi(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services.AddDelivery().AddReview().AddContentApi();
    }

    /// <summary>
    /// Gathers what editorial work needs of the host, which registers each of the services of <see cref="ReviewPorts"/> itself, in any lifetime. The host lets
    /// <see cref="RefusalLog"/> write its sums.
    /// </summary>
    public static IServiceCollection AddGutCmsReviewPorts(this IServiceCollection services)
    {
        services.AddHttpContextAccessor();
        services.TryAddSingleton<RefusalLog>();
        services.TryAddSingleton<IRefusalLog>(provider => provider.GetRequiredService<RefusalLog>());
        services.TryAddScoped(provider => ActivatorUtilities.CreateInstance<ReviewPorts>(provider) with
        {
            Keeper = provider.GetService<IReviewKeeper>(),
            Limits = provider.GetService<ContentLimits>() ?? ContentLimits.Default,
            Looks = provider.GetService<ILooks>(),
            Actors = provider.GetService<IActorDirectory>(),
            Refusals = provider.GetRequiredService<IRefusalLog>(),
        });
        return services;
    }

    /// <summary>Maps delivery with feed and sitemap, and review where the host knows its callers: without an <see cref="IActorAccessor"/> there is no review API.</summary>
    public static IEndpointRouteBuilder MapGutCmsApi(this IEndpointRouteBuilder endpoints) =>
        endpoints.MapGutCmsDelivery().MapGutCmsFeed().MapGutCmsSitemap().MapGutCmsReview();

    /// <summary>Maps only <c>/api/delivery</c>.</summary>
    public static IEndpointRouteBuilder MapGutCmsDelivery(this IEndpointRouteBuilder endpoints) => endpoints.MapDelivery();

    /// <summary>Maps the feeds: <c>/feed.xml</c> and <c>/feed.json</c>, of the site and of each series.</summary>
    public static IEndpointRouteBuilder MapGutCmsFeed(this IEndpointRouteBuilder endpoints) => endpoints.MapFeed();

    /// <summary>Maps only <c>/sitemap.xml</c> with its files, which a host may have of its own.</summary>
    public static IEndpointRouteBuilder MapGutCmsSitemap(this IEndpointRouteBuilder endpoints) => endpoints.MapSitemap();

    /// <summary>Maps <c>/robots.txt</c> and <c>/llms.txt</c>, for a host that has none of its own.</summary>
    public static IEndpointRouteBuilder MapGutCmsSiteFiles(this IEndpointRouteBuilder endpoints) => endpoints.MapSiteFiles();

    /// <summary>Maps only <c>/api/review</c> and <c>/api/audit</c>, where the host knows its callers.</summary>
    public static IEndpointRouteBuilder MapGutCmsReview(this IEndpointRouteBuilder endpoints) => endpoints.KnowsCallers() ? endpoints.MapReview() : endpoints;

    /// <summary>Maps <c>/api/content</c>, for a host that has none of its own (an Orchard Core site has), where the host knows its callers.</summary>
    public static IEndpointRouteBuilder MapGutCmsContentApi(this IEndpointRouteBuilder endpoints) => endpoints.KnowsCallers() ? endpoints.MapContentApi() : endpoints;

    /// <summary>Maps only the list, versions, comparison and restoring of <c>/api/content</c>, beside a content API that the host has of its own, where the host knows its callers.</summary>
    public static IEndpointRouteBuilder MapGutCmsContentAdditions(this IEndpointRouteBuilder endpoints) => endpoints.KnowsCallers() ? endpoints.MapContentAdditions() : endpoints;

    /// <summary>Maps <c>/api/media</c> and <c>/media</c>, for a host that has registered what the library of pictures needs and knows its callers.</summary>
    public static IEndpointRouteBuilder MapGutCmsMedia(this IEndpointRouteBuilder endpoints) => endpoints.KnowsCallers() ? endpoints.MapMedia() : endpoints;

    /// <summary>Maps <c>/api/people</c>, for a host that keeps accounts itself (<see cref="IPeople"/>) and knows its callers.</summary>
    public static IEndpointRouteBuilder MapGutCmsPeople(this IEndpointRouteBuilder endpoints) => endpoints.KnowsCallers() ? endpoints.MapPeople() : endpoints;

    private static bool KnowsCallers(this IEndpointRouteBuilder endpoints) =>
        endpoints.ServiceProvider.GetRequiredService<IServiceProviderIsService>().IsService(typeof(IActorAccessor));
}
