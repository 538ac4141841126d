using System.Security.Claims;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Web.Features.Users;
using GutCms.Web.Features.Powers;
using GutCms.Web.Storage.Model;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;

namespace GutCms.Web.Features.Tokens;

/// <summary><c>POST /connect/token</c>: the server has checked client, secret, code and PKCE; here it is said for whom the token is.</summary>
internal static class TokenEndpoint
{
    /// <summary>Answers a token request.</summary>
    public static async Task<IResult> ExchangeAsync(
        HttpContext http, IOpenIddictApplicationManager applications, GutCmsDbContext context, IContentStore store, TimeProvider time, CancellationToken cancellationToken)
    {
        var request = http.GetOpenIddictServerRequest() ?? throw new InvalidOperationException("The OAuth 2 server has not seen the request.");
        if (request.IsClientCredentialsGrantType())
        {
            var application = await applications.FindByClientIdAsync(request.ClientId!, cancellationToken);
            if (application is null)
            {
                return TokenServices.Refuse(OpenIddictConstants.Errors.InvalidClient, "There is no such client.");
            }

            var name = await applications.GetDisplayNameAsync(application, cancellationToken) ?? request.ClientId!;
            await RecordAsync(store, new Actor(ActorResolver.ClientPrefix + request.ClientId, name) { IsClient = true }, request, time, cancellationToken);
            return TokenPrincipals.SignIn(TokenPrincipals.OfClient(request.ClientId!, name, request.GetScopes()));
        }

        // An authorization code or a refresh token.
        var ticket = await http.AuthenticateAsync(OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        var subject = ticket.Principal?.FindFirstValue(GutCmsClaims.Subject);
        var account = subject is null ? null : await Accounts.FindAsync(context, subject, cancellationToken);
        if (account is null || account.User.SecurityStamp != ticket.Principal!.FindFirstValue(GutCmsClaims.Stamp))
        {
            return TokenServices.Refuse(OpenIddictConstants.Errors.InvalidGrant, "The account may not sign in any more, or has to sign in anew.");
        }

        await RecordAsync(store, account.ToActor(), request, time, cancellationToken);
        return TokenPrincipals.SignIn(TokenPrincipals.OfUser(account.User, ticket.Principal!.GetScopes()));
    }

    private static async Task RecordAsync(IContentStore store, Actor actor, OpenIddictRequest request, TimeProvider time, CancellationToken cancellationToken)
    {
        await using var work = await store.BeginAsync(cancellationToken);
        await work.Audit.AppendAsync(
            new(time.GetUtcNow().UtcDateTime, actor, AuditActions.SignInToken)
            {
                Details = new JsonObject { ["clientId"] = request.ClientId, ["grantType"] = request.GrantType, ["scope"] = request.Scope },
            },
            cancellationToken);
        await work.CommitAsync(cancellationToken);
    }
}
