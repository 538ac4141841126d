using GutCms.Api;
using GutCms.Api.Delivery;
using GutCms.Core.Delivery;
using GutCms.OrchardCore.Storage;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Environment.Shell.Descriptor.Models;
using OrchardCore.Modules;
using OrchardCore.Navigation;
using IStartupFilter = Microsoft.AspNetCore.Hosting.IStartupFilter;

namespace GutCms.OrchardCore.Delivery;

/// <summary>Registers the feature <c>GutCms Delivery</c>: documents are written at publication and served at <c>/api/delivery</c>.</summary>
[Feature(FeatureIds.Delivery)]
public sealed class DeliveryStartup : StartupBase
{
    /// <inheritdoc/>
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton<DeliveryFreshness>();
        services.AddSingleton<IDeliveryReader, YesSqlDeliveryReader>();
        services.AddSingleton<IDeliveryChanges, ChangeReader>();
        services.AddSingleton<DeliveryRefresh>();
        services.AddSingleton<NoDelivery>();
        services.AddSingleton<IDeliveryRefresh, MedicalDelivery>();
        services.AddSingleton<UpdateDeliveryFormat>();
        services.AddScoped<IModularTenantEvents, UpToDateDocuments>();
        services.AddNavigationProvider<DeliveryMenu>();
    }

    /// <inheritdoc/>
    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider serviceProvider)
    {
        routes.MapGutCmsDelivery();
        routes.MapUnknownAddresses("delivery");
    }
}

/// <summary>
/// Answers for delivery documents early: behind Orchard Core's reverse proxy, CORS and security headers, ahead of authentication and of everything else that a public document has no need of.
/// </summary>
[Feature(FeatureIds.Delivery)]
public sealed class EarlyDeliveryStartup : StartupBase
{
    /// <summary>Ahead of what the module itself puts in front of routing, also of what keeps encodings aside, and behind everybody else's.</summary>
    public override int Order => 999;

    /// <summary>Between <c>OrchardCoreConstants.ConfigureOrder.Security</c>, -290, and <c>Authentication</c>, -150.</summary>
    public override int ConfigureOrder => -200;

    /// <inheritdoc/>
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddSingleton<DeliveryPlace>();
        services.AddSingleton<IStartupFilter, UnroutedDelivery>();
        services.AddSingleton<IStartupFilter, UnseenEncodings>();
    }

    /// <inheritdoc/>
    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider serviceProvider)
    {
        serviceProvider.GetRequiredService<DeliveryPlace>().MarkDelivery(app);
        app.Use(UnseenEncodings.RestoreAsync);
        app.UseGutCmsDeliveryFromMemory();
    }
}

/// <summary>Marks the place behind routing and ahead of everything else.</summary>
[Feature(FeatureIds.Delivery)]
public sealed class DeliveryPlaceStartup : StartupBase
{
    /// <inheritdoc/>
    public override int ConfigureOrder => int.MinValue;

    /// <inheritdoc/>
    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider serviceProvider) => serviceProvider.GetRequiredService<DeliveryPlace>().MarkBeginning(app);
}

/// <summary>Registers the feature <c>GutCms Feed and Sitemap</c>. The address of the sitemap is left to Orchard Core's own where that is enabled.</summary>
[Feature(FeatureIds.Feeds)]
public sealed class FeedsStartup : StartupBase
{
    private const string Sitemaps = "OrchardCore.Sitemaps";

    /// <inheritdoc/>
    public override void Configure(IApplicationBuilder app, IEndpointRouteBuilder routes, IServiceProvider serviceProvider)
    {
        routes.MapGutCmsFeed();
        if (serviceProvider.GetRequiredService<ShellDescriptor>().Features.All(feature => feature.Id != Sitemaps))
        {
            routes.MapGutCmsSitemap();
        }
    }
}
