using System.Text.Json.Nodes;
using GutCms.Core.Content.Items;
using GutCms.Core.Delivery;
using GutCms.Core.Reviews.Model;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Environment.Shell;
using OrchardCore.Environment.Shell.Scope;
using OrchardCore.Modules;
using YesSql;

namespace GutCms.OrchardCore.Storage;

/// <summary>
/// Writes down what readers get on a site from before changes were: documents, former addresses and withdrawals, and, in the same transaction, that this was done. Until then nobody is told of changes, since what
/// is missing would be taken for gone. On a site that has always written changes down there is nothing to add.
/// </summary>
/// <param name="scope">The scope, which commits it.</param>
/// <param name="session">Its transaction.</param>
/// <param name="changes">Writes.</param>
/// <param name="records">What the module keeps.</param>
/// <param name="refresh">Writes documents anew.</param>
internal sealed class FirstChanges(IServiceProvider scope, ISession session, ChangeWriter changes, Records records, IDeliveryRefresh refresh)
{
    /// <summary>Does it, unless it was done. What is known already stays.</summary>
    public async Task WriteAsync()
    {
        if (await IsDoneAsync())
        {
            return;
        }

        await using var work = await new JoinedContentStore(scope).BeginAsync(CancellationToken.None);

        // Read with the lock: another node may have been faster.
        if (await records.FindAsync<ChangeHistory>(ChangeHistory.Kind, ChangeHistory.Key) is { IsWhole: true })
        {
            return;
        }

        if (await IsDocumentUnknownAsync())
        {
            await new NoDelivery().RefreshAsync(work, [], null, null, CancellationToken.None);
            await refresh.RefreshAsync(work, [], null, null, CancellationToken.None);
        }

        foreach (var document in (await records.ListAsync<JsonObject>(RecordKinds.Document(FormerAddress.DocumentKind))).Values)
        {
            if (FormerAddress.Read(document) is { ContentItemId: not null } address)
            {
                await changes.AddressChangesAsync(address);
            }
        }

        foreach (var withdrawal in (await records.ListAsync<Withdrawal>(RecordKinds.Withdrawal)).Values)
        {
            await changes.WithdrawnBeforeAsync(withdrawal);
        }

        var history = await records.FindAsync<ChangeHistory>(ChangeHistory.Kind, ChangeHistory.Key) ?? new ChangeHistory(ContentIds.New());
        await records.SaveAsync(ChangeHistory.Kind, ChangeHistory.Key, history with { IsWhole = true });
    }

    // Without the lock of writers: each start of a tenant asks.
    private async Task<bool> IsDoneAsync()
    {
        await using var reading = session.Store.CreateSession(withTracking: false);
        return await ChangeHistory.ReadAsync(reading) is { IsWhole: true };
    }

    private async Task<bool> IsDocumentUnknownAsync()
    {
        var known = (await session.QueryIndex<GutCmsChangeIndex>(GutCmsDelivery.Collection).ListAsync()).Select(row => row.Subject).ToHashSet(StringComparer.Ordinal);
        return (await session.QueryIndex<GutCmsDeliveryIndex>(GutCmsDelivery.Collection).ListAsync()).Any(row => !known.Contains(row.ContentItemId));
    }
}

/// <summary>Has it done before the tenant answers its first request, at each start until it was.</summary>
internal sealed class FirstChangesAtStart(ShellSettings shell) : ModularTenantEvents
{
    /// <inheritdoc/>
    public override Task ActivatedAsync()
    {
        // A site's set-up has the database to itself.
        if (shell.IsRunning())
        {
            ShellScope.AddDeferredTask(scope => scope.ServiceProvider.GetRequiredService<FirstChanges>().WriteAsync());
        }

        return Task.CompletedTask;
    }
}
