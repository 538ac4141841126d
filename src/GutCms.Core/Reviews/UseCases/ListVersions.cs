namespace GutCms.Core.Reviews;

/// <summary>Lists the versions of an item, oldest first, for whoever may read its drafts. Reads only.</summary>
public sealed class ListVersions(ReviewPorts ports)
{
    /// <summary>The versions.</summary>
    /// <param name="ContentItemId">The item.</param>
    /// <param name="Tag">Tag of the item as a whole.</param>
    /// <param name="Versions">Oldest first; never empty.</param>
    public sealed record Result(string ContentItemId, string Tag, IReadOnlyList<VersionSummary> Versions);

    /// <summary>Reads.</summary>
    public Task<Outcome<Result>> ExecuteAsync(Actor actor, string contentItemId, CancellationToken cancellationToken) => ReadAsync(actor, contentItemId, cancellationToken).OnRecordAsync(ports, actor);

    private async Task<Outcome<Result>> ReadAsync(Actor actor, string contentItemId, CancellationToken cancellationToken)
    {
        await using var work = await ports.Store.ReadAsync(cancellationToken);
        var facts = await ReviewFactsLoader.LoadAsync(work, ports.Reviewers, Attempt.Now(ports), contentItemId, cancellationToken);
        return facts is null || !Sees.Draft(facts, actor) ? TriggerCheck.Hidden(facts) : new Result(contentItemId, facts.Tag, facts.Versions);
    }
}
