using GutCms.Web.Features.Security;
using GutCms.Web.Pages.Admin;
using GutCms.Web.Pages.Admin.Content;
using GutCms.Web.Pages.Admin.Content.Editing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace GutCms.Web.Pages.Services;

/// <summary>What holds for the whole folder of the admin.</summary>
internal static class AdminPages
{
    private const string Folder = "/Admin";
    private const string FramedPage = "/Admin/Content/Preview";

    /// <summary>Adds what the pages of the admin need beside the use cases.</summary>
    public static IServiceCollection AddAdminPages(this IServiceCollection services)
    {
        services.AddScoped<BulkActions>();
        services.AddScoped<EditorBuilder>();
        services.AddSingleton<EditorPresence>();
        return services;
    }

    /// <summary>Puts <see cref="AdminAccess"/> and the content policy of pages with scripts on every page of the folder.</summary>
    public static void AddAdminFolder(this PageConventionCollection conventions)
    {
        conventions.AddFolderApplicationModelConvention(Folder, page => page.Filters.Add(new TypeFilterAttribute<AdminAccess>()));
        conventions.AddFolderRouteModelConvention(Folder, page =>
        {
            foreach (var selector in page.Selectors)
            {
                selector.EndpointMetadata.Add(page.ViewEnginePath == FramedPage ? ContentPolicy.Framed : ContentPolicy.Apps);
            }
        });
    }
}
