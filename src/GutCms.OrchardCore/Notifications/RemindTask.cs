using Microsoft.Extensions.DependencyInjection;
using OrchardCore.BackgroundTasks;

namespace GutCms.OrchardCore.Notifications;

/// <summary>Reminds people of decisions every five minutes.</summary>
[BackgroundTask(Title = "GutCms: reminders", Schedule = "*/5 * * * *", Description = "Reminds people of decisions that are due, and tells others when nobody decides.", LockTimeout = 1_000, LockExpiration = 600_000)]
internal sealed class RemindTask : IBackgroundTask
{
    /// <inheritdoc/>
    public Task DoWorkAsync(IServiceProvider serviceProvider, CancellationToken cancellationToken) => serviceProvider.GetRequiredService<TellReminders>().ExecuteAsync(cancellationToken);
}
