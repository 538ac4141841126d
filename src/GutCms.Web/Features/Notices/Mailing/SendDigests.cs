using System.Text.Json.Nodes;
using GutCms.Core.Content.Items;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Mail;
using GutCms.Web.Storage.Model;
using GutCms.Web.Storage.Notices;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Notices.Mailing;

/// <summary>Puts the daily mails into the outbox, once a day for each person who wants one: at <see cref="MailOptions.DigestHour"/>, with everything from before it.</summary>
internal sealed class SendDigests(IContentStore store, NoticeStore notices, IOutboxSignal signal, IOptionsMonitor<MailOptions> options, TimeProvider time)
{
    /// <summary>Does it. Safe on several nodes: what is in a mail waits for none any more.</summary>
    /// <returns>How many mails.</returns>
    public async Task<int> ExecuteAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var last = now.Date.AddHours(options.CurrentValue.DigestHour);
        last = last > now ? last.AddDays(-1) : last;
        if (!await notices.HasDigestAsync(last, cancellationToken))
        {
            return 0;
        }

        await using var work = await store.BeginAsync(cancellationToken);
        var digests = await NoticeStore.ListDigestsAsync(work, last, cancellationToken);
        foreach (var digest in digests)
        {
            var data = new JsonObject { [SendNoticeMails.Ids] = new JsonArray([.. digest.Select(id => (JsonNode)id)]), [SendNoticeMails.IsDigest] = true, ["userId"] = digest.Key };
            await work.Outbox.AppendAsync(new(ContentIds.New(), SendNoticeMails.Mail, now, "", Actor.System.UserName, "", "", null, data), cancellationToken);
            await NoticeStore.SettleMailAsync(work, [.. digest], NoticeMail.Waiting, null, cancellationToken);
        }

        await work.CommitAsync(cancellationToken);
        signal.Wake();
        return digests.Count;
    }
}
