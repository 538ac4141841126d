using Microsoft.Extensions.Localization;
using OrchardCore.Deployment;

namespace GutCms.OrchardCore.Deployment;

/// <summary>Step of a deployment plan: the review policies of all types.</summary>
public sealed class ReviewPolicyDeploymentStep : DeploymentStep
{
    /// <summary>As it is read from a plan.</summary>
    public ReviewPolicyDeploymentStep() => Name = "ReviewPolicy";

    /// <summary>As it is offered.</summary>
    public ReviewPolicyDeploymentStep(IStringLocalizer<ReviewPolicyDeploymentStep> localizer)
        : this() => Category = localizer["Review"];
}
