using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Backups;

/// <summary>Degraded while scheduled backups do not come about, or the newest is too old. The answer is public, so it names no folder.</summary>
internal sealed class BackupHealth(BackupState state, IOptions<BackupOptions> options, TimeProvider time) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(state.Last switch
    {
        null => HealthCheckResult.Healthy(),
        { NewestUtc: null, Failed: true } => HealthCheckResult.Degraded("There is no backup, and the last attempt failed."),
        { NewestUtc: null } => HealthCheckResult.Degraded("There is no backup yet."),
        { NewestUtc: { } newest } when time.GetUtcNow().UtcDateTime - newest > TimeSpan.FromHours(options.Value.AlarmHours) =>
            HealthCheckResult.Degraded($"The newest backup is of {newest:yyyy-MM-dd'T'HH:mm:ss'Z'}."),
        { Failed: true } => HealthCheckResult.Degraded("The last attempt at a backup failed."),
        _ => HealthCheckResult.Healthy(),
    });
}
