using GutCms.Core.Audit;
using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Reviews.Standing;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.OrchardCore.Identity;

namespace GutCms.OrchardCore.Policies;

/// <summary>
/// Confirms a proposed policy and files it: another administrator than whoever proposed it, with the own password. It is checked anew with the rights that both have now, and is refused
/// when it would stop asking for something else than what was shown.
/// </summary>
internal sealed class ConfirmPolicy(ReviewPorts ports, PolicyProposals proposals, PolicyKeeper keeper, PeopleAsActors people)
{
    /// <summary>Does it.</summary>
    public async Task<Outcome<ReviewPolicy>> ExecuteAsync(Actor actor, string id, SignatureInput signature, CancellationToken cancellationToken)
    {
        var found = await proposals.FindAsync(id, cancellationToken);
        if (await proposals.RefuseAsync(actor, found, signature, confirms: true, cancellationToken) is { } refusal)
        {
            return await proposals.RefusedAsync(actor, AuditActions.ProposalConfirm, id, refusal);
        }

        if (await people.FindAsync(found!.ProposedById) is not { } proposer)
        {
            return await proposals.RefusedAsync(actor, AuditActions.ProposalConfirm, id, ProposalRules.NoProposer);
        }

        keeper.Confirming = new(found, actor);
        try
        {
            var outcome = await new SaveReviewPolicy(ports with { Keeper = keeper }).ExecuteAsync(proposer, new(found.Policy, found.BasedOn), cancellationToken);
            return outcome.Succeeded ? outcome : await proposals.RefusedAsync(actor, AuditActions.ProposalConfirm, id, outcome.Refusal);
        }
        catch (StaleProposalException)
        {
            return await proposals.RefusedAsync(actor, AuditActions.ProposalConfirm, id, ProposalRules.Changed);
        }
        finally
        {
            keeper.Confirming = null;
        }
    }
}
