using GutCms.Core.Reviews.Ports;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Modules;

namespace GutCms.OrchardCore.Notifications;

/// <summary>Registers the feature <c>GutCms Notifications</c>: people hear through Orchard Core's notifications, and by mail where that is enabled, what reviews want of them.</summary>
[Feature(FeatureIds.Notifications)]
public sealed class NotificationsStartup : StartupBase
{
    /// <inheritdoc/>
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddScoped<ReviewAddresses>();
        services.AddScoped<ReviewNotifier>();
        services.AddScoped<IReviewEventHandler>(scope => scope.GetRequiredService<ReviewNotifier>());
    }
}
