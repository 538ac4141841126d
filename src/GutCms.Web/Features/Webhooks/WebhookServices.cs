using GutCms.Api.Settings;

namespace GutCms.Web.Features.Webhooks;

/// <summary>Registers what tells receivers.</summary>
internal static class WebhookServices
{
    /// <summary>Adds the services and the job.</summary>
    public static IServiceCollection AddGutCmsWebhooks(this IServiceCollection services)
    {
        services.AddCheckedOptions<WebhookOptions>(WebhookOptions.Section);
        services.AddSingleton<WebhookReceivers>();
        services.AddSingleton<WebhookSender>();
        services.AddSingleton<TellReceivers>();
        services.AddSingleton<ListReceivers>();
        services.AddSingleton<AddReceiver>();
        services.AddSingleton<ChangeReceiverSecret>();
        services.AddSingleton<RemoveReceiver>();
        services.AddSingleton<TestReceiver>();
        services.AddSingleton<SendAgain>();
        services.AddHostedService<WebhookDispatcher>();
        services.AddHealthChecks().AddCheck<WebhookHealth>("webhooks", tags: ["ready"]);
        return services;
    }
}
