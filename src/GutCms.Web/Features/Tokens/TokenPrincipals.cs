using System.Security.Claims;
using GutCms.Web.Features.Users;
using GutCms.Web.Storage.Model;
using Microsoft.IdentityModel.Tokens;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;

namespace GutCms.Web.Features.Tokens;

/// <summary>What stands in a token: who it is for, nothing about what they may do.</summary>
internal static class TokenPrincipals
{
    /// <summary>For an API client that acts by itself.</summary>
    public static ClaimsPrincipal OfClient(string clientId, string? name, IEnumerable<string> scopes) =>
        Create(clientId, name ?? clientId, GutCmsClaims.Client, stamp: null, scopes);

    /// <summary>For a person on whose behalf a client acts.</summary>
    public static ClaimsPrincipal OfUser(GutCmsUser user, IEnumerable<string> scopes) =>
        Create(user.Id, user.UserName!, GutCmsClaims.User, user.SecurityStamp, scopes);

    private static ClaimsPrincipal Create(string subject, string name, string kind, string? stamp, IEnumerable<string> scopes)
    {
        var identity = new ClaimsIdentity(TokenValidationParameters.DefaultAuthenticationType, GutCmsClaims.Name, roleType: null);
        identity.SetClaim(GutCmsClaims.Subject, subject).SetClaim(GutCmsClaims.Name, name).SetClaim(GutCmsClaims.Kind, kind).SetClaim(GutCmsClaims.Stamp, stamp);
        identity.SetScopes(scopes);
        identity.SetDestinations(_ => [OpenIddictConstants.Destinations.AccessToken]);
        return new ClaimsPrincipal(identity);
    }

    /// <summary>The answer that makes the server issue a token for the principal.</summary>
    public static IResult SignIn(ClaimsPrincipal principal) =>
        TypedResults.SignIn(principal, properties: null, OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
}
