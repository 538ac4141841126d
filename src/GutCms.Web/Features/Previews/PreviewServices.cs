using GutCms.Api.Settings;
using GutCms.Core.Previews;
using GutCms.Web.Storage.Previews;

namespace GutCms.Web.Features.Previews;

/// <summary>Registers shareable previews.</summary>
internal static class PreviewServices
{
    /// <summary>Adds the services.</summary>
    public static IServiceCollection AddGutCmsPreviews(this IServiceCollection services)
    {
        services.AddCheckedOptions<PreviewOptions>(PreviewOptions.Section);
        services.AddSingleton<PreviewLimiter>();
        services.AddSingleton<IPreviewLinks, EfPreviewLinks>();
        services.AddScoped<CreatePreviewLink>();
        services.AddScoped<ListPreviewLinks>();
        services.AddScoped<RevokePreviewLink>();
        services.AddScoped<OpenPreviewLink>();
        services.AddScoped<CommentOnPreview>();
        services.AddScoped<SitePreviews>();
        return services;
    }
}
