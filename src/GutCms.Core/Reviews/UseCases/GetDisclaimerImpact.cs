using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Disclaimers;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Transitions;
using GutCms.Core.Security;

namespace GutCms.Core.Reviews.UseCases;

/// <summary>Shows which content a change of a disclaimer concerns, before anyone confirms it. Reads only.</summary>
public sealed class GetDisclaimerImpact(ReviewPorts ports)
{
    /// <summary>Reads.</summary>
    /// <param name="actor">Who asks: whoever may read drafts of the disclaimer.</param>
    /// <param name="contentItemId">The disclaimer.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<DisclaimerImpact>> ExecuteAsync(Actor actor, string contentItemId, CancellationToken cancellationToken) => ReadAsync(actor, contentItemId, cancellationToken).OnRecordAsync(ports, actor);

    private async Task<Outcome<DisclaimerImpact>> ReadAsync(Actor actor, string contentItemId, CancellationToken cancellationToken)
    {
        await using var work = await ports.Store.ReadAsync(cancellationToken);
        var facts = await ReviewFactsLoader.LoadAsync(work, ports.Reviewers, Attempt.Now(ports), contentItemId, cancellationToken);
        return facts is null || !Sees.Draft(facts, actor) ? TriggerCheck.Hidden(facts)
            : await DisclaimerImpact.FindAsync(work, facts, cancellationToken) is { } impact ? impact
            : TriggerCheck.NotFound;
    }
}
