using GutCms.Core.Audit;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Texts;

namespace GutCms.Web.Features.Webhooks;

/// <summary>Gives a receiver another secret. The one before signs as well for a day, so that the receiver can change over meanwhile.</summary>
internal sealed class ChangeReceiverSecret(IContentStore store, WebhookReceivers receivers, TimeProvider time)
{
    /// <summary>Does it, on record.</summary>
    public async Task<Outcome<AddReceiver.Added>> ExecuteAsync(Actor actor, string receiverId, CancellationToken cancellationToken)
    {
        if (!Authorization.Allows(actor, Permissions.ManageWebhooks))
        {
            return Refusal.Forbidden(SiteSentence.Of("Webhooks.MayNot"), Permissions.ManageWebhooks);
        }

        var (secret, now) = (WebhookSecret.NewText(), time.GetUtcNow().UtcDateTime);
        var encrypted = receivers.Encrypt(secret);
        await using var work = await store.BeginAsync(cancellationToken);
        if (await WebhookReceivers.FindAsync(work, receiverId, cancellationToken) is not { } receiver)
        {
            return new Refusal(RefusalKind.NotFound, SiteSentence.Of("Webhooks.Gone"));
        }

        receiver = receiver with { Secret = encrypted, FormerSecret = receiver.Secret, FormerUntilUtc = now + WebhookReceivers.Overlap };
        await WebhookReceivers.SaveAsync(work, receiver, cancellationToken);
        await work.Audit.AppendAsync(new(now, actor, AuditActions.WebhookSecret) { Details = new() { ["name"] = receiver.Name } }, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return new AddReceiver.Added(receiver, secret);
    }
}
