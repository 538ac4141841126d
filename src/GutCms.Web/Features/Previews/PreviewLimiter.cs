using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Previews;

/// <summary>Bounds how often an address opens preview links and comments through them, since each time is written to a log that is never trimmed.</summary>
internal sealed class PreviewLimiter(IOptionsMonitor<PreviewOptions> options) : IDisposable
{
    /// <summary>When to try again.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<Visitor> _openings = Limiter();
    private readonly PartitionedRateLimiter<Visitor> _comments = Limiter();

    /// <summary>Counts an opening; false when there were too many.</summary>
    public bool PermitsOpening(HttpContext http) => Permits(_openings, http, options.CurrentValue.OpeningsPerMinute);

    /// <summary>Counts a comment; false when there were too many.</summary>
    public bool PermitsComment(HttpContext http) => Permits(_comments, http, options.CurrentValue.CommentsPerMinute);

    /// <inheritdoc/>
    public void Dispose()
    {
        _openings.Dispose();
        _comments.Dispose();
    }

    private static bool Permits(PartitionedRateLimiter<Visitor> limiter, HttpContext http, int most)
    {
        using var lease = limiter.AttemptAcquire(new(http.Connection.RemoteIpAddress?.ToString() ?? "", most));
        return lease.IsAcquired;
    }

    private static PartitionedRateLimiter<Visitor> Limiter() => PartitionedRateLimiter.Create<Visitor, Visitor>(visitor =>
        RateLimitPartition.GetSlidingWindowLimiter(visitor, counted => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = counted.Most,
            Window = Window,
            SegmentsPerWindow = 4,
            QueueLimit = 0,
        }));

    // With the limit, so that a changed one begins to count anew.
    private readonly record struct Visitor(string Address, int Most);
}
