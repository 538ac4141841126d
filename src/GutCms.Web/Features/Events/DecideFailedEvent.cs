using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Events;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Reviews;
using GutCms.Web.Storage.UnitOfWork;
using GutCms.Web.Texts;

namespace GutCms.Web.Features.Events;

/// <summary>What becomes of an event whose messages could not be delivered.</summary>
internal enum FailedEventDecision
{
    /// <summary>It is told again at once, from the first attempt.</summary>
    Retry,

    /// <summary>It is told no more.</summary>
    Discard,
}

/// <summary>Has an event told again whose messages could not be delivered, or told no more. On record either way.</summary>
internal sealed class DecideFailedEvent(IContentStore store, IOutboxSignal signal, TimeProvider time)
{
    /// <summary>Does it.</summary>
    public async Task<Outcome<WaitingEvent>> ExecuteAsync(Actor actor, string messageId, FailedEventDecision decision, CancellationToken cancellationToken)
    {
        if (!Authorization.Allows(actor, Permissions.ManageSettings))
        {
            return Refusal.Forbidden(SiteSentence.Of("Events.MayNotDecide"), Permissions.ManageSettings);
        }

        var now = time.GetUtcNow().UtcDateTime;
        await using (var work = await store.BeginAsync(cancellationToken))
        {
            var context = EfUnitOfWork.ContextOf(work);
            if (await OutboxQueue.FindFailedAsync(context, messageId, cancellationToken) is not { } found)
            {
                return new Refusal(RefusalKind.NotFound, SiteSentence.Of("Events.Gone"));
            }

            await OutboxQueue.DecideAsync(context, messageId, decision == FailedEventDecision.Discard ? now : null, cancellationToken);
            await work.Audit.AppendAsync(
                new(now, actor, decision == FailedEventDecision.Retry ? AuditActions.EventRetry : AuditActions.EventDiscard)
                {
                    ContentItemId = found.Message.ContentItemId.Length > 0 ? found.Message.ContentItemId : null,
                    VersionId = found.Message.VersionId,
                    Details = new JsonObject { ["messageId"] = messageId, ["event"] = found.Message.Event, ["attempts"] = found.Attempts },
                },
                cancellationToken);
            await work.CommitAsync(cancellationToken);
            signal.Wake();
            return found;
        }
    }
}
