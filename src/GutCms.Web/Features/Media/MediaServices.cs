using GutCms.Api.Settings;
using GutCms.Core.Media.UseCases;
using GutCms.Core.Verification;
using GutCms.Web.Storage.Media;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Media;

/// <summary>Registers the library of pictures.</summary>
internal static class MediaServices
{
    private const int Million = 1_000_000;

    /// <summary>Adds the use cases and their ports.</summary>
    public static IServiceCollection AddGutCmsMedia(this IServiceCollection services)
    {
        services.AddCheckedOptions<MediaOptions>(MediaOptions.Section);
        services.AddSingleton(provider => LimitsOf(provider.GetRequiredService<IOptions<MediaOptions>>().Value));
        services.AddSingleton(provider => new WantedCrops(provider.GetRequiredService<IOptions<MediaOptions>>().Value.ReadCropRatios()));
        services.AddSingleton<IMediaLibrary, EfMediaLibrary>();
        services.AddCheckedOptions<S3Options>(S3Options.Section);
        services.AddSingleton<MediaFolder>();
        services.AddSingleton<S3Bucket>();
        services.AddSingleton<IMediaStore>(provider =>
            provider.GetRequiredService<IOptions<S3Options>>().Value.IsUsed ? provider.GetRequiredService<S3Bucket>() : provider.GetRequiredService<MediaFolder>());
        services.AddSingleton<IPictures, SkiaPictures>();
        services.AddSingleton<MediaTurns>();
        services.AddSingleton<KnownMedia>();
        services.AddSingleton<GetMedia>();
        services.AddSingleton<OpenMedia>();
        services.AddSingleton<GetCropRatios>();
        services.AddSingleton<SetCropRatios>();
        services.AddScoped<UploadMedia>();
        services.AddScoped<ChangeMedia>();
        services.AddScoped<DeleteMedia>();
        services.AddSingleton<IPictureReading, HashMedia>();
        services.AddSingleton<SweepMedia>();
        services.AddHostedService<MediaSweeping>();
        services.AddHostedService<CropRatiosUpdate>();
        return services;
    }

    private static MediaLimits LimitsOf(MediaOptions options) => new(options.MaxMegabytes * Million, (long)options.MaxMegapixels * Million);
}
