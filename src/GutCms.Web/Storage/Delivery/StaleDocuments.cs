using GutCms.Api.Delivery;
using GutCms.Core.Delivery;
using GutCms.Core.Storage;
using GutCms.Web.Storage.Databases;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Storage.Delivery;

/// <summary>Documents in memory, for while the database cannot be read: what was published when that was last known, for a bounded time.</summary>
internal sealed class StaleDocuments(DeliveryCache cache, IDeliveryFreshness freshness, IOptionsMonitor<DeliveryHttpOptions> options, TimeProvider time)
{
    // A server that does not answer at all is not waited for by every reader.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);

    private long _gaveUp = long.MinValue;

    /// <summary>Reads from the database, no longer than readers are let wait where there is something else for them.</summary>
    /// <exception cref="TimeoutException">It took too long, or did a moment ago.</exception>
    public async Task<DeliveredDocument?> ReadAsync(DeliveryKind kind, string key, Func<Task<DeliveredDocument?>> read)
    {
        if (freshness.SinceFresh is not { } since || since == TimeSpan.Zero || !cache.Holds(kind, key))
        {
            return await read();
        }

        var gaveUp = Volatile.Read(ref _gaveUp);
        if (gaveUp != long.MinValue && time.GetElapsedTime(gaveUp) < Pause)
        {
            throw new TimeoutException("The database did not answer a moment ago.");
        }

        var reading = Task.Run(read);
        try
        {
            return await reading.WaitAsync(Patience, time);
        }
        catch (TimeoutException) when (!reading.IsCompleted)
        {
            Volatile.Write(ref _gaveUp, time.GetTimestamp());
            _ = reading.ContinueWith(static late => late.Exception, CancellationToken.None, TaskContinuationOptions.OnlyOnFaulted, TaskScheduler.Default);
            throw;
        }
    }

    /// <summary>What is served in place of what could not be read; null: nothing, or it is no fault of the database, or it has lasted too long.</summary>
    public DeliveredDocument? Find(DeliveryKind kind, string key, Exception fault)
    {
        if ((DatabaseFaults.Of(fault) is null && fault is not TimeoutException && fault.InnerException is not TimeoutException) || freshness.SinceFresh is not { } since
            || since > TimeSpan.FromSeconds(options.CurrentValue.StaleIfErrorSeconds) || !cache.TryGet(kind, key, out var document))
        {
            return null;
        }

        return document with { KnownUtc = time.GetUtcNow().UtcDateTime - since };
    }
}
