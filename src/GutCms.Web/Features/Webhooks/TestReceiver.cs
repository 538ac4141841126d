using System.Text.Json.Nodes;
using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;
using GutCms.Web.Texts;

namespace GutCms.Web.Features.Webhooks;

/// <summary>Sends a receiver a message of the type <c>test</c> at once, whatever waits for it.</summary>
internal sealed class TestReceiver(IContentStore store, WebhookReceivers receivers, WebhookSender sender, TimeProvider time)
{
    private const string Type = "test";

    /// <summary>Does it.</summary>
    /// <returns>The receiver, which took it.</returns>
    public async Task<Outcome<WebhookReceiver>> ExecuteAsync(Actor actor, string receiverId, CancellationToken cancellationToken)
    {
        if (!Authorization.Allows(actor, Permissions.ManageWebhooks))
        {
            return Refusal.Forbidden(SiteSentence.Of("Webhooks.MayNot"), Permissions.ManageWebhooks);
        }

        WebhookReceiver? receiver;
        await using (var view = await store.ReadAsync(cancellationToken))
        {
            receiver = await WebhookReceivers.FindAsync(view, receiverId, cancellationToken);
        }

        if (receiver is null)
        {
            return new Refusal(RefusalKind.NotFound, SiteSentence.Of("Webhooks.Gone"));
        }

        var (now, id) = (time.GetUtcNow().UtcDateTime, "msg_" + ContentIds.New());
        var answer = await sender.SendAsync(receiver.Url, receivers.SecretsOf(receiver, now), id, TellReceivers.Write(Type, new JsonObject(), now), purge: null, cancellationToken);
        await using var work = await store.BeginAsync(cancellationToken);
        await WebhookLog.AddAsync(work, receiverId, new(now, id, Type, From: null, Changes: 0, answer with { Purged = false }), cancellationToken);
        await work.CommitAsync(cancellationToken);
        return answer.Fault is null ? receiver : new Refusal(RefusalKind.Conflict, SiteSentence.Of("Webhooks.TestFailed", receiver.Name, Sentence.Recorded(answer.Fault)));
    }
}
