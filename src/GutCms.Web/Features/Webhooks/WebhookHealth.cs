using GutCms.Core.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GutCms.Web.Features.Webhooks;

/// <summary>Degraded while receivers do not take what they are told. The answer is public, so it says how many only.</summary>
internal sealed class WebhookHealth(IContentStore store) : IHealthCheck
{
    /// <summary>After so many failures in a row, which take a quarter of an hour, somebody should look.</summary>
    public const int Failures = 5;

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using var work = await store.ReadAsync(cancellationToken);
        var failing = 0;
        foreach (var receiver in await WebhookReceivers.ListAsync(work, cancellationToken))
        {
            failing += await WebhookState.FindAsync(work, receiver.Id, cancellationToken) is { Attempts: >= Failures } ? 1 : 0;
        }

        return failing > 0 ? HealthCheckResult.Degraded($"{failing} webhook receivers do not take what they are told.") : HealthCheckResult.Healthy();
    }
}
