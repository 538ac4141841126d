using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Texts;

namespace GutCms.Web.Features.Audit;

/// <summary>Reads the whole log and says whether every entry is as it was written. A break is recorded.</summary>
internal sealed class VerifyAuditLog(IContentStore store, TimeProvider time)
{
    /// <summary>Does it.</summary>
    /// <param name="actor">Who asks: with the permission to read the log.</param>
    /// <param name="checkpoint">An earlier checkpoint, which shows also what is missing at the end; null: none.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Outcome<AuditVerification>> ExecuteAsync(Actor actor, AuditCheckpoint? checkpoint, CancellationToken cancellationToken)
    {
        if (!Authorization.Allows(actor, Permissions.ViewAuditTrail))
        {
            return AuditAccess.Refusal;
        }

        AuditVerification result;
        await using (var reading = await store.ReadAsync(cancellationToken))
        {
            result = await AuditChain.VerifyAsync(reading.Audit.ReadAsync(AuditQuery.All, cancellationToken), checkpoint, cancellationToken);
        }

        if (result.Break is { } found)
        {
            await using var work = await store.BeginAsync(cancellationToken);
            await work.Audit.AppendAsync(
                new(time.GetUtcNow().UtcDateTime, actor, AuditActions.AuditVerifyFail) { Details = new JsonObject { ["fault"] = found.Fault.ToString(), ["sequence"] = found.Sequence } },
                cancellationToken);
            await work.CommitAsync(cancellationToken);
        }

        return result;
    }
}

/// <summary>Who may read the log.</summary>
internal static class AuditAccess
{
    /// <summary>The answer to everybody else.</summary>
    public static Refusal Refusal => Refusal.Forbidden(SiteSentence.Of("Audit.MayNotRead"), Permissions.ViewAuditTrail);
}
