using GutCms.Web.Features.Errors;
using GutCms.Web.Features.Health;
using GutCms.Web.Storage.Databases;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GutCms.Web.Features.Keys;

/// <summary>
/// Degraded while the signing key does not open or does not sign what its public part verifies: readers are served, and nothing can be published under a policy. Tried at most once a minute, whoever asks.
/// </summary>
internal sealed partial class KeyHealth(CheckSigningKey check, TimeProvider time, ILogger<KeyHealth> logger) : HeldCheck(TimeSpan.FromMinutes(1), time)
{
    /// <inheritdoc/>
    protected override async Task<HealthCheckResult> TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            await check.ExecuteAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (SiteCannotRunException fault)
        {
            DoesNotOpen(logger, fault);
            return HealthCheckResult.Degraded("The signing key does not open, so nothing can be published under a policy.");
        }
        catch (Exception fault) when (DatabaseFaults.Of(fault) is not null)
        {
            // What is wrong with the database another check says.
            return HealthCheckResult.Healthy();
        }
    }

    [LoggerMessage(LogLevel.Error, "The signing key cannot be used.")]
    private static partial void DoesNotOpen(ILogger logger, Exception fault);
}
