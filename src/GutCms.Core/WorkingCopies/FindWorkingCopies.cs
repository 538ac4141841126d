using GutCms.Core.Editorial;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Security;

namespace GutCms.Core.WorkingCopies;

/// <summary>What somebody has written of an item, or of new items of a type, and not saved. One's own. Reads only.</summary>
public sealed class FindWorkingCopies(ReviewPorts ports, IWorkingCopies copies)
{
    /// <summary>The copies of what was opened, last written first: of an item one or none.</summary>
    /// <param name="actor">Who opened it, and so may edit it still.</param>
    /// <param name="opened">What was opened.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyList<WorkingCopy>> ExecuteAsync(Actor actor, OpenEditor.Result opened, CancellationToken cancellationToken)
    {
        if (!actor.IsPerson)
        {
            return [];
        }

        await using var work = await ports.Store.ReadAsync(cancellationToken);
        return opened.Review is not { } review ? await copies.ListNewAsync(work, actor.UserId, opened.Type.Name, cancellationToken)
            : await copies.FindAsync(work, actor.UserId, review.ContentItemId, cancellationToken) is { IsNew: false } copy ? [copy] : [];
    }
}
