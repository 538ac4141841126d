using System.Text.Json.Nodes;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Storage;
using OrchardCore.Deployment;

namespace GutCms.OrchardCore.Deployment;

/// <summary>
/// Writes the policies on file as a recipe step <c>ReviewPolicy</c>. Where it is imported, the same rules hold as for any recipe: a policy that asks for less than the one there takes
/// whoever may decide that.
/// </summary>
internal sealed class ReviewPolicyDeploymentSource(IContentStore store) : DeploymentSourceBase<ReviewPolicyDeploymentStep>
{
    /// <inheritdoc/>
    protected override async Task ProcessAsync(ReviewPolicyDeploymentStep step, DeploymentPlanResult result)
    {
        await using var work = await store.ReadAsync(CancellationToken.None);
        var policies = await work.ListDocumentsAsync(ReviewPolicyJson.DocumentKind, CancellationToken.None);
        result.Steps.Add(new JsonObject { ["name"] = "ReviewPolicy", ["Policies"] = new JsonArray([.. policies.Values.Select(policy => policy.DeepClone())]) });
    }
}
