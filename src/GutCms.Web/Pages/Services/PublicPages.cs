using System.Text.Encodings.Web;
using System.Text.Unicode;
using GutCms.Api.Delivery;
using GutCms.Web.Features.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.WebEncoders;

namespace GutCms.Web.Pages.Services;

/// <summary>The pages that readers see. They read the delivery contract and nothing else, as any site in front of GutCms does.</summary>
internal static class PublicPages
{
    /// <summary>Adds the pages and their texts.</summary>
    public static IServiceCollection AddGutCmsPages(this IServiceCollection services)
    {
        services.AddLocalization(options => options.ResourcesPath = "Resources");
        // Only what means something in HTML is escaped; the default escapes every letter beyond ASCII as well.
        services.Configure<WebEncoderOptions>(options => options.TextEncoderSettings = new TextEncoderSettings(UnicodeRanges.All));
        services.AddRazorPages(options =>
        {
            options.RootDirectory = "/Pages";
            options.Conventions.AddAdminFolder();
            options.Conventions.AddOwnAccount();
            options.Conventions.AddPageRouteModelConvention("/Account/SignIn", model => model.Selectors[0].EndpointMetadata.Add(ContentPolicy.Scripted));
        });
        services.Configure<MvcOptions>(options => BindingMessages.Apply(options.ModelBindingMessageProvider));
        services.AddAdminPages();
        services.AddSingleton<PageCache>();
        services.AddSingleton<KeptPages>();
        services.AddSingleton<PublicAddress>();
        services.AddSingleton<ISitePages, SitePages>();
        services.AddSingleton<ReviewLine>();
        services.AddScoped<AbsentPage>();

        // The first writer that can write does: browsers are answered by this one, all others by those that were or will be registered.
        services.Insert(0, ServiceDescriptor.Singleton<IProblemDetailsWriter, ProblemPageWriter>());
        return services;
    }

    /// <summary>Maps the pages and the files they need.</summary>
    public static void MapGutCmsPages(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapStaticAssets().WithMetadata(ContentPolicy.OwnFiles);
        endpoints.MapRazorPages().WithStaticAssets().Add(page =>
        {
            if (!page.Metadata.OfType<ContentPolicy>().Any())
            {
                page.Metadata.Add(ContentPolicy.Pages);
            }
        });
    }
}
