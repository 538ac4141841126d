using GutCms.Web.Features.Jobs;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Retention;

/// <summary>Looks whether something has been kept long enough. Safe on several nodes.</summary>
internal sealed class RetentionJob(ForgetInTime forget, IOptions<JobOptions> options, TimeProvider time, ILogger<RetentionJob> logger)
    : RepeatedJob("Letting go what was kept long enough", options.Value.Interval, time, logger)
{
    /// <inheritdoc/>
    protected override Task RunAsync(CancellationToken cancellationToken) => forget.ExecuteAsync(cancellationToken);
}
