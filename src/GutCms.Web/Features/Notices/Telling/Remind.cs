using System.Globalization;
using System.Text.Json.Nodes;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Reading;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Users;
using GutCms.Web.Storage.Notices;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Notices.Telling;

/// <summary>
/// Reminds people of decisions that are due or late, tells those who may assign reviewers of what stays undecided, and tells of live texts before they are due to be reviewed.
/// Each step is told once, on however many nodes: it has a name, and what was told is on file under it.
/// </summary>
internal sealed class Remind(IContentStore store, NoticeStore notices, FindAudience audience, WriteNotices write, StepsLookedAt seen, IOptionsMonitor<ReminderOptions> options, TimeProvider time)
{
    private const int Most = 5000;
    private const int Page = 100;

    private sealed record Step(string MessageId, string ContentItemId, string Kind, (string Name, string? Value)[] Facts);

    /// <summary>Does it.</summary>
    public async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var steps = (await FindAsync(now, cancellationToken)).Where(step => !seen.Contains(step.MessageId)).ToList();
        if (steps.Count == 0)
        {
            return;
        }

        var told = await notices.FindToldAsync([.. steps.Select(step => step.MessageId)], cancellationToken);
        foreach (var step in steps)
        {
            if (!told.Contains(step.MessageId))
            {
                await TellAsync(step, now, cancellationToken);
            }

            seen.Add(step.MessageId);
        }
    }

    private async Task TellAsync(Step step, DateTime now, CancellationToken cancellationToken)
    {
        if (await audience.ExecuteAsync(step.ContentItemId, cancellationToken) is not { } found)
        {
            return;
        }

        Everybody everybody;
        await using (var work = await store.ReadAsync(cancellationToken))
        {
            everybody = await Everybody.LoadAsync(work, cancellationToken);
        }

        var people = step.Kind switch
        {
            NoticeKinds.Reminder => found.DeciderIds,
            NoticeKinds.Escalated => everybody.WhoMay(Permissions.AssignReview, found.ContentType),
            _ => found.WriterIds.Concat(found.DecidedIds).Concat(everybody.WhoMay(Permissions.AssignReview, found.ContentType)),
        };
        OutboxMessage message = new(step.MessageId, step.Kind, now, "", Actor.System.UserName, step.ContentItemId, found.ContentType, null, new JsonObject());
        await write.ExecuteAsync(message, found, everybody, PlannedNotice.For(people, step.Kind, step.Facts), cancellationToken);
    }

    private async Task<List<Step>> FindAsync(DateTime now, CancellationToken cancellationToken)
    {
        await using var work = await store.ReadAsync(cancellationToken);
        var settings = options.CurrentValue;
        List<Step> steps = [];
        string? after = null;
        var types = (await work.GetDefinitionsAsync(cancellationToken)).Types.Select(type => type.Name).ToList();
        do
        {
            var page = await work.Reviews.ListQueueAsync(new(types, null, after, Page) { DueBeforeUtc = now.AddDays(settings.BeforeDays) }, cancellationToken);
            steps.AddRange(page.Reviews.SelectMany(review => Of(review, now, settings)));
            after = page.Next;
        }
        while (after is not null && steps.Count < Most);

        var live = await work.Reviews.ListPassedReviewDatesAsync(now.AddDays(30), Most, cancellationToken);
        steps.AddRange(live.Where(publication => publication.NextReviewUtc is not null).Select(publication => (Publication: publication, Days: ReminderSteps.OfLive(publication.NextReviewUtc!.Value, now)))
            .Where(entry => entry.Days is not null)
            .Select(entry => new Step(
                $"live-{entry.Publication.ContentItemId}-{Stamp(entry.Publication.NextReviewUtc!.Value)}-{entry.Days}", entry.Publication.ContentItemId, NoticeKinds.ReviewDueSoon,
                [("atUtc", Instant(entry.Publication.NextReviewUtc!.Value))])));
        return steps;
    }

    private static IEnumerable<Step> Of(Review review, DateTime now, ReminderOptions settings)
    {
        if (review.CurrentStage is not { DueUtc: { } due } stage)
        {
            yield break;
        }

        var name = $"{review.ReviewId}-{stage.Name}-{Stamp(due)}";
        (string, string?)[] facts = [("stage", stage.Name), ("atUtc", Instant(due)), ("late", now >= due ? "true" : null)];
        if (ReminderSteps.OfDecision(due, review.SubmittedUtc, now, settings) is { } step)
        {
            yield return new($"remind-{name}-{step}", review.ContentItemId, NoticeKinds.Reminder, facts);
        }

        if (ReminderSteps.IsEscalated(due, now, settings))
        {
            yield return new($"escalate-{name}", review.ContentItemId, NoticeKinds.Escalated, facts);
        }
    }

    private static string Stamp(DateTime instant) => instant.ToString("yyyyMMddHHmmss", CultureInfo.InvariantCulture);

    private static string Instant(DateTime instant) => instant.ToString("O", CultureInfo.InvariantCulture);
}

/// <summary>Steps that this process has looked at, so that what nobody is to be told is not worked out again and again. Forgotten when there are many.</summary>
internal sealed class StepsLookedAt
{
    private const int Most = 50_000;

    private readonly HashSet<string> _steps = new(StringComparer.Ordinal);

    /// <summary>It was looked at.</summary>
    public bool Contains(string step) => _steps.Contains(step);

    /// <summary>It is looked at now.</summary>
    public void Add(string step)
    {
        if (_steps.Count >= Most)
        {
            _steps.Clear();
        }

        _steps.Add(step);
    }
}
