using GutCms.Api.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using IModuleStartup = OrchardCore.Modules.IStartup;

namespace GutCms.OrchardCore.Delivery;

/// <summary>
/// Answers for delivery documents before requests are routed, where nothing of the site has its place between routing and <see cref="EarlyDeliveryStartup"/>. Orchard Core routes every request first, and asks
/// for content paths doing so; reverse proxy, CORS and security headers come after that, and where one of them is there, documents are served behind it.
/// </summary>
internal sealed class UnroutedDelivery : IStartupFilter
{
    /// <inheritdoc/>
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        if (!HasOthersInFront(app.ApplicationServices.GetServices<IModuleStartup>()))
        {
            app.UseGutCmsDeliveryFromMemory();
        }

        next(app);
    };

    /// <summary>Whether a module of the site wants to see requests before delivery does.</summary>
    internal static bool HasOthersInFront(IEnumerable<IModuleStartup> startups) => startups.Any(startup => startup.ConfigureOrder < EarlyDeliveryStartup.Place);
}
