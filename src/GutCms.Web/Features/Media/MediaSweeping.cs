using GutCms.Core.Media.UseCases;
using GutCms.Web.Features.Jobs;

namespace GutCms.Web.Features.Media;

/// <summary>Removes files that no picture of the library is kept in, once a day. Safe on several nodes.</summary>
internal sealed partial class MediaSweeping(SweepMedia sweep, TimeProvider time, ILogger<MediaSweeping> logger)
    : RepeatedJob("Removing files that are no picture of the library", TimeSpan.FromDays(1), time, logger)
{
    /// <inheritdoc/>
    protected override async Task RunAsync(CancellationToken cancellationToken)
    {
        if (await sweep.ExecuteAsync(cancellationToken) is > 0 and var removed)
        {
            Removed(Logger, removed);
        }
    }

    [LoggerMessage(LogLevel.Information, "Removed the files of {Pictures} pictures that the library does not know.")]
    private static partial void Removed(ILogger logger, int pictures);
}
