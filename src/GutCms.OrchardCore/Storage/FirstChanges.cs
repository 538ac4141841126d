using System.Text.Json.Nodes;
using GutCms.Core.Delivery;
using GutCms.Core.Reviews.Model;
using GutCms.OrchardCore.Gate;

namespace GutCms.OrchardCore.Storage;

/// <summary>Writes down what readers get on a site from before changes were: former addresses and withdrawals at once, documents when they are all written anew, as they are once this is committed.</summary>
/// <param name="scope">The scope, which commits it.</param>
/// <param name="changes">Writes.</param>
/// <param name="records">What the module keeps.</param>
internal sealed class FirstChanges(IServiceProvider scope, ChangeWriter changes, Records records)
{
    /// <summary>Does it. What is known already stays.</summary>
    public async Task WriteAsync()
    {
        await using var work = await new JoinedContentStore(scope).BeginAsync(CancellationToken.None);
        await new NoDelivery().RefreshAsync(work, [], null, null, CancellationToken.None);
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
    }
}
