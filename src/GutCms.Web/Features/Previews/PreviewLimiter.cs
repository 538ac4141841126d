using System.Threading.RateLimiting;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Previews;

/// <summary>Bounds how often an address opens preview links and comments through them, since each time is written to a log that is never trimmed.</summary>
internal sealed class PreviewLimiter(IOptions<PreviewOptions> options) : IDisposable
{
    /// <summary>When to try again.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<string> _openings = Limiter(options.Value.OpeningsPerMinute);
    private readonly PartitionedRateLimiter<string> _comments = Limiter(options.Value.CommentsPerMinute);

    /// <summary>Counts an opening; false when there were too many.</summary>
    public bool PermitsOpening(HttpContext http) => Permits(_openings, http);

    /// <summary>Counts a comment; false when there were too many.</summary>
    public bool PermitsComment(HttpContext http) => Permits(_comments, http);

    /// <inheritdoc/>
    public void Dispose()
    {
        _openings.Dispose();
        _comments.Dispose();
    }

    private static bool Permits(PartitionedRateLimiter<string> limiter, HttpContext http)
    {
        using var lease = limiter.AttemptAcquire(http.Connection.RemoteIpAddress?.ToString() ?? "");
        return lease.IsAcquired;
    }

    private static PartitionedRateLimiter<string> Limiter(int permits) => PartitionedRateLimiter.Create<string, string>(key =>
        RateLimitPartition.GetSlidingWindowLimiter(key, _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = permits,
            Window = Window,
            SegmentsPerWindow = 4,
            QueueLimit = 0,
        }));
}
