using GutCms.Core.Storage;

namespace GutCms.Web.Features.Webhooks;

/// <summary>Tells every receiver, each by itself: one that fails holds up no other.</summary>
internal sealed partial class WebhookDispatcher(TellReceivers tell, IContentStore store, TimeProvider time, ILogger<WebhookDispatcher> logger) : BackgroundService
{
    /// <summary>How often it is looked whether there are further receivers.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromSeconds(5);

    private static readonly TimeSpan Wait = TimeSpan.FromSeconds(30);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var followed = new Dictionary<string, Task>(StringComparer.Ordinal);
        while (!stoppingToken.IsCancellationRequested)
        {
            foreach (var ended in followed.Where(pair => pair.Value.IsCompleted).Select(pair => pair.Key).ToList())
            {
                followed.Remove(ended);
            }

            foreach (var id in await ListAsync(stoppingToken))
            {
                if (!followed.ContainsKey(id))
                {
                    followed.Add(id, FollowAsync(id, stoppingToken));
                }
            }

            await PauseAsync(Interval, stoppingToken);
        }

        await Task.WhenAll(followed.Values);
    }

    private async Task<IReadOnlyList<string>> ListAsync(CancellationToken cancellationToken)
    {
        try
        {
            await using var work = await store.ReadAsync(cancellationToken);
            return [.. (await WebhookReceivers.ListAsync(work, cancellationToken)).Select(receiver => receiver.Id)];
        }
        catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
        {
            Failed(logger, fault);
            return [];
        }
        catch (OperationCanceledException)
        {
            return [];
        }
    }

    private async Task FollowAsync(string receiverId, CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            var pause = Wait;
            try
            {
                if (await tell.ExecuteAsync(receiverId, Wait, cancellationToken) is not { } next)
                {
                    return;
                }

                pause = next;
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                // A database that cannot be reached must not stop the site; what changed waits.
                Failed(logger, fault);
            }
            catch (OperationCanceledException)
            {
                return;
            }

            // Not longer than a while: somebody may have it tried again, or another process have told it.
            await PauseAsync(pause < Interval ? pause : Interval, cancellationToken);
        }
    }

    private async Task PauseAsync(TimeSpan pause, CancellationToken cancellationToken) => await Task.Delay(pause, time, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);

    [LoggerMessage(LogLevel.Error, "Webhook receivers could not be told; it will be tried again.")]
    private static partial void Failed(ILogger logger, Exception fault);
}
