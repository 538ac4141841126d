using GutCms.Core.Editorial;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;

namespace GutCms.Core.WorkingCopies;

/// <summary>What somebody has written of an item, or of new items of a type, and not saved. One's own, and of what one may edit still. Reads only.</summary>
public sealed class FindWorkingCopies(ReviewPorts ports, OpenEditor open, IWorkingCopies copies)
{
    /// <summary>The copies.</summary>
    /// <param name="Copies">Last written first.</param>
    public sealed record Result(IReadOnlyList<WorkingCopy> Copies);

    /// <summary>The copy of an item: one or none.</summary>
    public async Task<Outcome<Result>> OfItemAsync(Actor actor, string contentItemId, CancellationToken cancellationToken) =>
        (await open.ExecuteAsync(actor, contentItemId, null, cancellationToken)).Refusal is { } refusal ? refusal
            : await ReadAsync(actor, contentItemId, contentType: null, cancellationToken);

    /// <summary>The copies of new items of a type.</summary>
    public async Task<Outcome<Result>> OfNewAsync(Actor actor, string contentType, CancellationToken cancellationToken) =>
        (await open.NewAsync(actor, contentType, cancellationToken)).Refusal is { } refusal ? refusal
            : await ReadAsync(actor, contentItemId: null, contentType, cancellationToken);

    private async Task<Result> ReadAsync(Actor actor, string? contentItemId, string? contentType, CancellationToken cancellationToken)
    {
        if (!actor.IsPerson)
        {
            return new([]);
        }

        await using var work = await ports.Store.ReadAsync(cancellationToken);
        return contentItemId is null ? new(await copies.ListNewAsync(work, actor.UserId, contentType!, cancellationToken))
            : await copies.FindAsync(work, actor.UserId, contentItemId, cancellationToken) is { IsNew: false } copy ? new([copy]) : new([]);
    }
}
