using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Verification;

/// <summary>Tells how far the site's check of itself is and what it found.</summary>
public sealed class GetSelfCheck(IContentStore store)
{
    /// <summary>Does it.</summary>
    /// <param name="actor">Who asks: with the permission to read the audit log.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Outcome<SelfCheckRecord>> ExecuteAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!Authorization.Allows(actor, Permissions.ViewAuditTrail))
        {
            return Refusal.Forbidden(Sentence.Of("Refused.SeeSelfCheck"), Permissions.ViewAuditTrail);
        }

        await using var work = await store.ReadAsync(cancellationToken);
        return await SelfCheckRecord.ReadAsync(work, cancellationToken);
    }
}
