using System.Text.Json.Nodes;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Reviews.Reading;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Users;
using GutCms.Web.Storage.Notices;

namespace GutCms.Web.Features.Notices.Telling;

/// <summary>
/// Reminds people of decisions that are due or late, tells others of what stays undecided or what nobody could decide, deputies of what waits for those who are away, and of live texts before they are due to be reviewed.
/// Each step is told once, on however many nodes: it has a name, and what was told is on file under it.
/// </summary>
internal sealed class Remind(IContentStore store, NoticeStore notices, FindReminderSteps find, FindAudience audience, WriteNotices write, TellStuck stuck, StepsLookedAt seen, TimeProvider time)
{
    /// <summary>Does it.</summary>
    public async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var steps = (await find.ExecuteAsync(now, cancellationToken)).Where(step => !seen.Contains(step.Name)).ToList();
        if (steps.Count == 0)
        {
            return;
        }

        var told = await notices.FindToldAsync([.. steps.Select(step => step.Name)], cancellationToken);
        Everybody everybody;
        await using (var work = await store.ReadAsync(cancellationToken))
        {
            everybody = await Everybody.LoadAsync(work, cancellationToken);
        }

        foreach (var step in steps)
        {
            if (!told.Contains(step.Name))
            {
                await TellAsync(step, everybody, now, cancellationToken);
            }

            seen.Add(step.Name);
        }
    }

    private async Task TellAsync(ReminderStep step, Everybody everybody, DateTime now, CancellationToken cancellationToken)
    {
        if (await audience.ExecuteAsync(step.ContentItemId, cancellationToken) is not { } found)
        {
            return;
        }

        OutboxMessage message = new(step.Name, step.Kind, now, "", Actor.System.UserName, step.ContentItemId, found.ContentType, null, new JsonObject());
        if (step.Kind == NoticeKinds.Stuck)
        {
            await stuck.ExecuteAsync(message, found, everybody, cancellationToken);
            return;
        }

        await write.ExecuteAsync(message, found, everybody, Plan(step, found, everybody), cancellationToken);
    }

    private static IEnumerable<PlannedNotice> Plan(ReminderStep step, ItemAudience found, Everybody everybody) => step.Kind switch
    {
        NoticeKinds.Reminder => PlannedNotice.For(found.DeciderIds, step.Kind, step.Facts),
        NoticeKinds.Escalated => PlannedNotice.For(Escalation(step.To, found, everybody), step.Kind, step.Facts),
        NoticeKinds.Submitted => PlannedNotice.For(found.DeciderIds.Contains(step.Deputy.DeputyId) ? [step.Deputy.DeputyId] : [], step.Kind, [.. step.Facts, (Notice.InPlaceOf, everybody.NameOf(step.Deputy.AwayId))]),
        _ => PlannedNotice.For(found.WriterIds.Concat(found.DecidedIds).Concat(everybody.WhoMay(Permissions.AssignReview, found.ContentType)), step.Kind, step.Facts),
    };

    /// <summary>The people of a step; where none of them is there or may know of it, those who may assign reviewers.</summary>
    private static List<string> Escalation(string? to, ItemAudience found, Everybody everybody)
    {
        var named = to is null ? []
            : to[0] == StageReminders.Person ? new[] { everybody.FindByName(to[1..]) }.OfType<Account>()
            : everybody.All.Where(account => account.Roles.Contains(to));
        List<string> people = [.. named.Where(account => Notice.MaySee(account.ToActor(), found.ContentType, found.OwnerId)).Select(account => account.User.Id)];
        return people.Count > 0 ? people : [.. everybody.WhoMay(Permissions.AssignReview, found.ContentType)];
    }
}
