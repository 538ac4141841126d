using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;

namespace GutCms.Core.Previews;

/// <summary>Lists the preview links of an item, newest first, ended ones too, for whoever may make them. Reads only.</summary>
public sealed class ListPreviewLinks(ReviewPorts ports, IPreviewLinks links)
{
    /// <summary>The links.</summary>
    /// <param name="Links">Newest first.</param>
    /// <param name="NowUtc">The instant at which they were read.</param>
    public sealed record Result(IReadOnlyList<PreviewLink> Links, DateTime NowUtc);

    /// <summary>Reads.</summary>
    public Task<Outcome<Result>> ExecuteAsync(Actor actor, string contentItemId, CancellationToken cancellationToken) => ReadAsync(actor, contentItemId, cancellationToken).OnRecordAsync(ports, actor);

    private async Task<Outcome<Result>> ReadAsync(Actor actor, string contentItemId, CancellationToken cancellationToken)
    {
        await using var work = await ports.Store.ReadAsync(cancellationToken);
        var now = Attempt.Now(ports);
        var (facts, refusal) = PreviewAccess.Check(await ReviewFactsLoader.LoadAsync(work, ports.Reviewers, now, contentItemId, cancellationToken), actor);
        return facts is null ? refusal! : new Result(await links.ListAsync(work, contentItemId, cancellationToken), now);
    }
}
