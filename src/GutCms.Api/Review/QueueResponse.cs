using GutCms.Api.Http;

namespace GutCms.Api.Review;

/// <summary>A page of the queue.</summary>
/// <param name="Total">Number of reviews over all pages.</param>
/// <param name="Items">Most urgent first.</param>
/// <param name="NextCursor">`after` of the next page; null: there is none.</param>
public sealed record QueueResponse(int Total, IReadOnlyList<QueuedReviewResponse> Items, string? NextCursor);

/// <summary>A review that waits for a decision.</summary>
/// <param name="ReviewId">Id.</param>
/// <param name="Purpose">`publication` or `renewal`.</param>
/// <param name="ContentItemId">The item.</param>
/// <param name="ContentType">Its type.</param>
/// <param name="Title">Its title at submission; null when it had none.</param>
/// <param name="SubmittedBy">User name.</param>
/// <param name="SubmittedUtc">When.</param>
/// <param name="Stage">Current stage.</param>
/// <param name="DueUtc">When a decision is due; null: no due date.</param>
/// <param name="Overdue">It is past that.</param>
/// <param name="Assignees">Who is asked by name in the current stage; empty: everybody who holds its roles.</param>
/// <param name="OpenComments">Threads of comments on the item that nobody has resolved.</param>
public sealed record QueuedReviewResponse(
    string ReviewId,
    [property: ClosedSet(typeof(GutCms.Core.Reviews.Model.ReviewPurpose))] string Purpose,
    string ContentItemId,
    string ContentType,
    string? Title,
    string SubmittedBy,
    DateTime SubmittedUtc,
    string? Stage,
    DateTime? DueUtc,
    bool Overdue,
    IReadOnlyList<AssigneeResponse> Assignees,
    int OpenComments)
{
    internal static QueuedReviewResponse Of(GutCms.Core.Reviews.Model.Review review, int openComments, DateTime nowUtc)
    {
        var stage = review.CurrentStage;
        return new(
            review.ReviewId,
            ReviewResponse.Name<GutCms.Core.Reviews.Model.ReviewPurpose>(review.Purpose)!,
            review.ContentItemId,
            review.ContentType,
            review.Title,
            review.SubmittedByName,
            review.SubmittedUtc,
            stage?.Name,
            stage?.DueUtc,
            stage?.DueUtc < nowUtc,
            [.. review.Assignments.Where(assignment => assignment.Stage == stage?.Name).Select(assignment => new AssigneeResponse(assignment.UserId, assignment.UserName, assignment.Role))],
            openComments);
    }
}

/// <summary>Somebody who is asked to decide.</summary>
/// <param name="UserId">User id.</param>
/// <param name="UserName">User name.</param>
/// <param name="Role">Role in which.</param>
public sealed record AssigneeResponse(string UserId, string UserName, string Role);
