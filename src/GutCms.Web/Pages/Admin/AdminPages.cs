using GutCms.Web.Features.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.ApplicationModels;

namespace GutCms.Web.Pages.Admin;

/// <summary>What holds for the whole folder of the admin.</summary>
internal static class AdminPages
{
    private const string Folder = "/Admin";

    /// <summary>Puts <see cref="AdminAccess"/> and the content policy of pages with scripts on every page of the folder.</summary>
    public static void AddAdminFolder(this PageConventionCollection conventions)
    {
        conventions.AddFolderApplicationModelConvention(Folder, page => page.Filters.Add(new TypeFilterAttribute<AdminAccess>()));
        conventions.AddFolderRouteModelConvention(Folder, page =>
        {
            foreach (var selector in page.Selectors)
            {
                selector.EndpointMetadata.Add(ContentPolicy.Apps);
            }
        });
    }
}
