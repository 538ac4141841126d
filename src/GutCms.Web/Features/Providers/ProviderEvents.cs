using GutCms.Core.Security;
using GutCms.Web.Features.Users;
using GutCms.Web.Features.Hosting;
using GutCms.Web.Features.Powers;
using GutCms.Web.Features.SigningIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.WebUtilities;

namespace GutCms.Web.Features.Providers;

/// <summary>What happens when a browser is sent to a provider, and when it comes back with an answer that holds, or with none.</summary>
internal sealed class ProviderEvents(
    SignInProviders providers, SignInWithProvider signIn, LinkProvider linking, ActorResolver actors, Sessions sessions, SiteAddress address, FailedProviderSignIns failed,
    ILogger<ProviderEvents> logger) : OpenIdConnectEvents
{
    /// <inheritdoc/>
    /// <remarks>The way back is under the address of the site, never under what a request calls it.</remarks>
    public override Task RedirectToIdentityProvider(RedirectContext context)
    {
        context.ProtocolMessage.RedirectUri = address.Base + context.Options.CallbackPath;
        return Task.CompletedTask;
    }

    /// <inheritdoc/>
    public override async Task TicketReceived(TicketReceivedContext context)
    {
        context.HandleResponse();
        var http = context.HttpContext;
        var provider = providers.OfScheme(context.Scheme.Name);
        var permission = PermissionOf(context.Properties);
        var target = ProviderIdentity.Of(provider, context.Principal!) switch
        {
            null => await FailAsync(http, provider, permission, "provider-identity", ProviderFault.Failed),
            var identity when permission is not null => await LinkAsync(http, provider, identity, permission),
            var identity => await SignInAsync(http, provider, identity, context.ReturnUri!),
        };
        http.Response.Redirect(target);
    }

    /// <inheritdoc/>
    public override async Task AccessDenied(AccessDeniedContext context)
    {
        context.HandleResponse();
        var provider = providers.OfScheme(context.Scheme.Name);
        context.Response.Redirect(await FailAsync(context.HttpContext, provider, PermissionOf(context.Properties), "provider-denied", ProviderFault.Cancelled));
    }

    /// <inheritdoc/>
    public override async Task RemoteFailure(RemoteFailureContext context)
    {
        context.HandleResponse();
        var provider = providers.OfScheme(context.Scheme.Name);
        logger.LogWarning("The answer of the sign-in provider {Provider} does not hold: {Reason}", provider.Name, context.Failure?.Message);
        context.Response.Redirect(await FailAsync(context.HttpContext, provider, PermissionOf(context.Properties), "provider-answer", ProviderFault.Failed));
    }

    private async Task<string> SignInAsync(HttpContext http, SignInProvider provider, ProviderIdentity identity, string returnUrl)
    {
        var (outcome, user) = await signIn.ExecuteAsync(provider, identity, http.RequestAborted);
        switch (outcome)
        {
            case ProviderOutcome.Valid:
                await sessions.BeginAsync(http, user!, http.RequestAborted);
                return returnUrl;
            case ProviderOutcome.CodeOwed:
                await sessions.OweSecondFactorAsync(http, user!, provider.Name, http.RequestAborted);
                return QueryHelpers.AddQueryString(http.Request.PathBase + "/account/second-factor", "ReturnUrl", returnUrl);
            default:
                return ProviderEndpoint.WithFault(http, ProviderEndpoint.SignInPage, ProviderFault.NotLetIn);
        }
    }

    private async Task<string> LinkAsync(HttpContext http, SignInProvider provider, ProviderIdentity identity, string permission)
    {
        // Whose session it is; this runs before the request is known to be anybody's.
        var session = await http.AuthenticateAsync(GutCmsSchemes.Session);
        var actor = session.Principal is { } principal ? await actors.ResolveAsync(principal, http.RequestAborted) : Actor.Anonymous;
        try
        {
            var user = await linking.ExecuteAsync(actor, permission, provider, identity, http.RequestAborted);
            await sessions.BeginAsync(http, user, http.RequestAborted);
            return $"{http.Request.PathBase}{ProviderEndpoint.LoginsPage}?linked=true";
        }
        catch (LinkRefusedException refused)
        {
            return ProviderEndpoint.WithFault(http, ProviderEndpoint.LoginsPage, refused.Fault);
        }
    }

    private async Task<string> FailAsync(HttpContext http, SignInProvider provider, string? permission, string reason, ProviderFault fault)
    {
        await failed.RecordAsync(provider, reason);
        return ProviderEndpoint.WithFault(http, permission is null ? ProviderEndpoint.SignInPage : ProviderEndpoint.LoginsPage, fault);
    }

    private static string? PermissionOf(AuthenticationProperties? properties) => properties?.Items.TryGetValue(LinkProvider.Item, out var permission) == true ? permission : null;
}
