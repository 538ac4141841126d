using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Keys;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Keys;

namespace GutCms.Web.Features.Audit;

/// <summary>Writes the log as JSON Lines with a signed checkpoint at the end. Recorded.</summary>
internal sealed class ExportAuditLog(IContentStore store, ISigningKeys keys, SiteIssuer issuer, TimeProvider time)
{
    /// <summary>Does it.</summary>
    /// <param name="actor">Who asks: with the permission to read the log.</param>
    /// <param name="open">Opens what is written to, once it is certain that something will be.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Outcome<AuditCheckpoint>> ExecuteAsync(Actor actor, Func<Stream> open, CancellationToken cancellationToken)
    {
        if (!Authorization.Allows(actor, Permissions.ViewAuditTrail))
        {
            return AuditAccess.Refusal;
        }

        var key = await keys.GetCurrentAsync(cancellationToken);
        AuditCheckpoint checkpoint;
        await using (var to = open())
        await using (var reading = await store.ReadAsync(cancellationToken))
        {
            checkpoint = await AuditExport.WriteAsync(to, reading.Audit.ReadAsync(AuditQuery.All, cancellationToken), key, issuer.Name, time.GetUtcNow().UtcDateTime, cancellationToken);
        }

        await using var work = await store.BeginAsync(cancellationToken);
        await work.Audit.AppendAsync(
            new(time.GetUtcNow().UtcDateTime, actor, AuditActions.AuditExport) { Details = new JsonObject { ["entries"] = checkpoint.Count, ["last"] = checkpoint.Hash } }, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return checkpoint;
    }
}
