using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews.UseCases;

/// <summary>Lists the review policies on file, for whoever may enter the admin. Reads only.</summary>
public sealed class ListReviewPolicies(ReviewPorts ports)
{
    /// <summary>A type and its policy.</summary>
    /// <param name="ContentType">Technical name of the type.</param>
    /// <param name="Policy">Its policy; null: it has none, or see <paramref name="Fault"/>.</param>
    /// <param name="Fault">Why the policy on file cannot be read; null when it can, or when there is none.</param>
    public sealed record Entry(string ContentType, ReviewPolicy? Policy, Sentence? Fault);

    /// <summary>What was found.</summary>
    /// <param name="Entries">One for each type that has a policy, ordered by name.</param>
    /// <param name="ContentTypes">Names of all types, ordered.</param>
    /// <param name="Roles">Names of all roles, ordered.</param>
    public sealed record Result(IReadOnlyList<Entry> Entries, IReadOnlyList<string> ContentTypes, IReadOnlyList<string> Roles);

    /// <summary>Reads.</summary>
    public async Task<Outcome<Result>> ExecuteAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!Authorization.Allows(actor, Permissions.AccessAdminPanel))
        {
            return Refusal.Forbidden(Sentence.Of("Refused.ReadPolicies"), Permissions.AccessAdminPanel);
        }

        await using var work = await ports.Store.ReadAsync(cancellationToken);
        var entries = new List<Entry>();
        foreach (var type in (await work.ListDocumentsAsync(ReviewPolicyJson.DocumentKind, cancellationToken)).Keys)
        {
            var found = await PolicyLookup.FindAsync(work, type, cancellationToken);
            entries.Add(new(type, found.Policy, found.Fault));
        }

        var types = (await work.GetDefinitionsAsync(cancellationToken)).Types.Select(type => type.Name).Order(StringComparer.Ordinal);
        var roles = await work.ListDocumentsAsync(SiteDocuments.Role, cancellationToken);
        return new Result(entries, [.. types], [.. roles.Keys.Order(StringComparer.Ordinal)]);
    }
}
