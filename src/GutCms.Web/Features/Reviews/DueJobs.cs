using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Web.Features.Jobs;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Reviews;

/// <summary>Publishes what is scheduled and due, and marks texts whose next review is due. Safe on several nodes: the state decides, not the clock of one.</summary>
internal sealed partial class DueJobs(IServiceScopeFactory scopes, IOptions<JobOptions> options, TimeProvider time, ILogger<DueJobs> logger)
    : RepeatedJob("Looking for what is due", options.Value.Interval, time, logger)
{
    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        var published = await scope.ServiceProvider.GetRequiredService<RunDuePublications>().ExecuteAsync(Actor.System, cancellationToken);
        foreach (var (item, fault) in published.Failures)
        {
            NotPublished(Logger, fault, item);
        }

        var due = await scope.ServiceProvider.GetRequiredService<MarkReviewsDue>().ExecuteAsync(Actor.System, cancellationToken);
        if (published.Published + published.Refused + due.Marked > 0)
        {
            Did(Logger, published.Published, published.Refused, due.Marked);
        }
    }

    [LoggerMessage(LogLevel.Information, "Scheduled publications: {Published} made, {Refused} refused. Reviews marked due: {Marked}.")]
    private static partial void Did(ILogger logger, int published, int refused, int marked);

    [LoggerMessage(LogLevel.Warning, "The scheduled publication of {ContentItemId} failed; it stays scheduled and will be tried again.")]
    private static partial void NotPublished(ILogger logger, Exception fault, string contentItemId);
}
