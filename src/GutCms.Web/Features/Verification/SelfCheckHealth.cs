using System.Globalization;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Verification;

/// <summary>
/// Degraded while the last verification found faults, and when none of any node has come about for longer than a whole round takes, counted from when this process was asked first at the earliest. The answer is
/// public, so it names counts only.
/// </summary>
internal sealed class SelfCheckHealth(SelfCheckState state, IOptions<SelfCheckOptions> options, TimeProvider time) : IHealthCheck
{
    private readonly DateTime _askedUtc = time.GetUtcNow().UtcDateTime;

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) => Task.FromResult(Look());

    private HealthCheckResult Look()
    {
        var last = state.Record;
        if (!last.Intact)
        {
            return HealthCheckResult.Degraded($"The site's check of itself found {last.Findings.Count(finding => !finding.IsWarning)} faults.");
        }

        var since = last.CheckedUtc is { } at && at > _askedUtc ? at : _askedUtc;
        var age = time.GetUtcNow().UtcDateTime - since;
        return age > TimeSpan.FromHours(options.Value.EveryHours)
            ? HealthCheckResult.Degraded(string.Create(CultureInfo.InvariantCulture, $"The site has not checked itself for {(int)age.TotalHours} hours."))
            : HealthCheckResult.Healthy();
    }
}
