using GutCms.Api.Delivery;
using GutCms.Api.Settings;
using GutCms.Web.Features.Hosting;

namespace GutCms.Web.Features.Setup;

/// <summary>Registers what the first start and every later one need.</summary>
internal static class SetupServices
{
    /// <summary>Adds the services.</summary>
    public static IServiceCollection AddGutCmsSetup(this IServiceCollection services)
    {
        services.AddCheckedOptions<SiteOptions>(SiteOptions.Section);
        services.AddCheckedOptions<SetupOptions>(SetupOptions.Section);
        services.AddSingleton(TimeProvider.System);
        services.AddSingleton<DataDirectory>();
        services.AddSingleton<ServingLock>();
        services.AddSingleton<LastServed>();
        services.AddSingleton<ListeningAddresses>();
        services.AddSingleton<SiteAddress>();
        services.AddSingleton<IPublicAddress>(provider => provider.GetRequiredService<SiteAddress>());
        services.AddSingleton<StartupReport>();
        services.AddSingleton<SetupLock>();
        services.AddSingleton<FormerSite>();
        services.AddScoped<PrepareSite>();
        return services;
    }
}
