using System.Reflection;
using GutCms.Api.Http;
using GutCms.Core.Security;
using GutCms.Web.Features.Users;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace GutCms.Web.Pages.Admin;

/// <summary>
/// Stands before every page of the admin: a session of a person who may enter, and the page's own permission. Strangers are sent to sign in and come back;
/// a script that asks in their name gets 401, so that what is on the screen stays there.
/// </summary>
internal sealed class AdminAccess(IActorAccessor actors) : IAsyncAuthorizationFilter
{
    private const string FromScript = "HX-Request";

    /// <inheritdoc/>
    public async Task OnAuthorizationAsync(AuthorizationFilterContext context)
    {
        var http = context.HttpContext;
        var actor = await actors.GetActorAsync(http, http.RequestAborted);
        if (http.User.Identity?.AuthenticationType != GutCmsSchemes.Session || !actor.IsPerson)
        {
            context.Result = http.Request.Headers.ContainsKey(FromScript)
                ? new StatusCodeResult(StatusCodes.Status401Unauthorized)
                : new ChallengeResult(GutCmsSchemes.Session);
        }
        else if (PermissionOf(context)?.Admits(actor) != true)
        {
            context.Result = new StatusCodeResult(StatusCodes.Status403Forbidden);
        }
        else
        {
            http.Features.Set(new AdminVisitor(actor));
        }
    }

    private static AdminPermissionAttribute? PermissionOf(AuthorizationFilterContext context) =>
        (context.ActionDescriptor as CompiledPageActionDescriptor)?.ModelTypeInfo?.GetCustomAttribute<AdminPermissionAttribute>();
}

/// <summary>Who is in the admin with this request.</summary>
/// <param name="Actor">A person who may enter.</param>
internal sealed record AdminVisitor(Actor Actor)
{
    /// <summary>The visitor that <see cref="AdminAccess"/> let in, or <see cref="AdminFrame"/> knew.</summary>
    public static Actor Of(HttpContext http) =>
        http.Features.Get<AdminVisitor>()?.Actor ?? throw new InvalidOperationException("The page is not in the folder of the admin.");
}
