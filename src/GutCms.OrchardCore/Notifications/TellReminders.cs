using GutCms.Api.Review;
using GutCms.Core.Reviews.Due;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Storage;
using GutCms.OrchardCore.Storage;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using OrchardCore.Data.Documents;

namespace GutCms.OrchardCore.Notifications;

/// <summary>Reminds people of decisions that are due or late, and tells others of what stays undecided, as the policies say. Each step is told once: what was told is on file with the review.</summary>
internal sealed partial class TellReminders(
    IContentStore store, Records records, IDocumentStore documents, ReviewNotifier notifier, IOptionsMonitor<ReminderOptions> options, TimeProvider time, ILogger<TellReminders> logger)
{
    private const int Page = 100;

    /// <summary>Does it.</summary>
    public async Task ExecuteAsync(CancellationToken cancellationToken)
    {
        var now = time.GetUtcNow().UtcDateTime;
        var waiting = await WaitingAsync(cancellationToken);
        var told = await records.ListAsync<ToldReminders>(RecordKinds.Reminded);
        foreach (var review in waiting)
        {
            List<string> before = [.. told.GetValueOrDefault(review.ReviewId)?.Steps ?? []];
            foreach (var step in StepsOf(review, now, options.CurrentValue).Where(step => !before.Contains(step.Name)).ToList())
            {
                try
                {
                    await notifier.RemindAsync(review, step, now, cancellationToken);
                }
                catch (Exception fault) when (fault is not OperationCanceledException)
                {
                    // It is tried again the next time.
                    NotTold(logger, fault, review.ReviewId);
                    break;
                }

                before.Add(step.Name);
                await records.SaveAsync(RecordKinds.Reminded, review.ReviewId, new ToldReminders([.. before]), group: review.ContentItemId);
                await documents.CommitAsync();
            }
        }

        foreach (var gone in told.Keys.Except(waiting.Select(review => review.ReviewId), StringComparer.Ordinal).ToList())
        {
            await records.RemoveAsync(RecordKinds.Reminded, gone);
        }

        await documents.CommitAsync();
    }

    private static IEnumerable<DecisionReminder> StepsOf(Review review, DateTime now, ReminderOptions site) =>
        review.CurrentStage is { DueUtc: { } due } stage
            ? DecisionReminders.Of(
                review.ReviewId, stage.Name, due, review.SubmittedUtc, now, ReminderTimes.Of(review.Policy.Stages.FirstOrDefault(known => known.Name == stage.Name)?.Reminders, site.ToTimes()))
            : [];

    private async Task<List<Review>> WaitingAsync(CancellationToken cancellationToken)
    {
        await using var work = await store.ReadAsync(cancellationToken);
        var types = (await work.GetDefinitionsAsync(cancellationToken)).Types.Select(type => type.Name).ToList();
        List<Review> waiting = [];
        string? after = null;
        do
        {
            var page = await work.Reviews.ListQueueAsync(new(types, null, after, Page), cancellationToken);
            waiting.AddRange(page.Reviews);
            after = page.Next;
        }
        while (after is not null);

        return waiting;
    }

    [LoggerMessage(LogLevel.Error, "Not everybody could be reminded of the review {ReviewId}.")]
    private static partial void NotTold(ILogger logger, Exception fault, string reviewId);
}

/// <summary>The steps of a review's reminders that were told.</summary>
/// <param name="Steps">Their names.</param>
internal sealed record ToldReminders(string[] Steps);
