using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Deployment;
using OrchardCore.Modules;

namespace GutCms.OrchardCore.Deployment;

/// <summary>Lets deployment plans carry the review policies, where the site makes such plans.</summary>
[Feature(FeatureIds.Review)]
[RequireFeatures("OrchardCore.Deployment")]
public sealed class DeploymentStartup : StartupBase
{
    /// <inheritdoc/>
    public override void ConfigureServices(IServiceCollection services) =>
        services.AddDeployment<ReviewPolicyDeploymentSource, ReviewPolicyDeploymentStep, ReviewPolicyDeploymentDriver>();
}
