using GutCms.Core.Delivery;
using GutCms.Core.Storage;

namespace GutCms.Core.Media.UseCases;

/// <summary>The ratios in which a site is configured to have pictures cropped.</summary>
/// <param name="Ratios">In the order in which documents name them.</param>
public sealed record WantedCrops(IReadOnlyList<CropRatio> Ratios);

/// <summary>
/// Has pictures cropped in the ratios of the configuration from now on; documents follow when their format is brought up to date. In former ones they go on being served: caches, and pages of other sites, name those.
/// No text changes with it, since no text says how its picture is cropped.
/// </summary>
public sealed class SetCropRatios(IContentStore store, WantedCrops wanted)
{
    /// <summary>Does it. Where nothing is to be done it only reads.</summary>
    /// <returns>Whether they are others now.</returns>
    public async Task<bool> ExecuteAsync(CancellationToken cancellationToken)
    {
        await using (var view = await store.ReadAsync(cancellationToken))
        {
            if ((await SiteCrops.OfAsync(view, cancellationToken)).Present.SequenceEqual(wanted.Ratios))
            {
                return false;
            }
        }

        await using var work = await store.BeginAsync(cancellationToken);
        await SiteCrops.SaveAsync(work, (await SiteCrops.OfAsync(work, cancellationToken)).Becoming(wanted.Ratios), cancellationToken);
        await work.CommitAsync(cancellationToken);
        return true;
    }
}
