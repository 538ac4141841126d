namespace GutCms.Core.Reviews;

/// <summary>Shows which content a change of a disclaimer concerns, before anyone confirms it. Reads only.</summary>
public sealed class GetDisclaimerImpact(ReviewPorts ports)
{
    /// <summary>Reads.</summary>
    /// <param name="actor">Who asks: whoever may read drafts of the disclaimer.</param>
    /// <param name="contentItemId">The disclaimer.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Outcome<DisclaimerImpact>> ExecuteAsync(Actor actor, string contentItemId, CancellationToken cancellationToken)
    {
        await using var work = await ports.Store.ReadReviewAsync(cancellationToken);
        var facts = await ReviewFactsLoader.LoadAsync(work, ports.Reviewers, Attempt.Now(ports), contentItemId, cancellationToken);
        return facts is not null && Sees.Draft(facts, actor) && await DisclaimerImpact.FindAsync(work, facts, cancellationToken) is { } impact
            ? impact
            : TriggerCheck.NotFound;
    }
}
