using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Keys;
using GutCms.Core.Security;
using GutCms.Core.Storage;

namespace GutCms.Web.Features.Keys;

/// <summary>Retires the signing key and makes a new one, in one transaction. What the old one signed stays verifiable.</summary>
internal sealed class RotateKey(IContentStore store, SigningKeyDocuments documents, TimeProvider time)
{
    /// <summary>Does it.</summary>
    /// <returns>The new key.</returns>
    /// <exception cref="UnauthorizedAccessException">The actor may not.</exception>
    public async Task<SigningKey> ExecuteAsync(Actor actor, CancellationToken cancellationToken)
    {
        if (!Authorization.Allows(actor, Permissions.ManageSigningKeys))
        {
            throw new UnauthorizedAccessException($"{actor.UserName} may not change signing keys.");
        }

        var now = time.GetUtcNow().UtcDateTime;
        var key = SigningKey.Create(now);
        var encrypted = documents.Encrypt(key);
        await using var work = await store.BeginAsync(cancellationToken);
        foreach (var old in (await documents.ListAsync(work, cancellationToken)).Where(old => old.RetiredUtc is null))
        {
            await SigningKeyDocuments.RetireAsync(work, old, now, cancellationToken);
            await work.Audit.AppendAsync(
                new(now, actor, AuditActions.KeyRetire) { Details = new JsonObject { ["keyId"] = old.KeyId } }, cancellationToken);
        }

        await SigningKeyDocuments.AddAsync(work, key, encrypted, cancellationToken);
        await SigningKeys.RecordCreationAsync(work, actor, key, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return key;
    }
}
