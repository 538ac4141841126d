using GutCms.Core.Delivery;
using GutCms.Web.Features.Jobs;

namespace GutCms.Web.Features.Recipes;

/// <summary>
/// After a start, brings delivery documents that an earlier version of the program wrote up to date. Behind the start and not in it: the documents on file can be
/// served meanwhile.
/// </summary>
internal sealed partial class DeliveryFormatUpdate(UpdateDeliveryFormat update, IHostApplicationLifetime lifetime, ILogger<DeliveryFormatUpdate> logger)
    : JobAfterStart("Writing the delivery documents in the format of this version", lifetime, logger)
{
    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        if (await update.ExecuteAsync(cancellationToken))
        {
            Updated(Logger);
        }
    }

    [LoggerMessage(LogLevel.Information, "The delivery documents are in the format of this version now.")]
    private static partial void Updated(ILogger logger);
}
