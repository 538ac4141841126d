using System.Globalization;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Keys;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Texts;

namespace GutCms.Web.Features.Keys;

/// <summary>
/// Declares that what a key signed from an instant on counts for nothing: for a key that others may have. It signs nothing more; where it was the one that signs, a new one does.
/// Every node reads keys from the database each time, so it holds everywhere with the commit.
/// </summary>
internal sealed class RevokeKey(IContentStore store, SigningKeyDocuments documents, TimeProvider time)
{
    /// <summary>Does it. An instant that was given before only ever moves back.</summary>
    /// <param name="actor">Who: with the permission to manage signing keys.</param>
    /// <param name="keyId">The key.</param>
    /// <param name="fromUtc">The instant, UTC; not in the future.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The revoked key.</returns>
    public async Task<Outcome<SigningKey>> ExecuteAsync(Actor actor, string keyId, DateTime fromUtc, CancellationToken cancellationToken)
    {
        if (!Authorization.Allows(actor, Permissions.ManageSigningKeys))
        {
            return Refusal.Forbidden(SiteSentence.Of("Keys.MayNotChange", actor.UserName), Permissions.ManageSigningKeys);
        }

        var now = time.GetUtcNow().UtcDateTime;
        if (fromUtc > now)
        {
            return new Refusal(RefusalKind.Invalid, SiteSentence.Of("Keys.Future"));
        }

        var next = SigningKey.Create(now);
        var encrypted = documents.Encrypt(next);
        await using var work = await store.BeginAsync(cancellationToken);
        if ((await documents.ListAsync(work, cancellationToken)).FirstOrDefault(key => key.KeyId == keyId) is not { } found)
        {
            return new Refusal(RefusalKind.NotFound, SiteSentence.Of("Keys.None", keyId));
        }

        var revoked = found.Revoke(fromUtc, now);
        await SigningKeyDocuments.RevokeAsync(work, revoked, cancellationToken);
        await work.Audit.AppendAsync(
            new(now, actor, AuditActions.KeyRevoke) { Details = new JsonObject { ["keyId"] = keyId, ["fromUtc"] = revoked.RevokedUtc!.Value.ToString("O", CultureInfo.InvariantCulture) } },
            cancellationToken);
        if (found.RetiredUtc is null)
        {
            await SigningKeyDocuments.AddAsync(work, next, encrypted, cancellationToken);
            await SigningKeys.RecordCreationAsync(work, actor, next, cancellationToken);
        }

        await work.CommitAsync(cancellationToken);
        return revoked;
    }
}
