using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;

namespace GutCms.Core.Reviews.UseCases;

/// <summary>Marks a thread of comments as resolved. One that is resolved already stays as it is.</summary>
public sealed class ResolveComment(ReviewPorts ports)
{
    /// <summary>Does it.</summary>
    /// <param name="actor">Who acts.</param>
    /// <param name="request">Which thread.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<CommentThread>> ExecuteAsync(Actor actor, CommentThreadRequest request, CancellationToken cancellationToken) =>
        ThreadChange.RunAsync(ports, actor, request, (thread, now) => thread.IsResolved ? thread : thread with { ResolvedUtc = now, ResolvedById = actor.UserId, ResolvedByName = actor.UserName }, cancellationToken);
}
