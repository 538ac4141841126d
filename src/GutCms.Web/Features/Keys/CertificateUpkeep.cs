using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;

namespace GutCms.Web.Features.Keys;

/// <summary>After a start, gives live texts a new certificate whose key was revoked while the site could not sign. Behind the start: readers have the texts meanwhile.</summary>
internal sealed partial class CertificateUpkeep(IServiceScopeFactory scopes, IHostApplicationLifetime lifetime, ILogger<CertificateUpkeep> logger) : BackgroundService
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
                Replaced(logger, count);
            }
            else if (outcome.Refusal?.Message is { } reason)
            {
                Refused(logger, reason);
            }
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            // The site serves what it has; the next start tries again.
            Failed(logger, exception);
        }
    }

    [LoggerMessage(LogLevel.Information, "{Count} live texts have a new certificate, since the key of the one before is revoked.")]
    private static partial void Replaced(ILogger logger, int count);

    [LoggerMessage(LogLevel.Warning, "Certificates of a revoked key were not replaced: {Reason}")]
    private static partial void Refused(ILogger logger, string reason);

    [LoggerMessage(LogLevel.Error, "Certificates of a revoked key could not be replaced.")]
    private static partial void Failed(ILogger logger, Exception fault);
}
