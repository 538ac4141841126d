using GutCms.Web.Storage;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GutCms.Web.Features.Health;

/// <summary>The site can serve when its database can be reached and has this version's schema, or one to which a later version has only added: then it goes on until it is replaced.</summary>
internal sealed class DatabaseCheck(DatabaseMigrator database, ILogger<DatabaseCheck> logger) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        try
        {
            return await database.StandingAsync(cancellationToken) switch
            {
                SchemaStanding.UpToDate => HealthCheckResult.Healthy(),
                SchemaStanding.Expanded => HealthCheckResult.Degraded("A later version has brought the database up to date; this node goes on until it is replaced, and cannot be started again."),
                _ => HealthCheckResult.Unhealthy("The database cannot be reached or is not of this version."),
            };
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The answer is public: the cause goes to the log only.
            logger.LogWarning(exception, "The database cannot be used");
            return HealthCheckResult.Unhealthy("The database cannot be used.");
        }
    }
}
