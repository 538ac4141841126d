using System.Globalization;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Storage;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Notices.Telling;

/// <summary>Finds what people are to be told because its time has come, whether or not they were told before. Reads only.</summary>
internal sealed class FindReminderSteps(IContentStore store, IOptionsMonitor<ReminderOptions> options)
{
    private const int Most = 5000;
    private const int Page = 200;
    private const int FirstOfLive = 30;

    /// <summary>Finds them.</summary>
    /// <param name="now">UTC.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyList<ReminderStep>> ExecuteAsync(DateTime now, CancellationToken cancellationToken)
    {
        await using var work = await store.ReadAsync(cancellationToken);
        var away = await TimesAway.ReadAsync(work, cancellationToken);
        List<ReminderStep> steps = [];
        string? after = null;
        var types = (await work.GetDefinitionsAsync(cancellationToken)).Types.Select(type => type.Name).ToList();
        do
        {
            var page = await work.Reviews.ListQueueAsync(new(types, null, after, Page), cancellationToken);
            steps.AddRange(page.Reviews.SelectMany(review => Decisions(review, now, options.CurrentValue).Concat(Standins(review, away, now)).Append(Look(review, now))));
            after = page.Next;
        }
        while (after is not null && steps.Count < Most);

        var live = await work.Reviews.ListPassedReviewDatesAsync(now.AddDays(FirstOfLive), Most, cancellationToken);
        return [.. steps, .. live.SelectMany(publication => Live(publication, now))];
    }

    private static IEnumerable<ReminderStep> Decisions(Review review, DateTime now, ReminderOptions site)
    {
        if (review.CurrentStage is not { DueUtc: { } due } stage)
        {
            yield break;
        }

        var times = ReminderTimes.Of(review.Policy.Stages.FirstOrDefault(known => known.Name == stage.Name)?.Reminders, site);
        var name = $"{review.ReviewId}-{stage.Name}-{Stamp(due)}";
        (string, string?)[] facts = [("stage", stage.Name), ("atUtc", Instant(due)), ("late", now >= due ? "true" : null)];
        if (ReminderSteps.OfDecision(due, review.SubmittedUtc, now, times) is { } step)
        {
            yield return new($"remind-{name}-{step}", review.ContentItemId, NoticeKinds.Reminder) { Facts = facts };
        }

        for (var told = 0; told < ReminderSteps.Escalations(due, now, times); told++)
        {
            yield return new(told == 0 ? $"escalate-{name}" : $"escalate-{name}-{told + 1}", review.ContentItemId, NoticeKinds.Escalated) { Facts = facts, To = times.EscalateTo.ElementAtOrDefault(told) };
        }
    }

    // Whoever was asked by name before going away; who is asked later is stood in for when that is told.
    private static IEnumerable<ReminderStep> Standins(Review review, TimesAway away, DateTime now) =>
        from asked in review.Assignments
        where asked.Stage == review.CurrentStage?.Name
        let time = away.At(asked.UserId, now)
        let deputy = away.DeputyOf(asked.UserId, now)
        where deputy is not null && asked.AssignedUtc < time.SinceUtc
        select new ReminderStep($"deputy-{review.ReviewId}-{asked.Stage}-{asked.UserId}-{deputy}-{Stamp(time.SinceUtc)}", review.ContentItemId, NoticeKinds.Submitted)
        {
            Facts = [("stage", asked.Stage)],
            Deputy = (asked.UserId, deputy),
        };

    // Whether there are people enough changes with accounts, roles and absences: looked at once an hour.
    private static ReminderStep Look(Review review, DateTime now) =>
        new($"look-{review.ReviewId}-{now.ToString("yyyyMMddHH", CultureInfo.InvariantCulture)}", review.ContentItemId, NoticeKinds.Stuck);

    private static IEnumerable<ReminderStep> Live(Publication publication, DateTime now)
    {
        if (publication.NextReviewUtc is { } next && ReminderSteps.OfLive(next, now) is { } days)
        {
            yield return new($"live-{publication.ContentItemId}-{Stamp(next)}-{days}", publication.ContentItemId, NoticeKinds.ReviewDueSoon) { Facts = [("atUtc", Instant(next))] };
        }
    }

    private static string Stamp(DateTime instant) => instant.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);

    private static string Instant(DateTime instant) => instant.ToString("O", CultureInfo.InvariantCulture);
}
