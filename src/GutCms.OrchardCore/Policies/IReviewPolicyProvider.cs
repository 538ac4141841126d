using GutCms.Core.Reviews.Policies;

namespace GutCms.OrchardCore.Policies;

/// <summary>Review policies that a module brings along in code. Register any number of them as scoped or singleton services.</summary>
/// <remarks>
/// A policy that the site has on file for a type (from a recipe or the admin) counts in place of one that is provided. Of two that are provided for a type the first one counts. What is live of a type when its policy
/// is first provided stays live and counts as imported. A provider that throws shuts the gate for everything: a policy that cannot be asked for is not the absence of one.
/// </remarks>
public interface IReviewPolicyProvider
{
    /// <summary>The policies, one for a content type; empty when there are none. Asked once in each scope.</summary>
    ValueTask<IReadOnlyList<ReviewPolicy>> GetPoliciesAsync();
}
