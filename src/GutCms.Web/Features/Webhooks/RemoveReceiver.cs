using GutCms.Core.Audit;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Texts;

namespace GutCms.Web.Features.Webhooks;

/// <summary>Removes a receiver with its secrets; it is told nothing more.</summary>
internal sealed class RemoveReceiver(IContentStore store, TimeProvider time)
{
    /// <summary>Does it, on record.</summary>
    public async Task<Outcome<WebhookReceiver>> ExecuteAsync(Actor actor, string receiverId, CancellationToken cancellationToken)
    {
        if (!Authorization.Allows(actor, Permissions.ManageWebhooks))
        {
            return Refusal.Forbidden(SiteSentence.Of("Webhooks.MayNot"), Permissions.ManageWebhooks);
        }

        var now = time.GetUtcNow().UtcDateTime;
        await using var work = await store.BeginAsync(cancellationToken);
        if (await WebhookReceivers.FindAsync(work, receiverId, cancellationToken) is not { } receiver)
        {
            return new Refusal(RefusalKind.NotFound, SiteSentence.Of("Webhooks.Gone"));
        }

        await WebhookReceivers.RemoveAsync(work, receiverId, now, cancellationToken);
        await work.Audit.AppendAsync(new(now, actor, AuditActions.WebhookRemove) { Details = new() { ["name"] = receiver.Name, ["url"] = receiver.Url.AbsoluteUri } }, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return receiver;
    }
}
