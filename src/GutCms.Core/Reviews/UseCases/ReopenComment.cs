using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;

namespace GutCms.Core.Reviews.UseCases;

/// <summary>Opens a resolved thread again. One that is open stays as it is.</summary>
public sealed class ReopenComment(ReviewPorts ports)
{
    /// <summary>Does it.</summary>
    /// <param name="actor">Who acts.</param>
    /// <param name="request">Which thread.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<CommentThread>> ExecuteAsync(Actor actor, CommentThreadRequest request, CancellationToken cancellationToken) =>
        ThreadChange.RunAsync(ports, actor, request, static (_, _) => null, (thread, _) => thread.IsResolved ? thread with { ResolvedUtc = null, ResolvedById = null, ResolvedByName = null } : thread, cancellationToken);
}
