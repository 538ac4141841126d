using System.Threading.RateLimiting;
using GutCms.Web.Storage.Limits;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Previews;

/// <summary>Bounds how often an address opens preview links and comments through them, by this process and by all nodes together, since each time is written to a log that is never trimmed.</summary>
internal sealed class PreviewLimiter(IOptionsMonitor<PreviewOptions> options, ISharedLimits shared) : IDisposable
{
    /// <summary>When to try again.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<Visitor> _openings = Limiter();
    private readonly PartitionedRateLimiter<Visitor> _comments = Limiter();

    /// <summary>Counts an opening; false when there were too many.</summary>
    public ValueTask<bool> PermitsOpeningAsync(HttpContext http) => PermitsAsync(_openings, "preview-openings", http, options.CurrentValue.OpeningsPerMinute);

    /// <summary>Counts a comment; false when there were too many.</summary>
    public ValueTask<bool> PermitsCommentAsync(HttpContext http) => PermitsAsync(_comments, "preview-comments", http, options.CurrentValue.CommentsPerMinute);

    /// <inheritdoc/>
    public void Dispose()
    {
        _openings.Dispose();
        _comments.Dispose();
    }

    private async ValueTask<bool> PermitsAsync(PartitionedRateLimiter<Visitor> limiter, string limit, HttpContext http, int most)
    {
        var address = http.Connection.RemoteIpAddress?.ToString() ?? "";
        using var lease = limiter.AttemptAcquire(new(address, most));
        return lease.IsAcquired && await shared.TakeAsync(limit, address, 1, most, http.RequestAborted);
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
