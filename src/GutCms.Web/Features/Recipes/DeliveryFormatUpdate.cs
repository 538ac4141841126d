using GutCms.Core.Delivery;

namespace GutCms.Web.Features.Recipes;

/// <summary>
/// After a start, brings delivery documents that an earlier version of the program wrote up to date. Behind the start and not in it: it has to build EF's model
/// to look, and the documents on file can be served meanwhile.
/// </summary>
internal sealed class DeliveryFormatUpdate(UpdateDeliveryFormat update, IHostApplicationLifetime lifetime, ILogger<DeliveryFormatUpdate> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        try
        {
            if (await update.ExecuteAsync(stoppingToken))
            {
                logger.LogInformation("The delivery documents are in the format of this version now.");
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The site serves what it has; the next start tries again.
            logger.LogError(exception, "The delivery documents could not be written in the format of this version.");
        }
    }
}
