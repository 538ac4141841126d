using System.Security.Claims;
using GutCms.Web.Features.Users;
using GutCms.Web.Storage.Model;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;

namespace GutCms.Web.Features.Tokens;

/// <summary><c>/connect/authorize</c>: gives a registered client a code for the person who is signed in, after sending them to sign in where needed.</summary>
/// <remarks>Clients are registered by administrators, so nobody is asked for consent; where a code may be sent and PKCE are checked by the server.</remarks>
internal static class AuthorizeEndpoint
{
    /// <summary>Answers an authorization request.</summary>
    public static async Task<IResult> AuthorizeAsync(HttpContext http, GutCmsDbContext context, CancellationToken cancellationToken)
    {
        var request = http.GetOpenIddictServerRequest() ?? throw new InvalidOperationException("The OAuth 2 server has not seen the request.");
        var session = await http.AuthenticateAsync(GutCmsSchemes.Session);
        if (session.Principal?.FindFirstValue(GutCmsClaims.Subject) is not { } userId
            || await Accounts.FindAsync(context, userId, cancellationToken) is not { } account)
        {
            return request.HasPromptValue(OpenIddictConstants.PromptValues.None)
                ? TokenServices.Refuse(OpenIddictConstants.Errors.LoginRequired, "Nobody is signed in.")
                : TypedResults.Challenge(
                    new AuthenticationProperties { RedirectUri = http.Request.PathBase + http.Request.Path + QueryOf(http.Request) },
                    [GutCmsSchemes.Session]);
        }

        return TokenPrincipals.SignIn(TokenPrincipals.OfUser(account.User, request.GetScopes()));
    }

    private static QueryString QueryOf(HttpRequest request) =>
        request.HasFormContentType ? QueryString.Create(request.Form) : request.QueryString;
}
