using GutCms.Api.Settings;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Reviews;

namespace GutCms.Web.Features.Events;

/// <summary>Registers what tells events.</summary>
internal static class EventServices
{
    /// <summary>Adds the services and the job.</summary>
    public static IServiceCollection AddGutCmsEvents(this IServiceCollection services)
    {
        services.AddCheckedOptions<OutboxOptions>(OutboxOptions.Section);
        services.AddSingleton<OutboxSignal>();
        services.AddSingleton<IOutboxSignal>(provider => provider.GetRequiredService<OutboxSignal>());
        services.AddSingleton<OutboxQueue>();
        services.AddSingleton<TellEvents>();
        services.AddSingleton<ListFailedEvents>();
        services.AddSingleton<DecideFailedEvent>();
        services.AddHostedService<OutboxDispatcher>();
        services.AddHealthChecks().AddCheck<OutboxHealth>("events", tags: ["ready"]);
        return services;
    }
}
