using GutCms.Core.Reviews.Due;
using GutCms.Core.Security;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrchardCore.BackgroundTasks;

namespace GutCms.OrchardCore.Reviews;

/// <summary>Publishes and takes down what is scheduled and due, marks texts whose next review is due, and tells events that were left behind.</summary>
[BackgroundTask(Title = "GutCms: due publications and reviews", Schedule = "* * * * *", Description = "Publishes and takes down content on schedule, and marks published content that is due to be reviewed.", LockTimeout = 1_000, LockExpiration = 600_000)]
internal sealed partial class DueTask(ILogger<DueTask> logger) : IBackgroundTask
{
    /// <inheritdoc/>
    public async Task DoWorkAsync(IServiceProvider serviceProvider, CancellationToken cancellationToken)
    {
        var published = await serviceProvider.GetRequiredService<RunDuePublications>().ExecuteAsync(Actor.System, cancellationToken);
        foreach (var (item, fault) in published.Failures)
        {
            NotPublished(logger, fault, item);
        }

        var takenDown = await serviceProvider.GetRequiredService<RunDueTakeDowns>().ExecuteAsync(Actor.System, cancellationToken);
        foreach (var (item, fault) in takenDown.Failures)
        {
            NotTakenDown(logger, fault, item);
        }

        await serviceProvider.GetRequiredService<MarkReviewsDue>().ExecuteAsync(Actor.System, cancellationToken);
        await serviceProvider.GetRequiredService<Outbox>().TellAsync(cancellationToken);
    }

    [LoggerMessage(LogLevel.Warning, "The scheduled publication of {ContentItemId} failed; it stays scheduled and will be tried again.")]
    private static partial void NotPublished(ILogger logger, Exception fault, string contentItemId);

    [LoggerMessage(LogLevel.Warning, "The scheduled take-down of {ContentItemId} failed; it stays scheduled and will be tried again.")]
    private static partial void NotTakenDown(ILogger logger, Exception fault, string contentItemId);
}
