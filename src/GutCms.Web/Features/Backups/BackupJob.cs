using GutCms.Web.Features.Jobs;

namespace GutCms.Web.Features.Backups;

/// <summary>Looks each minute whether a backup is due.</summary>
internal sealed class BackupJob(ScheduledBackups backups, TimeProvider time, ILogger<BackupJob> logger) : RepeatedJob("The look for a due backup", TimeSpan.FromMinutes(1), time, logger)
{
    /// <inheritdoc/>
    protected override Task RunAsync(CancellationToken cancellationToken) => backups.StepAsync(cancellationToken);
}
