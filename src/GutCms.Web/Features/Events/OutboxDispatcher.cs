using GutCms.Web.Storage.Reviews;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Events;

/// <summary>Tells events as soon as they are kept, looks every half minute for those to be tried again, and removes every hour what was told long ago.</summary>
internal sealed partial class OutboxDispatcher(
    TellEvents events, OutboxQueue queue, OutboxSignal signal, IOptionsMonitor<OutboxOptions> options, TimeProvider time, ILogger<OutboxDispatcher> logger) : BackgroundService
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BetweenRemovals = TimeSpan.FromHours(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var removed = time.GetUtcNow();
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await events.ExecuteAsync(stoppingToken);
                if (time.GetUtcNow() - removed >= BetweenRemovals)
                {
                    removed = time.GetUtcNow();
                    await queue.RemoveToldAsync(removed.UtcDateTime.AddDays(-options.CurrentValue.KeepDays), stoppingToken);
                }

                await signal.WaitAsync(LongestPause, time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                // A database that cannot be reached must not stop the site; the events wait.
                Failed(logger, fault);
                await Task.Delay(LongestPause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "Events could not be told; it will be tried again.")]
    private static partial void Failed(ILogger logger, Exception fault);
}
