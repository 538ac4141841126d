using GutCms.Core.Audit;
using GutCms.Core.Security;
using GutCms.Core.Texts;

namespace GutCms.Core.Reviews;

/// <summary>Reads the audit log, newest first. Reads only.</summary>
public sealed class ListAuditEntries(ReviewPorts ports)
{
    /// <summary>Entries about one item, for whoever may read its drafts or the whole log. Entries about a deleted item are in the whole log only.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="contentItemId">The item.</param>
    /// <param name="query">Further conditions; its item is ignored.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public Task<Outcome<AuditPage>> ExecuteAsync(Actor actor, string contentItemId, AuditQuery query, CancellationToken cancellationToken) =>
        ReadAsync(actor, contentItemId, query, cancellationToken).OnRecordAsync(ports, actor);

    private async Task<Outcome<AuditPage>> ReadAsync(Actor actor, string contentItemId, AuditQuery query, CancellationToken cancellationToken)
    {
        await using var work = await ports.Store.ReadAsync(cancellationToken);
        if (!Authorization.Allows(actor, Permissions.ViewAuditTrail))
        {
            var facts = await ReviewFactsLoader.LoadAsync(work, ports.Reviewers, Attempt.Now(ports), contentItemId, cancellationToken);
            if (facts is null || !Sees.Draft(facts, actor))
            {
                return TriggerCheck.Hidden(facts);
            }
        }

        return await work.Audit.ListAsync(query with { ContentItemId = contentItemId }, cancellationToken);
    }

    /// <summary>Entries of the whole log.</summary>
    /// <param name="actor">Who asks: with the permission to read the log.</param>
    /// <param name="query">Conditions.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Outcome<AuditPage>> ExecuteAsync(Actor actor, AuditQuery query, CancellationToken cancellationToken)
    {
        if (!Authorization.Allows(actor, Permissions.ViewAuditTrail))
        {
            return Refusal.Forbidden(Sentence.Of("Refused.ReadLog"), Permissions.ViewAuditTrail);
        }

        await using var work = await ports.Store.ReadAsync(cancellationToken);
        return await work.Audit.ListAsync(query, cancellationToken);
    }
}
