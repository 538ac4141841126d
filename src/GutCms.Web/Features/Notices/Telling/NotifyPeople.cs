using System.Text.Json.Nodes;
using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Reviews.Reading;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Mail;
using GutCms.Web.Features.Notices.Mailing;
using GutCms.Web.Features.Users;
using GutCms.Web.Storage.Model;
using GutCms.Web.Storage.Notices;

namespace GutCms.Web.Features.Notices.Telling;

/// <summary>
/// Writes down for each person what an event means to them. Nobody is told what they did themselves, or of an item that they may not see; nobody twice of one event, however often it comes.
/// </summary>
internal sealed class NotifyPeople(IContentStore store, FindAudience audience, MailQueue mails, IOutboxSignal signal) : IReviewEventHandler
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

        var (everybody, wishes, planned) = await PlanAsync(message, found, cancellationToken);
        var told = planned.Where(plan => plan.UserId != message.ActorId).DistinctBy(plan => plan.UserId, StringComparer.Ordinal)
            .Select(plan => (Plan: plan, Account: everybody.Find(plan.UserId)))
            .Where(entry => entry.Account is { } account && MaySee(account, found))
            .Select(entry => Row(message, found, entry.Plan, entry.Account!, wishes)).ToList();
        if (told.Count > 0)
        {
            await TellAsync(message, told, cancellationToken);
        }
    }

    private async Task TellAsync(OutboxMessage message, List<NoticeRow> told, CancellationToken cancellationToken)
    {
        await using var work = await store.BeginAsync(cancellationToken);
        foreach (var row in (await NoticeStore.AddAsync(work, message.MessageId, told, cancellationToken)).Where(row => row.Mail == NoticeMail.Waiting))
        {
            var data = new JsonObject { [SendNoticeMails.Ids] = new JsonArray(row.NoticeId), ["userId"] = row.UserId };
            await work.Outbox.AppendAsync(new(row.NoticeId, SendNoticeMails.Mail, message.OccurredUtc, "", Actor.System.UserName, row.ContentItemId, row.ContentType, null, data), cancellationToken);
        }

        await work.CommitAsync(cancellationToken);
        signal.Wake();
    }

    private static bool Concerns(OutboxMessage message) =>
        message.ContentItemId.Length > 0 ? message.Event is not (ReviewEvents.Saved or ReviewEvents.Deleted or ReviewEvents.SubmissionWithdrawn or SendNoticeMails.Mail) : message.Event != SendNoticeMails.Mail && message.Data["userId"] is not null;

    private static bool MaySee(Account account, ItemAudience? item) => item is null || Authorization.MaySee(account.ToActor(), item.ContentType, item.OwnerId, item.IsLive);

    private async Task<(Everybody Everybody, Func<string, string, MailWish> Wishes, IEnumerable<PlannedNotice> Planned)> PlanAsync(OutboxMessage message, ItemAudience? found, CancellationToken cancellationToken)
    {
        await using var work = await store.ReadAsync(cancellationToken);
        var everybody = await Everybody.LoadAsync(work, cancellationToken);
        var wishes = await NoticePreferences.ReadAsync(work, cancellationToken);
        if (found is null)
        {
            return (everybody, wishes, PlannedNotice.For([(string?)message.Data["userId"]], NoticeKinds.Account, ("event", message.Event), ("changes", (string?)message.Data["changes"])));
        }

        var decisions = (string?)message.Data["reviewId"] is { } run ? (await work.Reviews.FindDecisionsAsync([run], cancellationToken)).GetValueOrDefault(run) ?? [] : [];
        return (everybody, wishes, new PlanNotices(message, found, everybody, decisions).All());
    }

    private NoticeRow Row(OutboxMessage message, ItemAudience? item, PlannedNotice plan, Account account, Func<string, string, MailWish> wishes) => new()
    {
        NoticeId = ContentIds.New(),
        MessageId = message.MessageId,
        UserId = plan.UserId,
        UserName = account.User.UserName!,
        Kind = plan.Kind,
        OccurredUtc = message.OccurredUtc,
        ActorName = (string?)plan.Data["by"] ?? (message.ActorId.Length == 0 ? "" : message.ActorName),
        ContentItemId = message.ContentItemId,
        ContentType = message.ContentType,
        Title = item?.Title,
        Data = plan.Data.ToJsonString(),
        Mail = plan.Kind == NoticeKinds.Account ? MailOfAccount(message) : MailOf(plan, account, wishes),
    };

    private string MailOf(PlannedNotice plan, Account account, Func<string, string, MailWish> wishes) =>
        !mails.CanSend ? NoticeMail.NoServer
        : NoticeAddresses.Of(account) is null ? NoticeMail.NoAddress
        : wishes(plan.UserId, plan.Kind) switch { MailWish.Now => NoticeMail.Waiting, MailWish.Digest => NoticeMail.Digest, _ => NoticeMail.Unwanted };

    // Mails about accounts go their own way, to the address that counted before the change.
    private string MailOfAccount(OutboxMessage message) => !mails.CanSend ? NoticeMail.NoServer : message.Data["to"] is null ? NoticeMail.NoAddress : NoticeMail.Elsewhere;
}
