using GutCms.Core.Audit;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Texts;

namespace GutCms.Web.Features.Webhooks;

/// <summary>Has a receiver told again what changed from a message of its log on, or at once what waits for its next attempt.</summary>
internal sealed class SendAgain(IContentStore store, TimeProvider time)
{
    /// <summary>Does it, on record.</summary>
    /// <param name="actor">Who asks.</param>
    /// <param name="receiverId">The receiver.</param>
    /// <param name="messageId">A message of its log; null: what waits.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<Outcome<WebhookReceiver>> ExecuteAsync(Actor actor, string receiverId, string? messageId, CancellationToken cancellationToken)
    {
        if (!Authorization.Allows(actor, Permissions.ManageWebhooks))
        {
            return Refusal.Forbidden(SiteSentence.Of("Webhooks.MayNot"), Permissions.ManageWebhooks);
        }

        var now = time.GetUtcNow().UtcDateTime;
        await using var work = await store.BeginAsync(cancellationToken);
        if (await WebhookReceivers.FindAsync(work, receiverId, cancellationToken) is not { } receiver || await WebhookState.FindAsync(work, receiverId, cancellationToken) is not { } state)
        {
            return new Refusal(RefusalKind.NotFound, SiteSentence.Of("Webhooks.Gone"));
        }

        var from = state.Next;
        if (messageId is not null)
        {
            if ((await WebhookLog.ReadAsync(work, receiverId, cancellationToken)).FirstOrDefault(entry => entry.MessageId == messageId)?.From is not { } told)
            {
                return new Refusal(RefusalKind.NotFound, SiteSentence.Of("Webhooks.NoMessage"));
            }

            from = told;
        }

        // What was purged before has to be purged again only if it was told again.
        await new WebhookState(from) { TakenUtc = state.TakenUtc, Purged = state.Purged }.SaveAsync(work, receiverId, cancellationToken);
        await work.Audit.AppendAsync(new(now, actor, AuditActions.WebhookAgain) { Details = new() { ["name"] = receiver.Name, ["messageId"] = messageId } }, cancellationToken);
        await work.CommitAsync(cancellationToken);
        return receiver;
    }
}
