using GutCms.Core.Reviews.Due;
using GutCms.Core.Releases;
using GutCms.Core.Security;
using GutCms.Web.Features.Jobs;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Reviews;

/// <summary>Publishes and takes down what is scheduled and due, and marks texts whose next review is due. Safe on several nodes: the state decides, not the clock of one.</summary>
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

        var takenDown = await scope.ServiceProvider.GetRequiredService<RunDueTakeDowns>().ExecuteAsync(Actor.System, cancellationToken);
        foreach (var (item, fault) in takenDown.Failures)
        {
            NotTakenDown(Logger, fault, item);
        }

        var released = await scope.ServiceProvider.GetRequiredService<RunDueReleases>().ExecuteAsync(Actor.System, cancellationToken);
        foreach (var (release, fault) in released.Failures)
        {
            NotReleased(Logger, fault, release);
        }

        var due = await scope.ServiceProvider.GetRequiredService<MarkReviewsDue>().ExecuteAsync(Actor.System, cancellationToken);
        if (published.Published + published.Refused + takenDown.TakenDown + takenDown.Refused + released.Published + released.Refused + due.Marked > 0)
        {
            Did(Logger, published.Published, published.Refused, takenDown.TakenDown, takenDown.Refused, released.Published, released.Refused, due.Marked);
        }
    }

    [LoggerMessage(LogLevel.Information, "Scheduled publications: {Published} made, {Refused} refused. Scheduled take-downs: {TakenDown} made, {Kept} refused. Releases: {Released} published, {Held} refused. Reviews marked due: {Marked}.")]
    private static partial void Did(ILogger logger, int published, int refused, int takenDown, int kept, int released, int held, int marked);

    [LoggerMessage(LogLevel.Warning, "The scheduled take-down of {ContentItemId} failed; it stays scheduled and will be tried again.")]
    private static partial void NotTakenDown(ILogger logger, Exception fault, string contentItemId);

    [LoggerMessage(LogLevel.Warning, "The release {ReleaseId} failed; it stays planned and will be tried again.")]
    private static partial void NotReleased(ILogger logger, Exception fault, string releaseId);

    [LoggerMessage(LogLevel.Warning, "The scheduled publication of {ContentItemId} failed; it stays scheduled and will be tried again.")]
    private static partial void NotPublished(ILogger logger, Exception fault, string contentItemId);
}
