using System.ComponentModel.DataAnnotations;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Reviews;

/// <summary>Options of the jobs.</summary>
internal sealed class JobOptions
{
    /// <summary>Section of the configuration.</summary>
    public const string Section = "GutCms:Jobs";

    /// <summary>Seconds between two looks for what is due, 1 to 3600.</summary>
    [Range(1, 3600)]
    public int IntervalSeconds { get; set; } = 30;
}

/// <summary>Publishes what is scheduled and due, and marks texts whose next review is due. Safe on several nodes: the state decides, not the clock of one.</summary>
internal sealed partial class DueJobs(IServiceScopeFactory scopes, IOptions<JobOptions> options, TimeProvider time, ILogger<DueJobs> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(options.Value.IntervalSeconds), time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await RunAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The site stops.
        }
    }

    private async Task RunAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var published = await scope.ServiceProvider.GetRequiredService<RunDuePublications>().ExecuteAsync(Actor.System, cancellationToken);
            foreach (var (item, fault) in published.Failures)
            {
                NotPublished(logger, fault, item);
            }

            var due = await scope.ServiceProvider.GetRequiredService<MarkReviewsDue>().ExecuteAsync(Actor.System, cancellationToken);
            if (published.Published + published.Refused + due.Marked > 0)
            {
                Did(logger, published.Published, published.Refused, due.Marked);
            }
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // The next look may succeed; what is due stays due.
            Failed(logger, fault);
        }
    }

    [LoggerMessage(LogLevel.Information, "Scheduled publications: {Published} made, {Refused} refused. Reviews marked due: {Marked}.")]
    private static partial void Did(ILogger logger, int published, int refused, int marked);

    [LoggerMessage(LogLevel.Warning, "The scheduled publication of {ContentItemId} failed; it stays scheduled and will be tried again.")]
    private static partial void NotPublished(ILogger logger, Exception fault, string contentItemId);

    [LoggerMessage(LogLevel.Error, "Looking for what is due failed; it will be tried again.")]
    private static partial void Failed(ILogger logger, Exception fault);
}
