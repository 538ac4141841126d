using GutCms.Api.Http;
using GutCms.Web.Features.Jobs;

namespace GutCms.Web.Features.Audit;

/// <summary>Writes the sums of refused attempts each minute, and what is left when the site stops, after the last request.</summary>
internal sealed class WriteRefusalSums(RefusalLog refusals, TimeProvider time, ILogger<WriteRefusalSums> logger)
    : RepeatedJob("Writing the sums of refused attempts", TimeSpan.FromMinutes(1), time, logger)
{
    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await TryAsync(cancellationToken);
    }

    /// <inheritdoc/>
    protected override Task RunAsync(CancellationToken cancellationToken) => refusals.WriteSumsAsync(cancellationToken);
}
