namespace GutCms.Web.Features.Jobs;

/// <summary>
/// Does its work once in each period, the first time when one has passed, until the site stops. What fails is logged and tried again after the next period:
/// a job asks what is to be done each time, so that nothing is lost by a fault.
/// </summary>
/// <param name="work">What is done, as the subject of "… failed" in the log.</param>
/// <param name="period">Time between two runs.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">Takes the faults.</param>
internal abstract partial class RepeatedJob(string work, TimeSpan period, TimeProvider time, ILogger logger) : BackgroundService
{
    /// <summary>The clock.</summary>
    protected TimeProvider Time => time;

    /// <summary>Takes the faults, and what a job has to say.</summary>
    protected ILogger Logger => logger;

    /// <inheritdoc/>
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(period, time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await TryAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The site stops.
        }
    }

    /// <summary>Does the work once; a fault is logged.</summary>
    protected async Task TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            await RunAsync(cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            Failed(logger, fault, work);
        }
    }

    /// <summary>Does the work once.</summary>
    protected abstract Task RunAsync(CancellationToken cancellationToken);

    [LoggerMessage(LogLevel.Error, "{Work} failed; it will be tried again.")]
    private static partial void Failed(ILogger logger, Exception fault, string work);
}
