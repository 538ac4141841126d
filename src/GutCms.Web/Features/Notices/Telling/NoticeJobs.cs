using GutCms.Web.Features.Notices.Mailing;
using GutCms.Web.Features.Reviews;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Notices.Telling;

/// <summary>Looks for what people are to be reminded of, and for daily mails that are to be sent. Safe on several nodes.</summary>
internal sealed partial class NoticeJobs(SendDigests digests, IServiceScopeFactory scopes, IOptions<JobOptions> options, TimeProvider time, ILogger<NoticeJobs> logger) : BackgroundService
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
            await scope.ServiceProvider.GetRequiredService<Remind>().ExecuteAsync(cancellationToken);
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
