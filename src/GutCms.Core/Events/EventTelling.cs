using GutCms.Core.Reviews.Ports;

namespace GutCms.Core.Events;

/// <summary>How an event is told: every handler once; those that fail again, after ever longer pauses, until it is given up.</summary>
public static class EventTelling
{
    /// <summary>Characters of a fault that are kept.</summary>
    public const int LongestFault = 500;

    /// <summary>How long one handler may take.</summary>
    public static TimeSpan PerHandler { get; } = TimeSpan.FromMinutes(1);

    /// <summary>The pause after so many failed attempts: half a minute after the first, doubling, at most four hours.</summary>
    public static TimeSpan Pause(int attempts) => TimeSpan.FromSeconds(Math.Min(30 * Math.Pow(2, Math.Clamp(attempts, 1, 20) - 1), 4 * 3600));

    /// <summary>Tells an event to the handlers that were not told yet.</summary>
    /// <param name="waiting">The event.</param>
    /// <param name="handlers">All handlers of the host, known by their type.</param>
    /// <param name="mostAttempts">After so many failed attempts it is given up, at least one; null: never.</param>
    /// <param name="failed">Is told of each fault, for the host's log.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellationToken">The host stops: passed on as an exception, and nothing is noted.</param>
    /// <returns>How it stands now.</returns>
    public static async Task<WaitingEvent> TellAsync(
        WaitingEvent waiting, IEnumerable<IReviewEventHandler> handlers, int? mostAttempts, Action<Exception> failed, TimeProvider time, CancellationToken cancellationToken)
    {
        List<string> faults = [];
        foreach (var handler in handlers)
        {
            var name = handler.GetType().FullName!;
            if (waiting.ToldTo.Contains(name))
            {
                continue;
            }

            using var enough = new CancellationTokenSource(PerHandler, time);
            using var either = CancellationTokenSource.CreateLinkedTokenSource(enough.Token, cancellationToken);
            try
            {
                await handler.HandleAsync(waiting.Message, either.Token);
                waiting = waiting with { ToldTo = waiting.ToldTo.Add(name) };
            }
            catch (Exception fault) when (!cancellationToken.IsCancellationRequested)
            {
                failed(fault);
                faults.Add($"{handler.GetType().Name}: {(enough.IsCancellationRequested ? "took longer than a minute" : fault.Message)}");
            }
        }

        var now = time.GetUtcNow().UtcDateTime;
        if (faults.Count == 0)
        {
            return waiting with { ToldUtc = now, NextUtc = null };
        }

        var attempts = waiting.Attempts + 1;
        var said = string.Join("; ", faults);
        return waiting with
        {
            Attempts = attempts,
            Fault = said.Length > LongestFault ? said[..LongestFault] : said,
            NextUtc = now + Pause(attempts),
            GivenUpUtc = attempts >= mostAttempts ? now : null,
        };
    }
}
