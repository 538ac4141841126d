using GutCms.Core.Content.Items;
using GutCms.OrchardCore.Storage;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.BackgroundTasks;
using OrchardCore.Environment.Shell;
using OrchardCore.Environment.Shell.Scope;
using OrchardCore.Modules;
using OrchardCore.Security;
using OrchardCore.Security.Services;

namespace GutCms.OrchardCore.Security;

/// <summary>Takes a role that was removed from the API clients that held it, once the removal is committed. That it is to be done is committed with the removal, so it is done also where the process ends between the two.</summary>
/// <remarks>
/// Orchard Core does so in between, and its store of clients commits what the session holds: the list of roles is then written a second time beside the first, and the role is still there, with all its permissions. What
/// it does is done here by itself, in a scope of its own.
/// </remarks>
/// <param name="scope">The scope.</param>
/// <param name="handler">Orchard Core's own handler.</param>
internal sealed class RolesOfClients(IServiceProvider scope, Type handler) : IRoleRemovedEventHandler
{
    private const string Owner = "OrchardCore.OpenId";

    private readonly Records _records = scope.GetRequiredService<Records>();

    /// <summary>Puts itself in the place of Orchard Core's handler, where there is one.</summary>
    public static void Replace(IServiceCollection services)
    {
        foreach (var known in services.Where(service => service.ServiceType == typeof(IRoleRemovedEventHandler) && service.ImplementationType?.Assembly.GetName().Name == Owner).ToList())
        {
            services.Remove(known);
            services.AddScoped(scope => new RolesOfClients(scope, known.ImplementationType!));
            services.AddScoped<IRoleRemovedEventHandler>(scope => scope.GetRequiredService<RolesOfClients>());
            services.AddScoped<IModularTenantEvents, RolesOfClientsAtStart>();
            services.AddSingleton<IBackgroundTask, RolesOfClientsTask>();
        }
    }

    /// <inheritdoc/>
    public async Task RoleRemovedAsync(string roleName)
    {
        await _records.SaveAsync(RecordKinds.RemovedRole, ContentIds.New(), new RemovedRole(roleName));
        ShellScope.AddDeferredTask(after => after.ServiceProvider.GetRequiredService<RolesOfClients>().CatchUpAsync());
    }

    /// <summary>Takes from clients what was removed and is not taken yet.</summary>
    public async Task CatchUpAsync()
    {
        foreach (var (key, removed) in await _records.ListAsync<RemovedRole>(RecordKinds.RemovedRole))
        {
            // Clients are committed one by one. A start asks for it while the site is being activated: to wait for that would be to wait for itself.
            await ShellScope.UsingChildScopeAsync(child => child.ServiceProvider.GetRequiredService<RolesOfClients>().TakeAsync(key, removed.Name), activateShell: false);
        }
    }

    /// <summary>A role that is there after all stays with whoever holds it: something committed the note without the removal, which may be under way.</summary>
    private async Task TakeAsync(string key, string role)
    {
        var roles = await scope.GetRequiredService<IRoleService>().GetRolesAsync();
        if (roles.Any(known => string.Equals(known.RoleName, role, StringComparison.OrdinalIgnoreCase)))
        {
            return;
        }

        await ((IRoleRemovedEventHandler)ActivatorUtilities.CreateInstance(scope, handler)).RoleRemovedAsync(role);
        await _records.RemoveAsync(RecordKinds.RemovedRole, key);
    }
}

/// <summary>A role that was removed, and may still be held by API clients.</summary>
/// <param name="Name">Its name.</param>
internal sealed record RemovedRole(string Name);

/// <summary>Has it done before the tenant answers its first request.</summary>
internal sealed class RolesOfClientsAtStart(ShellSettings shell) : ModularTenantEvents
{
    /// <inheritdoc/>
    public override Task ActivatedAsync()
    {
        if (shell.IsRunning())
        {
            ShellScope.AddDeferredTask(scope => scope.ServiceProvider.GetRequiredService<RolesOfClients>().CatchUpAsync());
        }

        return Task.CompletedTask;
    }
}

/// <summary>Has it done each minute, for the node that has ended before it did.</summary>
[BackgroundTask(Title = "GutCms: removed roles", Schedule = "* * * * *", Description = "Takes roles that were removed from the API clients that held them, where a node ended before it did.", LockTimeout = 1_000, LockExpiration = 600_000)]
internal sealed class RolesOfClientsTask : IBackgroundTask
{
    /// <inheritdoc/>
    public Task DoWorkAsync(IServiceProvider serviceProvider, CancellationToken cancellationToken) => serviceProvider.GetRequiredService<RolesOfClients>().CatchUpAsync();
}
