using GutCms.Core.Reviews.Ports;
using GutCms.Core.Storage;
using GutCms.Web.Features.Mail;
using GutCms.Web.Features.Users;
using GutCms.Web.Storage.Model;
using GutCms.Web.Storage.Notices;

namespace GutCms.Web.Features.Notices.Mailing;

/// <summary>
/// Sends the mails about notices. Each waits in the outbox as an event of its own, so it is tried again until the mail server has taken it, and given up where the admin shows it. Once the server has
/// taken it the notice says so and it is not sent again; a process that ends in between sends it a second time, with the same id.
/// </summary>
internal sealed class SendNoticeMails(IContentStore store, NoticeStore notices, MailQueue mails, WriteNoticeMail write, TimeProvider time) : IReviewEventHandler
{
    /// <summary>The event of a mail about one notice, or several of a day.</summary>
    public const string Mail = "noticeMail";

    /// <summary>Name in the event's data: ids of the notices.</summary>
    public const string Ids = "noticeIds";

    /// <summary>Name in the event's data: it is the mail of a day.</summary>
    public const string IsDigest = "digest";

    /// <inheritdoc/>
    public async Task HandleAsync(OutboxMessage message, CancellationToken cancellationToken)
    {
        if (message.Event != Mail)
        {
            return;
        }

        var rows = (await notices.FindAsync([.. message.Data[Ids]!.AsArray().Select(id => (string)id!)], cancellationToken)).Where(row => row.Mail == NoticeMail.Waiting).ToList();
        if (rows.Count == 0)
        {
            return;
        }

        var (account, seen) = await LookAsync(rows, cancellationToken);
        await SettleAsync(rows.Except(seen), NoticeMail.Withheld, null, cancellationToken);
        if (seen.Count == 0 || account is null)
        {
            return;
        }

        if (NoticeAddresses.Of(account) is not { } to || !mails.CanSend)
        {
            await SettleAsync(seen, mails.CanSend ? NoticeMail.NoAddress : NoticeMail.NoServer, null, cancellationToken);
            return;
        }

        await mails.SendAsync(await write.ExecuteAsync(account, to, message.MessageId, seen, (bool?)message.Data[IsDigest] == true, cancellationToken), cancellationToken);
        await SettleAsync(seen, NoticeMail.Sent, (to, time.GetUtcNow().UtcDateTime), CancellationToken.None);
    }

    /// <summary>The receiver as he is by now, and what of it he may see.</summary>
    private async Task<(Account? Account, IReadOnlyList<NoticeRow> Seen)> LookAsync(List<NoticeRow> rows, CancellationToken cancellationToken)
    {
        await using var work = await store.ReadAsync(cancellationToken);
        if ((await Everybody.LoadAsync(work, cancellationToken)).Find(rows[0].UserId) is not { } account)
        {
            return (null, []);
        }

        return (account, await Notice.SeenAsync(work, account.ToActor(), rows, cancellationToken));
    }

    private async Task SettleAsync(IEnumerable<NoticeRow> rows, string state, (string To, DateTime AtUtc)? sent, CancellationToken cancellationToken)
    {
        string[] ids = [.. rows.Select(row => row.NoticeId)];
        if (ids.Length > 0)
        {
            await using var work = await store.BeginAsync(cancellationToken);
            await NoticeStore.SettleMailAsync(work, ids, state, sent, cancellationToken);
            await work.CommitAsync(cancellationToken);
        }
    }
}
