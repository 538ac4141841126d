using System.Globalization;
using GutCms.Api.Review;
using GutCms.Core.Reviews.Due;
using GutCms.Core.Reviews.Facts;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Storage;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Notices.Telling;

/// <summary>Finds what people are to be told because its time has come, whether or not they were told before. Reads only.</summary>
internal sealed class FindReminderSteps(IContentStore store, IOptionsMonitor<ReminderOptions> options)
{
    /// <summary>At most so many reviews, and so many live texts, are looked at: the most urgent ones.</summary>
    private const int Most = 5000;

    private const int FirstOfLive = 30;

    /// <summary>Finds them.</summary>
    /// <param name="now">UTC.</param>
    /// <param name="cancellationToken">Cancels.</param>
    public async Task<IReadOnlyList<ReminderStep>> ExecuteAsync(DateTime now, CancellationToken cancellationToken)
    {
        await using var work = await store.ReadAsync(cancellationToken);
        var away = await TimesAway.ReadAsync(work, cancellationToken);
        var types = (await work.GetDefinitionsAsync(cancellationToken)).Types.Select(type => type.Name).ToList();
        var waiting = await work.Reviews.ListWaitingAsync(types, Most, cancellationToken);
        var policies = await PoliciesAsync(work, waiting, cancellationToken);
        var live = await work.Reviews.ListPassedReviewDatesAsync(now.AddDays(FirstOfLive), Most, cancellationToken);
        return
        [
            .. waiting.SelectMany(review => Decisions(review, policies[PolicyOf(review)], now, options.CurrentValue).Concat(Standins(review, away, now)).Append(Look(review, now))),
            .. live.SelectMany(publication => Live(publication, now)),
        ];
    }

    // Runs of one policy say the same, so one run of each is looked into.
    private static async Task<Dictionary<string, ReviewPolicy>> PoliciesAsync(IUnitOfWork work, IReadOnlyList<WaitingReview> waiting, CancellationToken cancellationToken)
    {
        var samples = waiting.DistinctBy(PolicyOf, StringComparer.Ordinal).ToDictionary(PolicyOf, review => review.ReviewId, StringComparer.Ordinal);
        var runs = await work.Reviews.FindReviewsAsync(samples.Values, cancellationToken);
        return samples.ToDictionary(sample => sample.Key, sample => runs[sample.Value].Policy, StringComparer.Ordinal);
    }

    private static string PolicyOf(WaitingReview review) => review.PolicyHash ?? review.ReviewId;

    private static IEnumerable<ReminderStep> Decisions(WaitingReview review, ReviewPolicy policy, DateTime now, ReminderOptions site)
    {
        if (review is not { Stage: { } stage, DueUtc: { } due })
        {
            return [];
        }

        var times = ReminderTimes.Of(policy.Stages.FirstOrDefault(known => known.Name == stage)?.Reminders, site.ToTimes());
        (string, string?)[] facts = [("stage", stage), ("atUtc", Instant(due)), ("late", now >= due ? "true" : null)];
        return DecisionReminders.Of(review.ReviewId, stage, due, review.SubmittedUtc, now, times)
            .Select(reminder => new ReminderStep(reminder.Name, review.ContentItemId, reminder.IsEscalation ? NoticeKinds.Escalated : NoticeKinds.Reminder) { Facts = facts, To = reminder.To });
    }

    // Whoever was asked by name before going away; who is asked later is stood in for when that is told.
    private static IEnumerable<ReminderStep> Standins(WaitingReview review, TimesAway away, DateTime now) =>
        from asked in review.Asked
        let time = away.At(asked.UserId, now)
        let deputy = away.DeputyOf(asked.UserId, now)
        where deputy is not null && asked.AssignedUtc < time.SinceUtc
        select new ReminderStep($"deputy-{review.ReviewId}-{asked.Stage}-{asked.UserId}-{deputy}-{Stamp(time.SinceUtc)}", review.ContentItemId, NoticeKinds.Submitted)
        {
            Facts = [("stage", asked.Stage)],
            Deputy = (asked.UserId, deputy),
        };

    // Whether there are people enough changes with accounts, roles and absences: looked at once an hour.
    private static ReminderStep Look(WaitingReview review, DateTime now) =>
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
