using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrchardCore.BackgroundTasks;
using OrchardCore.Environment.Shell;
using OrchardCore.Environment.Shell.Scope;
using OrchardCore.Modules;

namespace GutCms.OrchardCore.Gate;

/// <summary>Checks what is live before the tenant answers its first request: after a start, and after the feature was enabled.</summary>
internal sealed partial class CheckLiveAtStart(ShellSettings shell) : ModularTenantEvents
{
    /// <inheritdoc/>
    public override Task ActivatedAsync()
    {
        Schedule(shell);
        return Task.CompletedTask;
    }

    /// <summary>Checks when this scope has ended. A site's set-up is trusted.</summary>
    public static void Schedule(ShellSettings shell)
    {
        if (!shell.IsRunning() || ShellScope.Current is null || ShellScope.Get(typeof(LiveCheck)) is not null)
        {
            return;
        }

        ShellScope.Set(typeof(LiveCheck), true);
        ShellScope.AddDeferredTask(scope => RunAsync(scope.ServiceProvider));
    }

    /// <summary>Checks in a scope of its own; a fault is logged.</summary>
    public static async Task RunAsync(IServiceProvider scope)
    {
        var (logger, outcome) = (scope.GetRequiredService<ILogger<LiveCheck>>(), scope.GetRequiredService<LiveCheckOutcome>());
        try
        {
            if (await scope.GetRequiredService<LiveCheck>().RunAsync() is > 0 and var count)
            {
                TakenDown(logger, count);
            }

            outcome.HasFailed = false;
        }
        catch (Exception fault)
        {
            outcome.HasFailed = true;
            NotChecked(logger, fault);
        }
    }

    [LoggerMessage(LogLevel.Warning, "{Count} items were live that the review had not let through as they were. They were taken down; the audit log says why.")]
    private static partial void TakenDown(ILogger logger, int count);

    [LoggerMessage(LogLevel.Error, "What is live could not be compared with what the review let through.")]
    private static partial void NotChecked(ILogger logger, Exception fault);
}

/// <summary>Checks what is live once a day: templates of shortcodes and whatever else no event tells of.</summary>
[BackgroundTask(Title = "GutCms: check of what is live", Schedule = "23 3 * * *", Description = "Takes down what is live and differs from what the review let through.", LockTimeout = 1_000, LockExpiration = 3_600_000)]
internal sealed class LiveCheckTask : IBackgroundTask
{
    /// <inheritdoc/>
    public Task DoWorkAsync(IServiceProvider serviceProvider, CancellationToken cancellationToken) => CheckLiveAtStart.RunAsync(serviceProvider);
}
