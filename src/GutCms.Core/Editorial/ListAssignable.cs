using System.Collections.Immutable;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Security;
using GutCms.Core.Storage;

namespace GutCms.Core.Editorial;

/// <summary>Lists who could be asked to decide, over all policies. Whether one may decide on a certain text is judged when somebody is assigned. Reads only.</summary>
public sealed class ListAssignable(ReviewPorts ports)
{
    /// <summary>Reads; empty for whoever may assign nobody.</summary>
    public async Task<ImmutableArray<Reviewer>> ExecuteAsync(Actor actor, CancellationToken cancellationToken)
    {
        await using var work = await ports.Store.ReadAsync(cancellationToken);
        return await ExecuteAsync(work, actor, cancellationToken);
    }

    /// <summary>The same as a unit of work sees it.</summary>
    internal async Task<ImmutableArray<Reviewer>> ExecuteAsync(IUnitOfWork work, Actor actor, CancellationToken cancellationToken)
    {
        Dictionary<string, Reviewer> found = new(StringComparer.Ordinal);
        foreach (var (type, document) in await work.ListDocumentsAsync(ReviewPolicyJson.DocumentKind, cancellationToken))
        {
            if (!Authorization.Allows(actor, Permissions.AssignReview, type) || PolicyLookup.Of(type, document).Policy is not { } policy)
            {
                continue;
            }

            var roles = policy.Stages.SelectMany(stage => stage.Roles).Select(role => role.Role).Distinct(StringComparer.Ordinal).ToList();
            foreach (var reviewer in (await ports.Reviewers.FindReviewersAsync(work, roles, type, cancellationToken)).Values.SelectMany(list => list))
            {
                found[reviewer.UserId] = reviewer;
            }
        }

        return [.. found.Values.OrderBy(reviewer => reviewer.PrintedName, StringComparer.Ordinal)];
    }
}
