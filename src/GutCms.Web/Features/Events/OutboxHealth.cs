using GutCms.Web.Features.Health;
using GutCms.Web.Storage.Reviews;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Events;

/// <summary>Degraded while events are given up, or wait for much longer than they should. The answer is public, so it names their number only.</summary>
internal sealed class OutboxHealth(OutboxQueue queue, IOptions<HealthOptions> options, TimeProvider time) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        if (await queue.CountGivenUpAsync(cancellationToken) is > 0 and var count)
        {
            return HealthCheckResult.Degraded($"Messages about {count} events could not be delivered and were given up.");
        }

        var now = time.GetUtcNow().UtcDateTime;
        return await queue.FindOldestDueAsync(now, cancellationToken) is { } since && now - since > TimeSpan.FromMinutes(options.Value.OverdueMinutes)
            ? HealthCheckResult.Degraded($"A message has been overdue for {(int)(now - since).TotalMinutes} minutes.")
            : HealthCheckResult.Healthy();
    }
}
