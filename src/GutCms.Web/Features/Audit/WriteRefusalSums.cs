using GutCms.Api.Http;

namespace GutCms.Web.Features.Audit;

/// <summary>Writes the sums of refused attempts each minute, and what is left when the site stops, after the last request.</summary>
internal sealed class WriteRefusalSums(RefusalLog refusals, TimeProvider time) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), time);
        try
        {
            while (await timer.WaitForNextTickAsync(stoppingToken))
            {
                await refusals.WriteSumsAsync(stoppingToken);
            }
        }
        catch (OperationCanceledException) when (stoppingToken.IsCancellationRequested)
        {
            // The site stops.
        }
    }

    /// <inheritdoc/>
    public override async Task StopAsync(CancellationToken cancellationToken)
    {
        await base.StopAsync(cancellationToken);
        await refusals.WriteSumsAsync(cancellationToken);
    }
}
