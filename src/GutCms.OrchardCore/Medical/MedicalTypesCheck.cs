using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GutCms.OrchardCore.Medical;

/// <summary>Health check: degraded while medical types are not installed because of types of the site's own. The site itself works.</summary>
internal sealed class MedicalTypesCheck(MedicalTypes types) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        await types.ListTakenAsync() is { Count: > 0 } taken
            ? HealthCheckResult.Degraded($"Not all medical types are installed: the site has content types of its own named {string.Join(", ", taken)}.")
            : HealthCheckResult.Healthy();
}
