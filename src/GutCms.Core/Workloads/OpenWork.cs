using System.Collections.Immutable;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;

namespace GutCms.Core.Workloads;

/// <summary>Reads the reviews that wait for a decision, of the content whose reviews somebody assigns.</summary>
internal static class OpenWork
{
    /// <summary>Reads at most so many, most urgent first; null: the actor assigns none.</summary>
    public static async Task<IReadOnlyList<WaitingReview>?> FindAsync(IUnitOfWork work, Actor actor, int most, CancellationToken cancellationToken)
    {
        var types = (await work.GetDefinitionsAsync(cancellationToken)).Types.Select(type => type.Name).Where(type => Authorization.Allows(actor, Permissions.AssignReview, type)).ToList();
        return types.Count == 0 ? null : await work.Reviews.ListWaitingAsync(types, most, cancellationToken);
    }

    /// <summary>Who is asked by name in the current stage.</summary>
    public static ImmutableArray<Assignment> Asked(Review review) => WaitingReview.AskedIn(review.Assignments, review.CurrentStage?.Name);

    /// <summary>How many reviews each person is asked about, by user id.</summary>
    public static Dictionary<string, int> Loads(IEnumerable<WaitingReview> open) =>
        open.SelectMany(review => review.Asked.Select(assignment => assignment.UserId).Distinct(StringComparer.Ordinal)).CountBy(id => id, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
}
