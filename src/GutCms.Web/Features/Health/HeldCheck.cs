using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GutCms.Web.Features.Health;

/// <summary>A health check that costs something: it is tried at most once in a while, whoever asks, and its answer holds until then.</summary>
/// <param name="holds">How long an answer holds.</param>
/// <param name="time">The clock.</param>
internal abstract class HeldCheck(TimeSpan holds, TimeProvider time) : IHealthCheck, IDisposable
{
    private readonly SemaphoreSlim _one = new(1, 1);
    private HealthCheckResult _last = HealthCheckResult.Healthy();
    private long _tried = long.MinValue;

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_tried == long.MinValue || time.GetElapsedTime(_tried) >= holds)
            {
                _last = await TryAsync(cancellationToken);
                _tried = time.GetTimestamp();
            }

            return _last;
        }
        finally
        {
            _one.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _one.Dispose();

    /// <summary>Tries it.</summary>
    protected abstract Task<HealthCheckResult> TryAsync(CancellationToken cancellationToken);
}
