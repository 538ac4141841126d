namespace GutCms.Web.Features.Reviews;

/// <summary>Tells events as soon as they are kept, and looks every half minute for what was left behind.</summary>
internal sealed partial class OutboxDispatcher(Outbox outbox, OutboxSignal signal, TimeProvider time, ILogger<OutboxDispatcher> logger) : BackgroundService
{
    private static readonly TimeSpan LongestPause = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            try
            {
                await outbox.TellAsync(stoppingToken);
                await signal.WaitAsync(LongestPause, time, stoppingToken);
            }
            catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                // A handler that fails must not stop the site; the event waits.
                Failed(logger, fault);
                await Task.Delay(LongestPause, time, stoppingToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    [LoggerMessage(LogLevel.Error, "An event could not be told; it will be tried again.")]
    private static partial void Failed(ILogger logger, Exception fault);
}
