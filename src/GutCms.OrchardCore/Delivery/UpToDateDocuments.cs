using GutCms.Core.Delivery;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Environment.Shell;
using OrchardCore.Environment.Shell.Scope;
using OrchardCore.Modules;

namespace GutCms.OrchardCore.Delivery;

/// <summary>Writes all documents anew before the tenant answers its first request, where those on file are of before: of another version of the module, or from before delivery was off.</summary>
internal sealed class UpToDateDocuments(ShellSettings shell) : ModularTenantEvents
{
    /// <inheritdoc/>
    public override Task ActivatedAsync()
    {
        // A site's set-up has the database to itself.
        if (shell.IsRunning())
        {
            ShellScope.AddDeferredTask(scope => scope.ServiceProvider.GetRequiredService<UpdateDeliveryFormat>().ExecuteAsync(CancellationToken.None));
        }

        return Task.CompletedTask;
    }
}
