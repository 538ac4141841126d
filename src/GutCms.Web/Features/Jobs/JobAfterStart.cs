namespace GutCms.Web.Features.Jobs;

/// <summary>Does its work once, behind the start and not in it: the site serves what it has meanwhile. What fails is logged, and the next start tries again.</summary>
/// <param name="work">What is done, as the subject of "… failed" in the log.</param>
/// <param name="lifetime">Says when the site has started.</param>
/// <param name="logger">Takes the faults.</param>
internal abstract partial class JobAfterStart(string work, IHostApplicationLifetime lifetime, ILogger logger) : BackgroundService
{
    /// <summary>Takes the faults, and what a job has to say.</summary>
    protected ILogger Logger => logger;

    /// <inheritdoc/>
    protected sealed override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        try
        {
            await RunAsync(stoppingToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            Failed(logger, fault, work);
        }
    }

    /// <summary>Does the work.</summary>
    protected abstract Task RunAsync(CancellationToken cancellationToken);

    [LoggerMessage(LogLevel.Error, "{Work} failed; the next start tries again.")]
    private static partial void Failed(ILogger logger, Exception fault, string work);
}
