using GutCms.Api.Settings;

namespace GutCms.Web.Features.Webhooks;

/// <summary>Registers what tells receivers.</summary>
internal static class WebhookServices
{
    /// <summary>Adds the services and the job.</summary>
    public static IServiceCollection AddGutCmsWebhooks(this IServiceCollection services)
    {
        services.AddCheckedOptions<WebhookOptions>(WebhookOptions.Section);
        services.AddSingleton<WebhookSender>();
        services.AddSingleton<TellReceivers>();
        services.AddHostedService<WebhookDispatcher>();
        services.AddHealthChecks().AddCheck<WebhookHealth>("webhooks", tags: ["ready"]);
        return services;
    }
}
