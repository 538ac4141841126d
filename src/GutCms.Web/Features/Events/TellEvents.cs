using GutCms.Core.Content.Items;
using GutCms.Core.Events;
using GutCms.Core.Reviews.Ports;
using GutCms.Web.Storage.Reviews;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Events;

/// <summary>
/// Tells the events that wait in the outbox to every handler, in the order of their commits. One whose handler fails is tried again later, by itself: it holds up neither the
/// events behind it nor the other handlers. After the last attempt it is given up, and the admin shows it.
/// </summary>
internal sealed partial class TellEvents(OutboxQueue queue, IServiceScopeFactory scopes, IOptionsMonitor<OutboxOptions> options, TimeProvider time, ILogger<TellEvents> logger) : IDisposable
{
    private const int Batch = 50;

    private static readonly TimeSpan Claim = TimeSpan.FromMinutes(5);

    private readonly SemaphoreSlim _alone = new(1, 1);
    private readonly string _name = ContentIds.New();

    /// <summary>Tells everything that is due.</summary>
    /// <returns>How many events everybody was told.</returns>
    /// <remarks>What a handler throws is logged and kept with the event. One call of this process at a time; while another process tells, nothing is done.</remarks>
    public async Task<int> ExecuteAsync(CancellationToken cancellationToken)
    {
        await _alone.WaitAsync(cancellationToken);
        try
        {
            var told = 0;
            while (true)
            {
                var now = time.GetUtcNow().UtcDateTime;
                var events = await queue.ClaimAsync(_name, now, now + Claim, Batch, cancellationToken);
                if (events.Count == 0)
                {
                    return told;
                }

                told += await TellAsync(events, cancellationToken);
            }
        }
        finally
        {
            _alone.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _alone.Dispose();

    private async Task<int> TellAsync(IReadOnlyList<WaitingEvent> events, CancellationToken cancellationToken)
    {
        // Whatever stops the process, what was told is written down, and the rest is free for the next.
        var outcomes = events.ToArray();
        try
        {
            var begun = time.GetTimestamp();
            for (var number = 0; number < outcomes.Length && time.GetElapsedTime(begun) < Claim - (2 * EventTelling.PerHandler); number++)
            {
                outcomes[number] = await TellAsync(events[number], cancellationToken);
            }
        }
        finally
        {
            await queue.SettleAsync(_name, outcomes, CancellationToken.None);
        }

        return outcomes.Count(outcome => outcome.ToldUtc is not null);
    }

    private async Task<WaitingEvent> TellAsync(WaitingEvent waiting, CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        return await EventTelling.TellAsync(
            waiting,
            scope.ServiceProvider.GetServices<IReviewEventHandler>(),
            options.CurrentValue.Attempts,
            fault => Failed(logger, fault, waiting.Message.Event, waiting.Message.MessageId, waiting.Attempts + 1),
            time,
            cancellationToken);
    }

    [LoggerMessage(LogLevel.Error, "The event {Event} ({MessageId}) could not be told, attempt {Attempt}.")]
    private static partial void Failed(ILogger logger, Exception fault, string @event, string messageId, int attempt);
}
