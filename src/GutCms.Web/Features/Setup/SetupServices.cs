using GutCms.Api.Delivery;
using GutCms.Web.Features.Hosting;

namespace GutCms.Web.Features.Setup;

/// <summary>Registers what the first start and every later one need.</summary>
internal static class SetupServices
{
    /// <summary>Adds the services.</summary>
    public static IServiceCollection AddGutCmsSetup(this IServiceCollection services)
    {
        services.AddOptions<SiteOptions>().BindConfiguration(SiteOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddOptions<SetupOptions>().BindConfiguration(SetupOptions.Section).ValidateDataAnnotations().ValidateOnStart();
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<DataDirectory>();
        services.AddSingleton<LastServed>();
        services.AddSingleton<ListeningAddresses>();
        services.AddSingleton<SiteAddress>();
        services.AddSingleton<IPublicAddress>(provider => provider.GetRequiredService<SiteAddress>());
        services.AddSingleton<StartupReport>();
        services.AddSingleton<SetupLock>();
        services.AddScoped<PrepareSite>();
        return services;
    }
}
