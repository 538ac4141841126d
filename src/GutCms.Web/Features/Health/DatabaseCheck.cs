using GutCms.Web.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GutCms.Web.Features.Health;

/// <summary>The site can serve when its database can be reached and has this version's schema.</summary>
internal sealed class DatabaseCheck(DatabaseMigrator database, ILogger<DatabaseCheck> logger) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return await database.IsUpToDateAsync(cancellationToken)
                ? HealthCheckResult.Healthy()
                : HealthCheckResult.Unhealthy("The database cannot be reached or lacks migrations.");
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The answer is public: the cause goes to the log only.
            logger.LogWarning(exception, "The database cannot be used");
            return HealthCheckResult.Unhealthy("The database cannot be used.");
        }
    }
}
