using GutCms.Core.Delivery;
using GutCms.Core.Storage;

namespace GutCms.Core.Media.UseCases;

/// <summary>Says in which ratios the site has pictures cropped. For anybody: every document shows it.</summary>
public sealed class GetCropRatios(IContentStore store)
{
    /// <summary>Does it.</summary>
    public async Task<CropRatios> ExecuteAsync(CancellationToken cancellationToken)
    {
        await using var work = await store.ReadAsync(cancellationToken);
        return await SiteCrops.OfAsync(work, cancellationToken);
    }
}
