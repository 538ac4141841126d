using System.Globalization;
using GutCms.Web.Features.Hosting;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Health;

/// <summary>Degraded while the disk of the data directory is nearly full. The answer is public, so it names no folder.</summary>
internal sealed class DiskCheck(DataDirectory data, IOptions<HealthOptions> options) : IHealthCheck
{
    private const long Mebibyte = 1024 * 1024;

    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        var free = new DriveInfo(data.FullPath).AvailableFreeSpace / Mebibyte;
        return Task.FromResult(free < options.Value.MinFreeMegabytes
            ? HealthCheckResult.Degraded($"{free.ToString(CultureInfo.InvariantCulture)} MiB are free on the disk of the data directory.")
            : HealthCheckResult.Healthy());
    }
}
