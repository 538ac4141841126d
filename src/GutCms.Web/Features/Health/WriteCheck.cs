using GutCms.Web.Storage;
using GutCms.Web.Storage.Databases;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GutCms.Web.Features.Health;

/// <summary>Degraded while nothing can be written to the database: readers are served, editors are not. Tried at most every ten seconds, whoever asks.</summary>
internal sealed partial class WriteCheck(DatabaseMigrator database, TimeProvider time, ILogger<WriteCheck> logger) : HeldCheck(TimeSpan.FromSeconds(10), time)
{
    /// <inheritdoc/>
    protected override async Task<HealthCheckResult> TryAsync(CancellationToken cancellationToken)
    {
        try
        {
            await database.ProbeWriteAsync(cancellationToken);
            return HealthCheckResult.Healthy();
        }
        catch (Exception fault) when (fault is not OperationCanceledException)
        {
            NotWritten(logger, fault);
            return HealthCheckResult.Degraded($"Nothing can be written. {(DatabaseFaults.Of(fault) ?? DatabaseFault.Unreachable).Say()}");
        }
    }

    [LoggerMessage(LogLevel.Error, "Nothing can be written to the database.")]
    private static partial void NotWritten(ILogger logger, Exception fault);
}
