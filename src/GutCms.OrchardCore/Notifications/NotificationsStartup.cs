using GutCms.Api.Review;
using GutCms.Api.Settings;
using GutCms.Core.Reviews.Ports;
using GutCms.OrchardCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.BackgroundTasks;
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
        services.AddScoped<PeopleByRight>();
        services.AddScoped<ReviewNotifier>();
        services.AddCheckedOptions<ReminderOptions>(ReminderOptions.Section);
        services.AddScoped<TellReminders>();
        services.AddSingleton<IBackgroundTask, RemindTask>();
        services.AddScoped<IReviewEventHandler>(scope => scope.GetRequiredService<ReviewNotifier>());
    }
}
