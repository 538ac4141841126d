using GutCms.Api.Delivery;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace GutCms.OrchardCore.Delivery;

/// <summary>
/// Answers for delivery documents before requests are routed, where nothing of the site has its place between routing and <see cref="EarlyDeliveryStartup"/>. Orchard Core routes every request first, and asks
/// for content paths doing so; reverse proxy, CORS and security headers come after that, and where one of them is there, documents are served behind it.
/// </summary>
internal sealed class UnroutedDelivery(DeliveryPlace place) : IStartupFilter
{
    /// <inheritdoc/>
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.UseGutCmsDeliveryFromMemory(() => place.HasNothingInFront);
        next(app);
    };
}
