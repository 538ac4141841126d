using System.Threading.RateLimiting;
using GutCms.Web.Features.Users;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.SigningIn;

/// <summary>Counts attempts to prove an identity, per address and per account, in this process. Whoever is over the limit is turned away before any password is looked at.</summary>
internal sealed class AttemptLimiter : IDisposable
{
    /// <summary>When to try again.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly PartitionedRateLimiter<string> _addresses;
    private readonly PartitionedRateLimiter<string> _tokens;
    private readonly PartitionedRateLimiter<string> _accounts;

    /// <summary>Creates it.</summary>
    public AttemptLimiter(IOptions<SignInSettings> options)
    {
        _addresses = Limiter(options.Value.AttemptsPerAddress);
        _tokens = Limiter(options.Value.TokensPerAddress);
        _accounts = Limiter(options.Value.AttemptsPerAccount);
    }

    /// <summary>Counts an attempt; false when there were too many.</summary>
    /// <param name="http">The request, for the address.</param>
    /// <param name="account">User name or client id; null: the attempt names none.</param>
    public bool Permits(HttpContext http, string? account)
    {
        using var address = _addresses.AttemptAcquire(AddressOf(http));
        if (!address.IsAcquired)
        {
            return false;
        }

        using var lease = account is null ? null : _accounts.AttemptAcquire(account.Length > 256 ? account[..256].ToUpperInvariant() : account.ToUpperInvariant());
        return lease?.IsAcquired ?? true;
    }

    /// <summary>Counts a request for a token, apart from people's attempts; false when there were too many from its address.</summary>
    public bool PermitsToken(HttpContext http)
    {
        using var lease = _tokens.AttemptAcquire(AddressOf(http));
        return lease.IsAcquired;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _tokens.Dispose();
        _addresses.Dispose();
        _accounts.Dispose();
    }

    private static string AddressOf(HttpContext http) => http.Connection.RemoteIpAddress?.ToString() ?? "";

    private static PartitionedRateLimiter<string> Limiter(int permits) => PartitionedRateLimiter.Create<string, string>(key =>
        RateLimitPartition.GetSlidingWindowLimiter(key, _ => new SlidingWindowRateLimiterOptions
        {
            PermitLimit = permits,
            Window = Window,
            SegmentsPerWindow = 4,
            QueueLimit = 0,
        }));
}
