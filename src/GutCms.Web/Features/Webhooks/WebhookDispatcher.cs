using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Webhooks;

/// <summary>Tells every receiver of the configuration, each by itself: one that fails holds up no other.</summary>
internal sealed partial class WebhookDispatcher(TellReceivers tell, IOptions<WebhookOptions> options, TimeProvider time, ILogger<WebhookDispatcher> logger) : BackgroundService
{
    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    protected override Task ExecuteAsync(CancellationToken stoppingToken) => Task.WhenAll(options.Value.Receivers.Select(receiver => FollowAsync(receiver, stoppingToken)));

    private async Task FollowAsync(WebhookReceiver receiver, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            TimeSpan pause;
            try
            {
                pause = await tell.ExecuteAsync(receiver, Wait, cancellationToken);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
                return;
            }
            catch (Exception fault)
            {
                // A database that cannot be reached must not stop the site; what changed waits.
                Failed(logger, fault, receiver.Name);
                pause = Wait;
            }

            // Not longer than a while, since another process may have told it meanwhile.
            await Task.Delay(pause < Wait ? pause : Wait, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    [LoggerMessage(LogLevel.Error, "The webhook receiver {Receiver} could not be told; it will be tried again.")]
    private static partial void Failed(ILogger logger, Exception fault, string receiver);
}
