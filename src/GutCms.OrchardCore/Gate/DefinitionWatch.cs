using Microsoft.Extensions.DependencyInjection;
using OrchardCore.ContentManagement;
using OrchardCore.ContentManagement.Metadata.Records;
using OrchardCore.Environment.Shell;

namespace GutCms.OrchardCore.Gate;

/// <summary>Every change of a content definition is written through the site's store of them; after each, what is live is checked.</summary>
/// <param name="inner">The site's store.</param>
/// <param name="shell">The tenant.</param>
internal sealed class DefinitionWatch(IContentDefinitionStore inner, ShellSettings shell) : IContentDefinitionStore
{
    /// <summary>Puts itself around whichever store is registered.</summary>
    /// <exception cref="InvalidOperationException">None is.</exception>
    public static void Wrap(IServiceCollection services)
    {
        var known = services.LastOrDefault(service => service.ServiceType == typeof(IContentDefinitionStore))
            ?? throw new InvalidOperationException("Orchard Core's store of content definitions is not registered before the module.");
        services.AddScoped<IContentDefinitionStore>(scope => new DefinitionWatch(RegisteredService.Create<IContentDefinitionStore>(known, scope), scope.GetRequiredService<ShellSettings>()));
    }

    /// <inheritdoc/>
    public Task<ContentDefinitionRecord> LoadContentDefinitionAsync() => inner.LoadContentDefinitionAsync();

    /// <inheritdoc/>
    public Task<ContentDefinitionRecord> GetContentDefinitionAsync() => inner.GetContentDefinitionAsync();

    /// <inheritdoc/>
    public async Task SaveContentDefinitionAsync(ContentDefinitionRecord contentDefinitionRecord)
    {
        await inner.SaveContentDefinitionAsync(contentDefinitionRecord);
        CheckLiveAtStart.Schedule(shell);
    }
}
