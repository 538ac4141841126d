using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Reviews.UseCases;

namespace GutCms.OrchardCore.Policies;

/// <summary>The policies as the admin shows them.</summary>
/// <param name="Policies">What is on file.</param>
/// <param name="MayWrite">The user may change them.</param>
/// <param name="Decides">The user may confirm what others propose.</param>
/// <param name="Proposals">What waits for a second administrator, newest first.</param>
public sealed record PoliciesPage(ListReviewPolicies.Result Policies, bool MayWrite, bool Decides, IReadOnlyList<ProposedPolicy> Proposals);

/// <summary>A policy that waits.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Policy">The policy.</param>
/// <param name="Weaknesses">What it stops asking for, names of <see cref="PolicyWeakness"/>.</param>
/// <param name="ProposedByName">User name of whoever proposed it.</param>
/// <param name="ProposedUtc">UTC.</param>
/// <param name="ExpiresUtc">From then on it cannot be confirmed, UTC.</param>
/// <param name="IsOwn">The user proposed it.</param>
public sealed record ProposedPolicy(string Id, ReviewPolicy Policy, IReadOnlyList<string> Weaknesses, string ProposedByName, DateTime ProposedUtc, DateTime ExpiresUtc, bool IsOwn);

/// <summary>The form of a policy.</summary>
/// <param name="Type">The content type.</param>
/// <param name="Form">What is filled in.</param>
/// <param name="Roles">Roles to choose from.</param>
/// <param name="Refusal">Why it was not filed; null: it was not tried yet.</param>
public sealed record PolicyPage(string Type, PolicyForm Form, IReadOnlyList<string> Roles, Refusal? Refusal)
{
    /// <summary>What is wrong at a place of the policy, such as <c>$.Stages[0].Name</c>; null when nothing is.</summary>
    public string? FaultAt(string path) => Refusal is null ? null : string.Join(" ", Refusal.Faults.Where(fault => fault.Path == path).Select(fault => fault.Message)) is { Length: > 0 } faults ? faults : null;
}

/// <summary>The policy of a type, under the type's definition. Not sealed: Orchard Core makes a shape of it.</summary>
public class PolicyOfType
{
    /// <summary>The content type.</summary>
    public string ContentType { get; set; } = "";

    /// <summary>Its policy; null: it has none, or it cannot be read.</summary>
    public ReviewPolicy? Policy { get; set; }

    /// <summary>Why the policy on file cannot be read; null when it can.</summary>
    public string? Fault { get; set; }
}
