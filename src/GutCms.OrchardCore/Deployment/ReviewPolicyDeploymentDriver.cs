using OrchardCore;
using OrchardCore.Deployment;
using OrchardCore.DisplayManagement.Handlers;
using OrchardCore.DisplayManagement.Views;

namespace GutCms.OrchardCore.Deployment;

/// <summary>Shows the step where plans are made.</summary>
internal sealed class ReviewPolicyDeploymentDriver : DisplayDriver<DeploymentStep, ReviewPolicyDeploymentStep>
{
    /// <inheritdoc/>
    public override Task<IDisplayResult> DisplayAsync(ReviewPolicyDeploymentStep model, BuildDisplayContext context) => CombineAsync(
        View("ReviewPolicyDeploymentStep_Summary", model).Location(OrchardCoreConstants.DisplayType.Summary, "Content"),
        View("ReviewPolicyDeploymentStep_Thumbnail", model).Location("Thumbnail", "Content"));

    /// <inheritdoc/>
    public override IDisplayResult Edit(ReviewPolicyDeploymentStep model, BuildEditorContext context) => View("ReviewPolicyDeploymentStep_Edit", model).Location("Content");
}
