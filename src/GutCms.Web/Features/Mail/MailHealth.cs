using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GutCms.Web.Features.Mail;

/// <summary>Degraded from the moment when the mail server did not answer this process until it does. What was to be sent is kept and tried again. The answer is public, so it names no server.</summary>
internal sealed class MailHealth(MailQueue mails) : IHealthCheck
{
    /// <inheritdoc/>
    public Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default) =>
        Task.FromResult(mails.IsAway ? HealthCheckResult.Degraded("The mail server did not answer when it was asked last.") : HealthCheckResult.Healthy());
}
