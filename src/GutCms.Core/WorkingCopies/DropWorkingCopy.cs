using GutCms.Core.Reviews.Acting;
using GutCms.Core.Security;

namespace GutCms.Core.WorkingCopies;

/// <summary>Forgets what somebody has written and not saved: one's own copy only, whatever one may do to the item.</summary>
public sealed class DropWorkingCopy(ReviewPorts ports, IWorkingCopies copies)
{
    /// <summary>Does it; a copy that is not there is no fault.</summary>
    /// <param name="actor">Whose copy.</param>
    /// <param name="copyId">The item, or the id of the copy of a new one.</param>
    /// <param name="mark">Mark of the copy that is meant; one that was written on since stays. Null: whichever is there.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task ExecuteAsync(Actor actor, string copyId, string? mark, CancellationToken cancellationToken)
    {
        if (!actor.IsPerson)
        {
            return;
        }

        await using var work = await ports.Store.BeginAsync(cancellationToken);
        if (mark is not null && (await copies.FindAsync(work, actor.UserId, copyId, cancellationToken))?.Mark != mark)
        {
            return;
        }

        await copies.RemoveAsync(work, actor.UserId, copyId, cancellationToken);
        await work.CommitAsync(cancellationToken);
    }
}
