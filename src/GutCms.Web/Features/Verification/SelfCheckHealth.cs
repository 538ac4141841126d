using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GutCms.Web.Features.Verification;

/// <summary>Degraded while the last verification found faults. The answer is public, so it names counts only.</summary>
internal sealed class SelfCheckHealth(SelfCheckState state) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(state.Record is { Intact: false } last
            ? HealthCheckResult.Degraded($"The site's check of itself found {last.Findings.Count(finding => !finding.IsWarning)} faults.")
            : HealthCheckResult.Healthy());
}
