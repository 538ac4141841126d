using GutCms.Api.Http;
using GutCms.Web.Features.Users;
using Microsoft.AspNetCore.Mvc.Filters;

namespace GutCms.Web.Pages.Admin;

/// <summary>Shows a page about one's own account within the frame of the admin to whoever may enter that, and refuses nothing: others see it as a page of the site.</summary>
internal sealed class AdminFrame(IActorAccessor actors) : IAsyncAuthorizationFilter
{
    /// <inheritdoc/>
    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        if (http.User.Identity?.AuthenticationType == GutCmsSchemes.Session
            && await actors.GetActorAsync(http, http.RequestAborted) is var actor && AdminPermissionAttribute.MayEnter(actor))
        {
            http.Features.Set(new AdminVisitor(actor));
            http.Features.Set(new PageLayout("/Pages/Admin/_Layout.cshtml"));
        }
    }
}
