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
    private static readonly string[] OwnAccount = ["Authenticator", "Away", "ChangePassword", "Language", "Logins", "OwnSessions", "Passkeys", "SignOut", "Notices"];

    /// <summary>Adds what the pages of the admin need beside the use cases.</summary>
    public static IServiceCollection AddAdminPages(this IServiceCollection services)
    {
        services.AddScoped<BulkActions>();
        services.AddScoped<EditorBuilder>();
        services.AddScoped<EditorCopies>();
        services.AddScoped<SubmitFromEditor>();
        services.AddSingleton<EditorPresence>();
        return services;
    }

    /// <summary>Shows the pages about one's own account as pages of the admin, see <see cref="AdminFrame"/>.</summary>
    public static void AddOwnAccount(this PageConventionCollection conventions)
    {
        foreach (var page in OwnAccount)
        {
            conventions.AddPageApplicationModelConvention("/Account/" + page, model => model.Filters.Add(new TypeFilterAttribute<AdminFrame>()));
            conventions.AddPageRouteModelConvention("/Account/" + page, model => model.Selectors[0].EndpointMetadata.Add(ContentPolicy.Apps));
        }
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
