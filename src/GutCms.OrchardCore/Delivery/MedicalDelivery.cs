using GutCms.Core.Content.Items;
using GutCms.Core.Delivery;
using GutCms.Core.Storage;
using GutCms.OrchardCore.Storage;

namespace GutCms.OrchardCore.Delivery;

/// <summary>Delivers what is of the medical types, and nothing where their names are those of types of the site's own.</summary>
internal sealed class MedicalDelivery(DeliveryRefresh medical, NoDelivery none) : IDeliveryRefresh
{
    /// <inheritdoc/>
    public async Task<IReadOnlyList<ContentItem>> RefreshAsync(
        IUnitOfWork work, IReadOnlyCollection<string> changedItemIds, ProjectedTexts? texts, IProgress<int>? progress, CancellationToken cancellationToken)
    {
        var definitions = texts?.Definitions ?? await work.GetDefinitionsAsync(cancellationToken);
        IDeliveryRefresh refresh = MedicalShapes.AreTaken(definitions) ? none : medical;
        return await refresh.RefreshAsync(work, changedItemIds, texts, progress, cancellationToken);
    }
}
