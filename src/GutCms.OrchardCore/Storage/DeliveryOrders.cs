using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Environment.Shell;
using OrchardCore.Environment.Shell.Scope;
using OrchardCore.Modules;
using YesSql;

namespace GutCms.OrchardCore.Storage;

/// <summary>Fills the columns by which the database narrows delivery lists and puts them in order, on a site from before they were. The columns themselves say whether it was done: what is filled is never empty.</summary>
/// <param name="session">The transaction, which the scope commits.</param>
internal sealed class DeliveryOrders(ISession session)
{
    /// <summary>Fills what is empty.</summary>
    public async Task FillAsync()
    {
        if (await session.QueryIndex<GutCmsDeliveryIndex>(index => index.SortTitle == null || index.Language == null, GutCmsDelivery.Collection).CountAsync() == 0)
        {
            return;
        }

        // Nobody writes a document meanwhile that would be written over by the one read here.
        await WriteLock.TakeAsync(session, CancellationToken.None);
        foreach (var entry in await session.Query<GutCmsDelivery, GutCmsDeliveryIndex>(index => index.SortTitle == null || index.Language == null, GutCmsDelivery.Collection).ListAsync())
        {
            await session.SaveAsync(entry, collection: GutCmsDelivery.Collection);
        }
    }
}

/// <summary>Has it done before the tenant answers its first request, at each start until it was.</summary>
internal sealed class DeliveryOrdersAtStart(ShellSettings shell) : ModularTenantEvents
{
    /// <inheritdoc/>
    public override Task ActivatedAsync()
    {
        if (shell.IsRunning())
        {
            ShellScope.AddDeferredTask(scope => scope.ServiceProvider.GetRequiredService<DeliveryOrders>().FillAsync());
        }

        return Task.CompletedTask;
    }
}
