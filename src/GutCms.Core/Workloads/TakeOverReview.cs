using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Texts;

namespace GutCms.Core.Workloads;

/// <summary>Gives a review that one person is asked about to another, for whoever assigns reviews. Who else is asked stays asked.</summary>
public sealed class TakeOverReview(ReviewPorts ports)
{
    /// <summary>What is asked for.</summary>
    /// <param name="ContentItemId">The item.</param>
    /// <param name="FromId">User id of whoever is asked so far.</param>
    /// <param name="ToId">User id of whoever is to decide instead.</param>
    public sealed record Request(string ContentItemId, string FromId, string ToId);

    /// <summary>What was done.</summary>
    /// <param name="ContentItemId">The item.</param>
    public sealed record Result(string ContentItemId);

    /// <summary>Does it.</summary>
    public async Task<Outcome<Result>> ExecuteAsync(Actor actor, Request request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        var looked = await new GetReview(ports).ExecuteAsync(actor, request.ContentItemId, cancellationToken);
        if (!looked.Succeeded)
        {
            return looked.Refusal;
        }

        if (looked.Value.Review?.Review is not { } review || OpenWork.Asked(review).FirstOrDefault(assignment => assignment.UserId == request.FromId) is not { } given)
        {
            return new Refusal(RefusalKind.Stale, Sentence.Of("Refused.NotAsked"));
        }

        var others = OpenWork.Asked(review).Where(assignment => assignment.Role == given.Role && assignment.UserId != request.FromId).Select(assignment => assignment.UserId);
        var outcome = await new AssignReview(ports).ExecuteAsync(
            actor, new(request.ContentItemId, ExpectedTag.Of(looked.Value.Tag), given.Stage, given.Role, [.. others, request.ToId]), cancellationToken);
        return outcome.Succeeded ? new Result(request.ContentItemId) : outcome.Refusal;
    }
}
