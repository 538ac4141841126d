using GutCms.Web.Storage;
using GutCms.Web.Storage.Databases;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GutCms.Web.Features.Health;

/// <summary>Degraded while nothing can be written to the database: readers are served, editors are not. Tried at most every ten seconds, whoever asks.</summary>
internal sealed partial class WriteCheck(DatabaseMigrator database, TimeProvider time, ILogger<WriteCheck> logger) : IHealthCheck, IDisposable
{
    private static readonly TimeSpan Holds = TimeSpan.FromSeconds(10);

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
            await database.ProbeWriteAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            NotWritten(logger, fault);
            return HealthCheckResult.Degraded($"Nothing can be written. {(DatabaseFaults.Of(fault) ?? DatabaseFault.Unreachable).Say()}");
        }
    }

    [LoggerMessage(LogLevel.Error, "Nothing can be written to the database.")]
    private static partial void NotWritten(ILogger logger, Exception fault);
}
