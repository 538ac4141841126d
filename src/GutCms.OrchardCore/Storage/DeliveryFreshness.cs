using System.Data.Common;
using GutCms.Core.Delivery;
using YesSql;

namespace GutCms.OrchardCore.Storage;

/// <summary>
/// Finds out what other nodes have published: it looks at <see cref="DeliveryGeneration"/>, at most every 25 ms and only when something is asked for, whatever the database is. While it cannot,
/// nothing is served from memory.
/// </summary>
internal sealed class DeliveryFreshness(IStore store, DeliveryCache cache, TimeProvider time)
{
    /// <summary>How long a commit of another node may go unnoticed, beside the time that a look takes.</summary>
    public static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(25);

    /// <summary>How long others go on reading from memory while a look is under way.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly long _interval = (long)(Interval.TotalSeconds * time.TimestampFrequency);
    private readonly long _patience = (long)(Patience.TotalSeconds * time.TimestampFrequency);
    private long _next = long.MinValue;
    private long _until = long.MinValue;
    private int _looking;

    /// <summary>What is in memory may be served without a look.</summary>
    public bool IsFresh
    {
        get
        {
            var now = time.GetTimestamp();
            return now < Volatile.Read(ref _next) || (Volatile.Read(ref _looking) == 1 && now < Volatile.Read(ref _until));
        }
    }

    /// <summary>Looks, unless that was done or somebody else is at it, and says whether memory may be used.</summary>
    public async ValueTask<bool> LookAsync(CancellationToken cancellationToken)
    {
        if (IsFresh)
        {
            return true;
        }

        if (Interlocked.CompareExchange(ref _looking, 1, 0) != 0)
        {
            return false;
        }

        try
        {
            var began = time.GetTimestamp();
            cache.Notice(await DeliveryGeneration.ReadAsync(store, cancellationToken));
            Volatile.Write(ref _next, began + _interval);
            Volatile.Write(ref _until, began + _interval + _patience);
            return true;
        }
        catch (DbException)
        {
            // The database cannot be read; whoever reads the document itself is told so.
            return false;
        }
        finally
        {
            Volatile.Write(ref _looking, 0);
        }
    }
}
