using GutCms.Core.Audit;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Reviews.Standing;
using GutCms.Core.Security;

namespace GutCms.OrchardCore.Policies;

/// <summary>Rejects a proposed policy, or takes one's own back.</summary>
internal sealed class RejectPolicy(PolicyProposals proposals)
{
    /// <summary>Does it.</summary>
    public async Task<Outcome<PolicyProposal>> ExecuteAsync(Actor actor, string id, SignatureInput signature, CancellationToken cancellationToken)
    {
        var found = await proposals.FindAsync(id, cancellationToken);
        if (await proposals.RefuseAsync(actor, found, signature, confirms: false, cancellationToken) is { } refusal)
        {
            return await proposals.RefusedAsync(actor, AuditActions.ProposalReject, id, refusal);
        }

        await using var work = await proposals.Store.BeginAsync(cancellationToken);
        if (await PolicyProposal.FindAsync(work, id, cancellationToken) is not { } proposal || !proposal.IsOpen(proposals.Now))
        {
            return ProposalRules.DecidedMeanwhile;
        }

        var rejected = proposal with { State = ProposalState.Rejected, DecidedByName = actor.UserName, DecidedUtc = proposals.Now };
        await rejected.SaveAsync(work, cancellationToken);
        await PolicyProposals.RecordAsync(work, actor, AuditActions.ProposalReject, rejected, proposals.Now, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return rejected;
    }
}
