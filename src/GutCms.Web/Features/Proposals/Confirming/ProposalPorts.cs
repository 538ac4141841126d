using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Reviews.Standing;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Powers;
using GutCms.Web.Texts;

namespace GutCms.Web.Features.Proposals.Confirming;

/// <summary>What confirming and rejecting have in common.</summary>
internal sealed class ProposalPorts(IContentStore store, ISignatureVerifier signatures, IReviewKeeper keeper, IAccountPowers powers, IRefusalLog refusals, TimeProvider time)
{
    /// <summary>Opens units of work.</summary>
    public IContentStore Store => store;

    /// <summary>The instant, UTC.</summary>
    public DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>A proposal; null when there is none.</summary>
    public async Task<Proposal?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var work = await store.ReadAsync(cancellationToken);
        return await Proposal.FindAsync(work, id, cancellationToken);
    }

    /// <summary>Why somebody may not decide on a proposal; null when they may.</summary>
    public async Task<Refusal?> RefuseAsync(Actor actor, Proposal? proposal, SignatureInput signature, bool confirms, CancellationToken cancellationToken)
    {
        (string, bool)? known = proposal is null ? null : (proposal.ProposedById, proposal.IsOpen(Now));
        var refusal = await ProposalRules.RefuseAsync(actor, known, confirms, () => signatures.VerifyAsync(actor, signature, cancellationToken));
        return refusal is null && confirms ? await RefuseOnePersonAsync(actor, proposal!, cancellationToken) : refusal;
    }

    /// <summary>Puts a refusal on record.</summary>
    public async Task<Refusal> RefusedAsync(Actor actor, string action, string id, Refusal refusal)
    {
        var details = new JsonObject { ["kind"] = refusal.Kind.ToString(), ["proposalId"] = ContentIds.IsValid(id) ? id : null };
        await refusals.RecordAsync(new(Now, actor, AuditActions.Refused(action)) { Details = details });
        return refusal;
    }

    /// <summary>How the review stands, for what the page says.</summary>
    public async Task<(ReviewStanding Standing, IReadOnlyList<Proposal> Proposals)> LookAsync(CancellationToken cancellationToken)
    {
        await using var work = await store.ReadAsync(cancellationToken);
        return (await keeper.LookAsync(work, cancellationToken), await Proposal.ListAsync(work, cancellationToken));
    }

    // Whoever made the other account, or set its password or address, may be the one who sits there.
    private async Task<Refusal?> RefuseOnePersonAsync(Actor actor, Proposal proposal, CancellationToken cancellationToken)
    {
        await using var work = await store.ReadAsync(cancellationToken);
        return await powers.AreTwoPeopleAsync(work, proposal.ProposedById, actor.UserId, cancellationToken)
            ? null
            : new Refusal(RefusalKind.Conflict, SiteSentence.Of("Proposal.OneHand"));
    }
}
