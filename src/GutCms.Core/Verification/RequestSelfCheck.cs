using GutCms.Core.Audit;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Verification;

/// <summary>Asks for a check of the whole site as soon as a node is free, and records who asked.</summary>
public sealed class RequestSelfCheck(IContentStore store, TimeProvider time)
{
    /// <summary>Does it.</summary>
    /// <param name="actor">Who asks: with the permission to read the audit log.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>How far the check is; unchanged when one is asked for already.</returns>
    public async Task<Outcome<SelfCheckRecord>> ExecuteAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!Authorization.Allows(actor, Permissions.ViewAuditTrail))
        {
            return Refusal.Forbidden(Sentence.Of("Refused.Verify"), Permissions.ViewAuditTrail);
        }

        var now = time.GetUtcNow().UtcDateTime;
        await using var work = await store.BeginAsync(cancellationToken);
        var record = await SelfCheckRecord.ReadAsync(work, cancellationToken);
        if (record.RequestedUtc is not null)
        {
            return record;
        }

        record = record with { RequestedUtc = now };
        await record.SaveAsync(work, cancellationToken);
        await work.Audit.AppendAsync(new(now, actor, AuditActions.SiteVerifyRequest), cancellationToken);
        await work.CommitAsync(cancellationToken);
        return record;
    }
}
