using System.Collections.Immutable;

namespace GutCms.Core.Reviews.Model;

/// <summary>What there is to know of a review that waits for a decision without reading all of it.</summary>
/// <param name="ReviewId">The run.</param>
/// <param name="ContentItemId">The item.</param>
/// <param name="PolicyHash">Hash of its policy; null in runs from before it was kept.</param>
/// <param name="SubmittedUtc">UTC.</param>
/// <param name="Stage">The current stage; null: all are satisfied.</param>
/// <param name="DueUtc">When a decision is due, UTC; null: no date.</param>
/// <param name="Asked">Who is asked by name in the current stage.</param>
public sealed record WaitingReview(
    string ReviewId, string ContentItemId, string? PolicyHash, DateTime SubmittedUtc, string? Stage, DateTime? DueUtc, ImmutableArray<Assignment> Asked)
{
    /// <summary>Of a review that was read as a whole.</summary>
    public static WaitingReview Of(Review review)
    {
        ArgumentNullException.ThrowIfNull(review);
        var stage = review.CurrentStage;
        return new(review.ReviewId, review.ContentItemId, review.PolicyHash, review.SubmittedUtc, stage?.Name, stage?.DueUtc, AskedIn(review.Assignments, stage?.Name));
    }

    /// <summary>Those who are asked in a stage.</summary>
    public static ImmutableArray<Assignment> AskedIn(ImmutableArray<Assignment> assignments, string? stage) => [.. assignments.Where(assignment => assignment.Stage == stage)];
}
