using GutCms.Web.Features.Notices.Mailing;
using GutCms.Web.Features.Reviews;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Notices.Telling;

/// <summary>Looks for daily mails that are to be sent. Safe on several nodes.</summary>
internal sealed partial class NoticeJobs(SendDigests digests, IOptions<JobOptions> options, TimeProvider time, ILogger<NoticeJobs> logger) : BackgroundService
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
            await digests.ExecuteAsync(cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            // The next look may succeed; what waits goes on waiting.
            Failed(logger, fault);
        }
    }

    [LoggerMessage(LogLevel.Error, "Looking for what people are to be told failed; it will be tried again.")]
    private static partial void Failed(ILogger logger, Exception fault);
}
