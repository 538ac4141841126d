using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Modules;

namespace GutCms.OrchardCore.Health;

/// <summary>Where Orchard Core's health checks are enabled: what of the review does not work is a part of them.</summary>
[Feature(FeatureIds.Review)]
[RequireFeatures("OrchardCore.HealthChecks")]
public sealed class HealthStartup : StartupBase
{
    /// <inheritdoc/>
    public override void ConfigureServices(IServiceCollection services) => services.AddHealthChecks().AddCheck<ReviewHealthCheck>(ReviewHealthCheck.Name);
}
