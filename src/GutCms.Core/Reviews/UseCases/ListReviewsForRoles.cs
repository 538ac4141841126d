using System.Globalization;
using GutCms.Core.Delivery;

namespace GutCms.Core.Reviews;

/// <summary>Lists the reviews whose current stage asks for a role that the actor has, most urgent first, as far as the actor may see them. Reads only.</summary>
/// <remarks>Which roles a stage asks for stands in the policy with which a text was submitted, so all that is open is looked at.</remarks>
public sealed class ListReviewsForRoles(ListOpenReviews list)
{
    private const int ReadAtOnce = 100;

    /// <summary>Reads a page.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="after">Cursor of an earlier page; null: from the start.</param>
    /// <param name="first">Page size, 1 to 100.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="BadCursorException">The cursor is not one of this list's.</exception>
    public async Task<Outcome<ReviewQueuePage>> ExecuteAsync(Actor actor, string? after, int first, CancellationToken cancellationToken)
    {
        var skipped = 0;
        if (after is not null && !(int.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out skipped) && skipped > 0))
        {
            throw new BadCursorException();
        }

        var mine = new List<Review>();
        string? next = null;
        do
        {
            var page = await list.ExecuteAsync(actor, new(After: next, First: ReadAtOnce), cancellationToken);
            if (!page.Succeeded)
            {
                return page.Refusal;
            }

            mine.AddRange(page.Value.Reviews.Where(review => IsFor(actor, review)));
            next = page.Value.Next;
        }
        while (next is not null);

        return new ReviewQueuePage(
            mine.Count, [.. mine.Skip(skipped).Take(first)], mine.Count > skipped + first ? (skipped + first).ToString(CultureInfo.InvariantCulture) : null);
    }

    private static bool IsFor(Actor actor, Review review) =>
        review.Policy.Stages.FirstOrDefault(stage => stage.Name == review.CurrentStage?.Name)?.Roles.Any(role => actor.Roles.Contains(role.Role)) == true;
}
