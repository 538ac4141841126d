using GutCms.Core;
using GutCms.Core.Reviews;

namespace GutCms.Web.Features.Keys;

/// <summary>After a start, gives live texts a new certificate whose key was revoked while the site could not sign. Behind the start: readers have the texts meanwhile.</summary>
internal sealed class CertificateUpkeep(IServiceScopeFactory scopes, IHostApplicationLifetime lifetime, ILogger<CertificateUpkeep> logger) : BackgroundService
{
    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var started = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var registration = lifetime.ApplicationStarted.Register(started.SetResult);
        await started.Task.WaitAsync(stoppingToken);
        try
        {
            await using var scope = scopes.CreateAsyncScope();
            var outcome = await scope.ServiceProvider.GetRequiredService<ReissueCertificates>().ExecuteAsync(Actor.System, stoppingToken);
            if (outcome.Value is { Count: > 0 and var count })
            {
                logger.LogInformation("{Count} live texts have a new certificate, since the key of the one before is revoked.", count);
            }
            else if (outcome.Refusal?.Message is { } reason)
            {
                logger.LogWarning("Certificates of a revoked key were not replaced: {Reason}", reason);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The site serves what it has; the next start tries again.
            logger.LogError(exception, "Certificates of a revoked key could not be replaced.");
        }
    }
}
