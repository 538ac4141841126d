using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Reviews.Standing;
using GutCms.Core.Security;
using GutCms.Core.Storage;

namespace GutCms.OrchardCore.Policies;

/// <summary>Keeps proposals, and says who may decide on one.</summary>
internal sealed class PolicyProposals(IContentStore store, ISignatureVerifier signatures, IRefusalLog refusals, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);

    /// <summary>Opens units of work.</summary>
    public IContentStore Store => store;

    /// <summary>The instant, UTC.</summary>
    public DateTime Now => time.GetUtcNow().UtcDateTime;

    /// <summary>A proposal; null when there is none.</summary>
    public async Task<PolicyProposal?> FindAsync(string id, CancellationToken cancellationToken)
    {
        await using var work = await store.ReadAsync(cancellationToken);
        return await PolicyProposal.FindAsync(work, id, cancellationToken);
    }

    /// <summary>All of them, newest first.</summary>
    public async Task<IReadOnlyList<PolicyProposal>> ListAsync(CancellationToken cancellationToken)
    {
        await using var work = await store.ReadAsync(cancellationToken);
        return await PolicyProposal.ListAsync(work, cancellationToken);
    }

    /// <summary>Keeps a policy until a second administrator has confirmed it.</summary>
    public async Task KeepAsync(Actor actor, ReviewPolicy policy, string? basedOn, IEnumerable<Weakening> weakenings, CancellationToken cancellationToken)
    {
        var now = Now;
        PolicyProposal proposal = new(
            ContentIds.New(), policy.ContentType, ReviewPolicyJson.Write(policy), basedOn, [.. weakenings.Select(weakening => weakening.Detail)], actor.UserId, actor.UserName, now, now + Lifetime);
        await using var work = await store.BeginAsync(cancellationToken);
        await proposal.SaveAsync(work, cancellationToken);
        await RecordAsync(work, actor, AuditActions.ProposalMake, proposal, now, cancellationToken);
        await work.CommitAsync(cancellationToken);
    }

    /// <summary>Why somebody may not decide on a proposal; null when they may.</summary>
    public Task<Refusal?> RefuseAsync(Actor actor, PolicyProposal? proposal, SignatureInput signature, bool confirms, CancellationToken cancellationToken) => ProposalRules.RefuseAsync(
        actor, proposal is null ? null : (proposal.ProposedById, proposal.IsOpen(Now)), confirms, () => signatures.VerifyAsync(actor, signature, cancellationToken));

    /// <summary>Puts a refusal on record.</summary>
    public async Task<Refusal> RefusedAsync(Actor actor, string action, string id, Refusal refusal)
    {
        var details = new JsonObject { ["kind"] = refusal.Kind.ToString(), ["proposalId"] = ContentIds.IsValid(id) ? id : null };
        await refusals.RecordAsync(new(Now, actor, AuditActions.Refused(action)) { Details = details });
        return refusal;
    }

    /// <summary>Puts on record what happens to a proposal.</summary>
    public static Task RecordAsync(IUnitOfWork work, Actor actor, string action, PolicyProposal proposal, DateTime nowUtc, CancellationToken cancellationToken) => work.Audit.AppendAsync(
        new(nowUtc, actor, action)
        {
            Details = new JsonObject
            {
                ["proposalId"] = proposal.Id,
                ["kind"] = "Policy",
                ["subject"] = proposal.ContentType,
                ["proposedBy"] = proposal.ProposedByName,
                ["weakenings"] = new JsonArray([.. proposal.Weaknesses.Select(weakness => (JsonNode)weakness)]),
            },
        },
        cancellationToken);
}
