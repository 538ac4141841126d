using GutCms.Core.Content.Items;
using GutCms.Core.Storage;

namespace GutCms.Core.Delivery;

/// <summary>For a host that delivers nothing: writes no documents, removes those of what changes, and sees to it that the others are all written anew, should it deliver again.</summary>
public sealed class NoDelivery : IDeliveryRefresh
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<ContentItem>> RefreshAsync(
        IUnitOfWork work, IReadOnlyCollection<string> changedItemIds, ProjectedTexts? texts, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(work);
        ArgumentNullException.ThrowIfNull(changedItemIds);
        if (changedItemIds.Count > 0)
        {
            await work.RemoveDeliveryAsync(changedItemIds, cancellationToken);
        }

        await DeliveryFormat.ForgetAsync(work, cancellationToken);
        return [];
    }
}
