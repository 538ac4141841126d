using System.Security.Claims;
using GutCms.Web.Features.Users;
using GutCms.Web.Storage.Databases;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Http.Extensions;

namespace GutCms.Web.Features.SigningIn;

/// <summary>
/// A session ends with the next request after its row is gone or its time is over, the account was disabled, or its password or second factor changed. What roles give is
/// not looked at here: it is read anew for each actor. API paths answer 401 instead of sending to the sign-in page.
/// </summary>
internal sealed class SessionEvents(Database database, TimeProvider time) : CookieAuthenticationEvents
{
    /// <inheritdoc/>
    public override async Task ValidatePrincipal(CookieValidatePrincipalContext context)
    {
        var userId = context.Principal?.FindFirstValue(GutCmsClaims.Subject);
        await using var db = database.CreateContext();
        var account = userId is null ? null : await Accounts.FindAsync(db, userId, context.HttpContext.RequestAborted);
        if (account is null
            || await Sessions.FindAsync(db, context.Principal!, GutCmsSchemes.Session, time, context.HttpContext.RequestAborted) is not { } row
            || account.User.SecurityStamp != row.Stamp)
        {
            context.RejectPrincipal();
            await context.HttpContext.SignOutAsync(GutCmsSchemes.Session);
        }
    }

    /// <inheritdoc/>
    /// <remarks>To a path: the framework would name the site as the request calls it.</remarks>
    public override Task RedirectToLogin(RedirectContext<CookieAuthenticationOptions> context)
    {
        if (IsApi(context.Request))
        {
            return Answer(context.Response, StatusCodes.Status401Unauthorized);
        }

        UriHelper.FromAbsolute(context.RedirectUri, out _, out _, out var path, out var query, out _);
        context.RedirectUri = path + query.ToUriComponent();
        return base.RedirectToLogin(context);
    }

    /// <inheritdoc/>
    public override Task RedirectToAccessDenied(RedirectContext<CookieAuthenticationOptions> context) =>
        Answer(context.Response, StatusCodes.Status403Forbidden);

    /// <summary>Whether programs ask there, not people.</summary>
    internal static bool IsApi(HttpRequest request) => request.Path.StartsWithSegments("/api", StringComparison.OrdinalIgnoreCase);

    private static Task Answer(HttpResponse response, int status)
    {
        response.StatusCode = status;
        if (status == StatusCodes.Status401Unauthorized)
        {
            response.Headers.WWWAuthenticate = "Bearer";
        }

        return Task.CompletedTask;
    }
}
