using GutCms.Core.Events;
using GutCms.OrchardCore.Gate;
using GutCms.OrchardCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using YesSql;

namespace GutCms.OrchardCore.Health;

/// <summary>
/// Unhealthy where the module's tables cannot be read or what is live could not be compared with what was let through; degraded where events (notifications, workflows) cannot be told. Names no
/// content.
/// </summary>
internal sealed class ReviewHealthCheck(IServiceProvider services) : IHealthCheck
{
    /// <summary>Its name in the answer.</summary>
    public const string Name = "GutCms";

    private const int Failing = 3;

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            await DeliveryGeneration.ReadAsync(services.GetRequiredService<IStore>(), cancellationToken);
            var stuck = (await services.GetRequiredService<Records>().ListOpenAsync<WaitingEvent>(RecordKinds.Outbox)).Count(waiting => waiting.Attempts >= Failing);
            return services.GetRequiredService<LiveCheckOutcome>().HasFailed ? HealthCheckResult.Unhealthy("What is live could not be compared with what the review let through; the log says why.")
                : stuck > 0 ? HealthCheckResult.Degraded($"{stuck} events could not be told to a part of the site in {Failing} attempts or more; the log says why.")
                : HealthCheckResult.Healthy();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            return HealthCheckResult.Unhealthy("The tables of the review cannot be read.", fault);
        }
    }
}
