using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Environment.Shell.Scope;
using OrchardCore.Security;

namespace GutCms.OrchardCore.Security;

/// <summary>Takes a role that was removed from the API clients that held it, once the removal is committed.</summary>
/// <remarks>
/// Orchard Core does so in between, and its store of clients commits what the session holds: the list of roles is then written a second time beside the first, and the role is still there, with all its permissions. What
/// it does is done here by itself, in a scope of its own.
/// </remarks>
/// <param name="handler">Orchard Core's own handler.</param>
internal sealed class RolesOfClients(Type handler) : IRoleRemovedEventHandler
{
    private const string Owner = "OrchardCore.OpenId";

    /// <summary>Puts itself in the place of Orchard Core's handler, where there is one.</summary>
    public static void Replace(IServiceCollection services)
    {
        foreach (var known in services.Where(service => service.ServiceType == typeof(IRoleRemovedEventHandler) && service.ImplementationType?.Assembly.GetName().Name == Owner).ToList())
        {
            services.Remove(known);
            services.AddScoped<IRoleRemovedEventHandler>(_ => new RolesOfClients(known.ImplementationType!));
        }
    }

    /// <inheritdoc/>
    public Task RoleRemovedAsync(string roleName)
    {
        ShellScope.AddDeferredTask(scope => ((IRoleRemovedEventHandler)ActivatorUtilities.CreateInstance(scope.ServiceProvider, handler)).RoleRemovedAsync(roleName));
        return Task.CompletedTask;
    }
}
