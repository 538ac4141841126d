using GutCms.Core.Reviews.Ports;
using GutCms.Core.Reviews.Reading;
using GutCms.Core.Storage;
using GutCms.Web.Features.Notices.Mailing;
using GutCms.Web.Features.Users;

namespace GutCms.Web.Features.Notices.Telling;

/// <summary>Tells each person what an event of the outbox means to them.</summary>
internal sealed class NotifyPeople(IContentStore store, FindAudience audience, WriteNotices write, TellStuck stuck) : IReviewEventHandler
{
    /// <inheritdoc/>
    public async Task HandleAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        if (!Concerns(message))
        {
            return;
        }

        var found = message.ContentItemId.Length > 0 ? await audience.ExecuteAsync(message.ContentItemId, cancellationToken) : null;
        if (message.ContentItemId.Length > 0 && found is null)
        {
            // Deleted since: there is nothing to look at any more.
            return;
        }

        var (everybody, planned) = await PlanAsync(message, found, cancellationToken);
        await write.ExecuteAsync(message, found, everybody, planned, cancellationToken);
        if (found is not null && message.Event is ReviewEvents.Submitted or ReviewEvents.Decided or ReviewEvents.Assigned)
        {
            await stuck.ExecuteAsync(message, found, everybody, cancellationToken);
        }
    }

    private static bool Concerns(OutboxMessage message) =>
        message.Event != SendNoticeMails.Mail
        && (message.ContentItemId.Length > 0 ? message.Event is not (ReviewEvents.Saved or ReviewEvents.Deleted or ReviewEvents.SubmissionWithdrawn) : message.Data["userId"] is not null);

    private async Task<(Everybody Everybody, IEnumerable<PlannedNotice> Planned)> PlanAsync(OutboxMessage message, ItemAudience? found, CancellationToken cancellationToken)
    {
        await using var work = await store.ReadAsync(cancellationToken);
        var everybody = await Everybody.LoadAsync(work, cancellationToken);
        if (found is null)
        {
            return (everybody, PlannedNotice.For([(string?)message.Data["userId"]], NoticeKinds.Account, ("event", message.Event), ("changes", (string?)message.Data["changes"])));
        }

        var decisions = (string?)message.Data["reviewId"] is { } run ? (await work.Reviews.FindDecisionsAsync([run], cancellationToken)).GetValueOrDefault(run) ?? [] : [];
        return (everybody, new PlanNotices(message, found, everybody, decisions).All());
    }
}
