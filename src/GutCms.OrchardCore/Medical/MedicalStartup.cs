using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Data.Migration;
using OrchardCore.Modules;
using OrchardCore.Navigation;
using OrchardCore.Recipes.Services;

namespace GutCms.OrchardCore.Medical;

/// <summary>Registers the feature <c>GutCms Medical Types</c>.</summary>
[Feature(FeatureIds.MedicalTypes)]
public sealed class MedicalStartup : StartupBase
{
    /// <summary>Late, so that its guard of recipe steps comes before every other handler.</summary>
    public override int Order => 1001;

    /// <inheritdoc/>
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddScoped<ShippedDefinitions>();
        services.AddScoped<MedicalTypes>();
        services.AddScoped<PutUnderReview>();
        services.AddScoped<InstallUnderOtherNames>();
        services.AddScoped<DefaultReview>();
        services.AddScoped<IModularTenantEvents, DefaultReviewAtStart>();
        services.AddDataMigration<MedicalTypesMigrations>();
        services.AddNavigationProvider<MedicalMenu>();
        services.Insert(0, ServiceDescriptor.Scoped<IRecipeStepHandler, TakenNames>());
        services.Configure<MvcOptions>(options => options.Filters.Add<MedicalTypesNotice>());
    }
}

/// <summary>Adds the health check, where health checks are enabled.</summary>
[Feature(FeatureIds.MedicalTypes)]
[RequireFeatures("OrchardCore.HealthChecks")]
public sealed class MedicalHealthStartup : StartupBase
{
    /// <inheritdoc/>
    public override void ConfigureServices(IServiceCollection services) => services.AddHealthChecks().AddCheck<MedicalTypesCheck>("GutCms medical types");
}
