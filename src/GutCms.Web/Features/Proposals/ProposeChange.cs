using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Standing;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Users;
using GutCms.Web.Storage.UnitOfWork;
using GutCms.Web.Texts;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.EntityFrameworkCore;

namespace GutCms.Web.Features.Proposals;

/// <summary>Runs a change; when it weakens the review and may not be made alone, it waits as a proposal instead, and nothing of it is kept.</summary>
internal sealed class ProposeChange(IContentStore store, IDataProtectionProvider protection, TimeProvider time)
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(14);

    private readonly IDataProtector _protector = protection.CreateProtector("GutCms.Proposal.v1");

    /// <summary>Runs the change.</summary>
    /// <param name="actor">Who makes it.</param>
    /// <param name="kind">Kind.</param>
    /// <param name="subject">Content type, user name or file name.</param>
    /// <param name="payload">What carries it out later.</param>
    /// <param name="change">Does it now, in a transaction of its own.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <exception cref="WaitsForConfirmationException">It waits for a second administrator.</exception>
    public async Task<T> RunAsync<T>(Actor actor, ProposalKind kind, string subject, Func<JsonObject> payload, Func<Task<T>> change, CancellationToken cancellationToken)
    {
        try
        {
            return await change();
        }
        catch (MustBeConfirmedException needed)
        {
            throw new WaitsForConfirmationException(await KeepAsync(actor, kind, subject, payload(), needed, cancellationToken));
        }
    }

    /// <summary>The change that a proposal holds.</summary>
    public JsonObject Open(Proposal proposal) => JsonNode.Parse(_protector.Unprotect(proposal.Payload!))!.AsObject();

    private async Task<Proposal> KeepAsync(Actor actor, ProposalKind kind, string subject, JsonObject payload, MustBeConfirmedException needed, CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        await using var work = await store.BeginAsync(cancellationToken);
        await Proposal.ForgetSpentAsync(work, now, cancellationToken);
        var leaving = Proposal.IsLeaving(kind) ? await FindIdAsync(work, subject, cancellationToken) : null;
        if (leaving is not null && await FindLeavingAsync(work, actor, kind, leaving, needed, now, cancellationToken) is { } known)
        {
            return known;
        }

        var proposal = new Proposal(ContentIds.New(), kind, subject, needed.Weakenings, actor.UserId, actor.UserName, now, now + Lifetime)
        {
            Payload = _protector.Protect(payload.ToJsonString()),
            LeavingId = leaving,
        };
        await proposal.SaveAsync(work, cancellationToken);
        await ProposalRecords.RecordAsync(work, actor, AuditActions.ProposalMake, proposal, now, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return proposal;
    }

    /// <summary>The same wish of the same person that waits already: that somebody leaves is said once, however often it is asked for.</summary>
    private static async Task<Proposal?> FindLeavingAsync(
        IUnitOfWork work, Actor actor, ProposalKind kind, string leavingId, MustBeConfirmedException needed, DateTime now, CancellationToken cancellationToken) =>
        (await Proposal.ListAsync(work, cancellationToken)).FirstOrDefault(proposal =>
            proposal.Kind == kind && proposal.LeavingId == leavingId && proposal.ProposedById == actor.UserId && proposal.IsOpen(now) && proposal.Weakenings.SequenceEqual(needed.Weakenings));

    private static async Task<string?> FindIdAsync(IUnitOfWork work, string userName, CancellationToken cancellationToken)
    {
        var normalized = userName.Normalize().ToUpperInvariant();
        return await EfUnitOfWork.ContextOf(work).Users.AsNoTracking().Where(user => user.NormalizedUserName == normalized).Select(user => user.Id).SingleOrDefaultAsync(cancellationToken);
    }
}

/// <summary>A change was not made: it waits for a second administrator.</summary>
internal sealed class WaitsForConfirmationException(Proposal proposal)
    : IdentityRefusedException(SiteSentence.Of("Proposal.Waits"))
{
    /// <summary>The proposal.</summary>
    public Proposal Proposal => proposal;
}
