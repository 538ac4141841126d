using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;

namespace GutCms.Core.Workloads;

/// <summary>Reads the reviews that wait for a decision, of the content whose reviews somebody assigns.</summary>
internal static class OpenWork
{
    private const int Page = 100;

    /// <summary>Reads at most so many, most urgent first; null: the actor assigns none.</summary>
    public static async Task<IReadOnlyList<Review>?> FindAsync(IUnitOfWork work, Actor actor, int most, CancellationToken cancellationToken)
    {
        var types = (await work.GetDefinitionsAsync(cancellationToken)).Types.Select(type => type.Name).Where(type => Authorization.Allows(actor, Permissions.AssignReview, type)).ToList();
        if (types.Count == 0)
        {
            return null;
        }

        List<Review> open = [];
        for (string? after = null; ;)
        {
            var page = await work.Reviews.ListQueueAsync(new(types, null, after, Page), cancellationToken);
            open.AddRange(page.Reviews);
            after = page.Next;
            if (after is null || open.Count >= most)
            {
                return [.. open.Take(most)];
            }
        }
    }

    /// <summary>Who is asked by name in the current stage.</summary>
    public static IEnumerable<Assignment> Asked(Review review) => review.Assignments.Where(assignment => assignment.Stage == review.CurrentStage?.Name);

    /// <summary>How many reviews each person is asked about, by user id.</summary>
    public static Dictionary<string, int> Loads(IEnumerable<Review> open) =>
        open.SelectMany(review => Asked(review).Select(assignment => assignment.UserId).Distinct(StringComparer.Ordinal)).CountBy(id => id, StringComparer.Ordinal).ToDictionary(StringComparer.Ordinal);
}
