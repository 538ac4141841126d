using GutCms.Core.Delivery;
using GutCms.Core.Media.UseCases;
using GutCms.Web.Features.Jobs;

namespace GutCms.Web.Features.Media;

/// <summary>After a start, has pictures cropped as the configuration says now, and the documents name it. Where it ends in between, whatever looks at the format of documents finds them outdated.</summary>
internal sealed partial class CropRatiosUpdate(SetCropRatios crops, UpdateDeliveryFormat update, IHostApplicationLifetime lifetime, ILogger<CropRatiosUpdate> logger)
    : JobAfterStart("Cropping pictures as the configuration says", lifetime, logger)
{
    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        if (await crops.ExecuteAsync(cancellationToken))
        {
            await update.ExecuteAsync(cancellationToken);
            Updated(Logger);
        }
    }

    [LoggerMessage(LogLevel.Information, "Pictures are cropped in other ratios now, and the delivery documents name those.")]
    private static partial void Updated(ILogger logger);
}
