using GutCms.Api.Settings;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;

namespace GutCms.Web.Features.Providers;

/// <summary>Registers the providers of OpenID Connect that the configuration names: authorization code with PKCE, state and nonce bound to the browser.</summary>
internal static class ProviderServices
{
    /// <summary>Adds the services.</summary>
    public static IServiceCollection AddGutCmsProviders(this IServiceCollection services, IConfiguration configuration)
    {
        var providers = SignInProviders.Read(configuration);
        services.AddSingleton(providers);
        services.AddSingleton(new ReadSection(ProviderOptions.Section, Options: null));
        services.AddSingleton<FailedProviderSignIns>();
        services.AddSingleton<SignInWithProvider>();
        services.AddSingleton<LinkProvider>();
        services.AddSingleton<OwnLogins>();
        services.AddSingleton<ProviderEndpoint>();
        services.AddSingleton<UnknownProviderRoles>();
        services.AddScoped<ProviderEvents>();
        var authentication = services.AddAuthentication();
        foreach (var provider in providers.All)
        {
            authentication.AddOpenIdConnect(provider.Scheme, provider.DisplayName, connect => Configure(connect, provider));
        }

        return services;
    }

    private static void Configure(OpenIdConnectOptions connect, SignInProvider provider)
    {
        var options = provider.Options;
        connect.Authority = options.Authority;
        connect.RequireHttpsMetadata = !new Uri(options.Authority).IsLoopback;
        (connect.ClientId, connect.ClientSecret) = (options.ClientId, options.ClientSecret);
        connect.CallbackPath = provider.CallbackPath;

        // A session ends here; what the provider knows of it is the provider's.
        connect.RemoteSignOutPath = connect.SignedOutCallbackPath = PathString.Empty;
        connect.ResponseType = OpenIdConnectResponseType.Code;

        // The answer comes by GET, which brings cookies that are Lax along; one by POST would take cookies that go everywhere.
        connect.ResponseMode = OpenIdConnectResponseMode.Query;
        connect.MapInboundClaims = false;
        connect.SaveTokens = false;
        connect.GetClaimsFromUserInfoEndpoint = true;
        connect.DisableTelemetry = true;
        connect.BackchannelTimeout = TimeSpan.FromSeconds(30);
        connect.EventsType = typeof(ProviderEvents);
        connect.Scope.Clear();
        foreach (var scope in (options.Scopes ?? ["profile", "email"]).Prepend("openid"))
        {
            connect.Scope.Add(scope);
        }

        connect.ClaimActions.Clear();
        foreach (var claim in (string[])["preferred_username", "email", "email_verified"])
        {
            connect.ClaimActions.MapUniqueJsonKey(claim, claim);
        }

        if (options.RoleClaim is { Length: > 0 } roles)
        {
            connect.ClaimActions.MapJsonKey(roles, roles);
        }

        foreach (var cookie in (CookieBuilder[])[connect.CorrelationCookie, connect.NonceCookie])
        {
            cookie.SameSite = SameSiteMode.Lax;
            cookie.SecurePolicy = CookieSecurePolicy.SameAsRequest;
        }
    }
}
