using GutCms.Core.Audit;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Transitions;
using GutCms.Core.Security;

namespace GutCms.Core.Reviews.UseCases;

/// <summary>A thread.</summary>
/// <param name="ContentItemId">The item.</param>
/// <param name="ThreadId">The thread.</param>
public sealed record CommentThreadRequest(string ContentItemId, string ThreadId);

/// <summary>Changes a thread.</summary>
internal static class ThreadChange
{
    public static Task<Outcome<CommentThread>> RunAsync(
        ReviewPorts ports,
        Actor actor,
        CommentThreadRequest request,
        Func<ReviewFacts, CommentThread, Refusal?> findObjection,
        Func<CommentThread, DateTime, CommentThread> change,
        CancellationToken cancellationToken) =>
        Attempt.RunAsync<CommentThread>(ports, actor, AuditActions.ReviewCommentResolve, request.ContentItemId, async attempt =>
        {
            var (facts, refusal) = await Commenting.LoadAsync(attempt, request.ContentItemId, cancellationToken);
            if (facts is null)
            {
                return refusal!;
            }

            if (facts.Threads.FirstOrDefault(known => known.ThreadId == request.ThreadId) is not { } thread)
            {
                return TriggerCheck.NotFound;
            }

            if (findObjection(facts, thread) is { } objection)
            {
                return objection;
            }

            var changed = change(thread, attempt.NowUtc);
            return changed == thread ? thread : await Commenting.SaveAsync(attempt, facts, changed, AuditActions.ReviewCommentResolve, cancellationToken);
        }, cancellationToken);
}
