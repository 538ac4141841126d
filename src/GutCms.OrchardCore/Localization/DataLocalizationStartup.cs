using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Localization;
using OrchardCore.Localization.Data;
using OrchardCore.Modules;

namespace GutCms.OrchardCore.Localization;

/// <summary>Has what the module brings along in the language of whoever reads it, where Data Localization is enabled.</summary>
[Feature(FeatureIds.Review)]
[RequireFeatures("OrchardCore.DataLocalization")]
public sealed class DataLocalizationStartup : StartupBase
{
    /// <summary>Late: it puts itself around what the site has translated.</summary>
    public override int Order => 1000;

    /// <inheritdoc/>
    public override void ConfigureServices(IServiceCollection services)
    {
        var site = services.Last(service => service.ServiceType == typeof(IDataTranslationProvider));
        services.AddSingleton<IDataTranslationProvider>(provider => new ShippedDataTranslations(RegisteredService.Create<IDataTranslationProvider>(site, provider), provider.GetRequiredService<ILocalizationManager>()));
    }
}
