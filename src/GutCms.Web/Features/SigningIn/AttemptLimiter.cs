using System.Threading.RateLimiting;
using GutCms.Web.Features.Users;
using GutCms.Web.Storage.Limits;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.SigningIn;

/// <summary>Counts attempts to prove an identity, per address and per account, by this process and by all nodes together. Whoever is over the limit is turned away before any password is looked at.</summary>
internal sealed class AttemptLimiter : IDisposable
{
    /// <summary>When to try again.</summary>
    public static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly SignInSettings _most;
    private readonly ISharedLimits _shared;
    private readonly PartitionedRateLimiter<string> _addresses;
    private readonly PartitionedRateLimiter<string> _tokens;
    private readonly PartitionedRateLimiter<string> _accounts;

    /// <summary>Creates it.</summary>
    public AttemptLimiter(IOptions<SignInSettings> options, ISharedLimits shared)
    {
        (_most, _shared) = (options.Value, shared);
        _addresses = Limiter(options.Value.AttemptsPerAddress);
        _tokens = Limiter(options.Value.TokensPerAddress);
        _accounts = Limiter(options.Value.AttemptsPerAccount);
    }

    /// <summary>Counts an attempt; false when there were too many.</summary>
    /// <param name="http">The request, for the address.</param>
    /// <param name="account">User name or client id; null: the attempt names none.</param>
    public async ValueTask<bool> PermitsAsync(HttpContext http, string? account)
    {
        var (address, name) = (AddressOf(http), account is null ? null : (account.Length > 256 ? account[..256] : account).ToUpperInvariant());
        return Permits(_addresses, address)
            && (name is null || Permits(_accounts, name))
            && await _shared.TakeAsync("attempts-address", address, 1, _most.AttemptsPerAddress, http.RequestAborted)
            && (name is null || await _shared.TakeAsync("attempts-account", name, 1, _most.AttemptsPerAccount, http.RequestAborted));
    }

    /// <summary>Counts a request for a token, apart from people's attempts; false when there were too many from its address.</summary>
    public async ValueTask<bool> PermitsTokenAsync(HttpContext http) =>
        Permits(_tokens, AddressOf(http)) && await _shared.TakeAsync("tokens-address", AddressOf(http), 1, _most.TokensPerAddress, http.RequestAborted);

    /// <inheritdoc/>
    public void Dispose()
    {
        _tokens.Dispose();
        _addresses.Dispose();
        _accounts.Dispose();
    }

    private static bool Permits(PartitionedRateLimiter<string> limiter, string who)
    {
        using var lease = limiter.AttemptAcquire(who);
        return lease.IsAcquired;
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
