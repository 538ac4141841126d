using GutCms.Web.Features.Jobs;
using GutCms.Web.Features.Notices.Mailing;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Notices.Telling;

/// <summary>Looks for what people are to be reminded of, and for daily mails that are to be sent. Safe on several nodes.</summary>
internal sealed class NoticeJobs(SendDigests digests, IServiceScopeFactory scopes, IOptions<JobOptions> options, TimeProvider time, ILogger<NoticeJobs> logger)
    : RepeatedJob("Looking for what people are to be told", options.Value.Interval, time, logger)
{
    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        await using var scope = scopes.CreateAsyncScope();
        await scope.ServiceProvider.GetRequiredService<Remind>().ExecuteAsync(cancellationToken);
        await digests.ExecuteAsync(cancellationToken);
    }
}
