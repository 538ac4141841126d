using GutCms.Web.Storage.Reviews;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GutCms.Web.Features.Events;

/// <summary>Degraded while events are given up. The answer is public, so it names their number only.</summary>
internal sealed class OutboxHealth(OutboxQueue queue) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await queue.CountGivenUpAsync(cancellationToken) is > 0 and var count
            ? HealthCheckResult.Degraded($"Messages about {count} events could not be delivered and were given up.")
            : HealthCheckResult.Healthy();
}
