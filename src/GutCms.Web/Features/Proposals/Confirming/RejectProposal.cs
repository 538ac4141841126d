using GutCms.Core.Audit;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Reviews.Standing;
using GutCms.Core.Security;

namespace GutCms.Web.Features.Proposals.Confirming;

/// <summary>Rejects a proposal, or takes one's own back.</summary>
internal sealed class RejectProposal(ProposalPorts ports)
{
    /// <summary>Does it.</summary>
    public async Task<Outcome<Proposal>> ExecuteAsync(Actor actor, string id, SignatureInput signature, CancellationToken cancellationToken)
    {
        var found = await ports.FindAsync(id, cancellationToken);
        if (await ports.RefuseAsync(actor, found, signature, confirms: false, cancellationToken) is { } refusal)
        {
            return await ports.RefusedAsync(actor, AuditActions.ProposalReject, id, refusal);
        }

        await using var work = await ports.Store.BeginAsync(cancellationToken);
        if (await Proposal.FindAsync(work, id, cancellationToken) is not { } proposal || !proposal.IsOpen(ports.Now))
        {
            return ProposalRules.DecidedMeanwhile;
        }

        var rejected = proposal with { State = ProposalState.Rejected, Payload = null, DecidedByName = actor.UserName, DecidedUtc = ports.Now };
        await rejected.SaveAsync(work, cancellationToken);
        await ProposalRecords.RecordAsync(work, actor, AuditActions.ProposalReject, rejected, ports.Now, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return rejected;
    }
}
