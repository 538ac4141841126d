using GutCms.Web.Features.Errors;
using GutCms.Web.Storage.Databases;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GutCms.Web.Features.Keys;

/// <summary>
/// Degraded while the signing key does not open or does not sign what its public part verifies: readers are served, and nothing can be published under a policy. Tried at most once a minute, whoever asks.
/// </summary>
internal sealed partial class KeyHealth(CheckSigningKey check, TimeProvider time, ILogger<KeyHealth> logger) : IHealthCheck, IDisposable
{
    private static readonly TimeSpan Holds = TimeSpan.FromMinutes(1);

    private readonly SemaphoreSlim _one = new(1, 1);
    private HealthCheckResult _last = HealthCheckResult.Healthy();
    private long _tried = long.MinValue;

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await _one.WaitAsync(cancellationToken);
        try
        {
            if (_tried == long.MinValue || time.GetElapsedTime(_tried) >= Holds)
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

    private async Task<HealthCheckResult> TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            await check.ExecuteAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (SiteCannotRunException fault)
        {
            DoesNotOpen(logger, fault);
            return HealthCheckResult.Degraded("The signing key does not open, so nothing can be published under a policy.");
        }
        catch (Exception fault) when (DatabaseFaults.Of(fault) is not null)
        {
            // What is wrong with the database another check says.
            return HealthCheckResult.Healthy();
        }
    }

    [LoggerMessage(LogLevel.Error, "The signing key cannot be used.")]
    private static partial void DoesNotOpen(ILogger logger, Exception fault);
}
