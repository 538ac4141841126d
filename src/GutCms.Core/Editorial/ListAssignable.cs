using System.Collections.Immutable;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Security;

namespace GutCms.Core.Editorial;

/// <summary>Lists who could be asked to decide, over all policies. Whether one may decide on a certain text is judged when somebody is assigned. Reads only.</summary>
public sealed class ListAssignable(ReviewPorts ports)
{
    /// <summary>Reads; empty for whoever may assign nobody.</summary>
    public async Task<ImmutableArray<Reviewer>> ExecuteAsync(Actor actor, CancellationToken cancellationToken)
    {
        List<ReviewPolicy> policies = [];
        await using (var work = await ports.Store.ReadAsync(cancellationToken))
        {
            foreach (var type in (await work.ListDocumentsAsync(ReviewPolicyJson.DocumentKind, cancellationToken)).Keys)
            {
                if (Authorization.Allows(actor, Permissions.AssignReview, type) && (await PolicyLookup.FindAsync(work, type, cancellationToken)).Policy is { } policy)
                {
                    policies.Add(policy);
                }
            }
        }

        Dictionary<string, Reviewer> found = new(StringComparer.Ordinal);
        foreach (var policy in policies)
        {
            var roles = policy.Stages.SelectMany(stage => stage.Roles).Select(role => role.Role).Distinct(StringComparer.Ordinal).ToList();
            foreach (var reviewer in (await ports.Reviewers.FindReviewersAsync(roles, policy.ContentType, cancellationToken)).Values.SelectMany(list => list))
            {
                found[reviewer.UserId] = reviewer;
            }
        }

        return [.. found.Values.OrderBy(reviewer => reviewer.PrintedName, StringComparer.Ordinal)];
    }
}
