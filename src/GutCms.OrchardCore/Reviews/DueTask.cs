using GutCms.Core;
using GutCms.Core.Reviews;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.BackgroundTasks;

namespace GutCms.OrchardCore.Reviews;

/// <summary>Publishes what is scheduled and due, marks texts whose next review is due, and tells events that were left behind.</summary>
[BackgroundTask(Title = "GutCms: due publications and reviews", Schedule = "* * * * *", Description = "Publishes approved content on schedule, and marks published content that is due to be reviewed.")]
internal sealed class DueTask : IBackgroundTask
{
    /// <inheritdoc/>
    public async Task DoWorkAsync(IServiceProvider serviceProvider, CancellationToken cancellationToken)
    {
        await serviceProvider.GetRequiredService<RunDuePublications>().ExecuteAsync(Actor.System, cancellationToken);
        await serviceProvider.GetRequiredService<MarkReviewsDue>().ExecuteAsync(Actor.System, cancellationToken);
        await serviceProvider.GetRequiredService<Outbox>().TellAsync(cancellationToken);
    }
}
