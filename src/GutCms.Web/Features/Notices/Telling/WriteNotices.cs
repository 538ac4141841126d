using System.Text.Json.Nodes;
using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Facts;
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
/// Writes down for each person what they are told, with the mail about it; for whoever is away, also for whoever stands in. Nobody is told what they did themselves, or of an item that they may not see; nobody twice of one event, however often it comes.
/// </summary>
internal sealed class WriteNotices(IContentStore store, MailQueue mails, IOutboxSignal signal, TimeProvider time)
{
    /// <summary>Does it.</summary>
    /// <param name="message">The event.</param>
    /// <param name="item">The item that it is about; null: about none.</param>
    /// <param name="everybody">All accounts.</param>
    /// <param name="planned">Whom to tell what; of a person who is named twice the first counts.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task ExecuteAsync(OutboxMessage message, ItemAudience? item, Everybody everybody, IEnumerable<PlannedNotice> planned, CancellationToken cancellationToken)
    {
        var told = (await WithDeputiesAsync(planned, everybody, cancellationToken)).Where(plan => plan.UserId != message.ActorId).DistinctBy(plan => plan.UserId, StringComparer.Ordinal)
            .Select(plan => (Plan: plan, Account: everybody.Find(plan.UserId)))
            .Where(entry => entry.Account is { } account && MaySee(account, item)).ToList();
        if (told.Count == 0)
        {
            return;
        }

        await using var work = await store.BeginAsync(cancellationToken);
        var wishes = await NoticePreferences.ReadAsync(work, cancellationToken);
        List<NoticeRow> rows = [.. told.Select(entry => Row(message, item, entry.Plan, entry.Account!, wishes))];
        foreach (var row in (await NoticeStore.AddAsync(work, message.MessageId, rows, cancellationToken)).Where(row => row.Mail == NoticeMail.Waiting))
        {
            var data = new JsonObject { [SendNoticeMails.Ids] = new JsonArray(row.NoticeId), ["userId"] = row.UserId };
            await work.Outbox.AppendAsync(new(row.NoticeId, SendNoticeMails.Mail, message.OccurredUtc, "", Actor.System.UserName, row.ContentItemId, row.ContentType, null, data), cancellationToken);
        }

        await work.CommitAsync(cancellationToken);
        signal.Wake();
    }

    /// <summary>What is to be told, with those who stand in for whoever is away behind all others.</summary>
    private async Task<IReadOnlyList<PlannedNotice>> WithDeputiesAsync(IEnumerable<PlannedNotice> planned, Everybody everybody, CancellationToken cancellationToken)
    {
        List<PlannedNotice> all = [.. planned.DistinctBy(plan => plan.UserId, StringComparer.Ordinal)];
        await using var work = await store.ReadAsync(cancellationToken);
        var away = await TimesAway.ReadAsync(work, cancellationToken);
        var now = time.GetUtcNow().UtcDateTime;
        foreach (var plan in all.Where(plan => NoticeKinds.ForDeputies.Contains(plan.Kind)).ToList())
        {
            if (away.DeputyOf(plan.UserId, now) is { } deputy)
            {
                var data = plan.Data.DeepClone().AsObject();
                data[Notice.InPlaceOf] = everybody.NameOf(plan.UserId);
                all.Add(new(deputy, plan.Kind, data));
            }
        }

        return all;
    }

    private static bool MaySee(Account account, ItemAudience? item) => item is null || Notice.MaySee(account.ToActor(), item.ContentType, item.OwnerId);

    private NoticeRow Row(OutboxMessage message, ItemAudience? item, PlannedNotice plan, Account account, Func<string, string, MailWish> wishes) => new()
    {
        NoticeId = ContentIds.New(),
        MessageId = message.MessageId,
        UserId = plan.UserId,
        UserName = account.User.UserName!,
        Kind = plan.Kind,
        OccurredUtc = message.OccurredUtc,
        ActorName = (string?)plan.Data[Notice.By] ?? (message.ActorId.Length == 0 ? "" : message.ActorName),
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
