using GutCms.Api.Http;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.BackgroundTasks;
using OrchardCore.Modules;

namespace GutCms.OrchardCore.Reviews;

/// <summary>Writes each minute how many more attempts were refused than have entries of their own.</summary>
[BackgroundTask(Title = "GutCms: refused attempts", Schedule = "* * * * *", Description = "Writes into the audit log how many more attempts were refused than have entries of their own.")]
internal sealed class RefusalSumsTask : IBackgroundTask
{
    /// <inheritdoc/>
    public Task DoWorkAsync(IServiceProvider serviceProvider, CancellationToken cancellationToken) => serviceProvider.GetRequiredService<RefusalLog>().WriteSumsAsync(cancellationToken);
}

/// <summary>Writes what is left when the tenant ends.</summary>
internal sealed class LastRefusalSums(RefusalLog refusals) : ModularTenantEvents
{
    /// <inheritdoc/>
    public override Task TerminatingAsync() => refusals.WriteSumsAsync(CancellationToken.None);
}
