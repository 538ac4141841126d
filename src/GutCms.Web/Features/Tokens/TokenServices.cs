using GutCms.Core.Recipes;
using GutCms.Web.Features.Clients;
using GutCms.Web.Features.Hosting;
using GutCms.Web.Storage.Model;
using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using OpenIddict.Server.AspNetCore;

namespace GutCms.Web.Features.Tokens;

/// <summary>Registers the OAuth 2 server and what checks its tokens.</summary>
internal static class TokenServices
{
    /// <summary>Adds the services.</summary>
    public static IServiceCollection AddGutCmsTokens(this IServiceCollection services)
    {
        services.AddOpenIddict()
            .AddCore(core => core.UseEntityFrameworkCore().UseDbContext<GutCmsDbContext>())
            .AddServer(server =>
            {
                server.SetTokenEndpointUris("connect/token").SetAuthorizationEndpointUris("connect/authorize").SetRevocationEndpointUris("connect/revoke");
                server.AllowClientCredentialsFlow().AllowAuthorizationCodeFlow().AllowRefreshTokenFlow().RequireProofKeyForCodeExchange();
                server.Configure(options => options.CodeChallengeMethods.Remove(OpenIddictConstants.CodeChallengeMethods.Plain));
                server.RegisterScopes([.. TokenScopes.All, OpenIddictConstants.Scopes.OfflineAccess, OpenIddictConstants.Scopes.Profile]);
                server.SetAccessTokenLifetime(TimeSpan.FromHours(1)).SetRefreshTokenLifetime(TimeSpan.FromDays(14)).SetAuthorizationCodeLifetime(TimeSpan.FromMinutes(5));
                server.UseDataProtection();
                RefusedTokens.AddTo(server);
                OwnMetadata.AddTo(server);
                server.UseAspNetCore()
                    .EnableTokenEndpointPassthrough()
                    .EnableAuthorizationEndpointPassthrough()
                    // TLS ends at the proxy in front of the site, see docs/security.md.
                    .DisableTransportSecurityRequirement();
            })
            .AddValidation(validation =>
            {
                validation.UseLocalServer();
                validation.UseDataProtection();
                validation.UseAspNetCore();

                // So that a token that was revoked, or whose client was, stops working at once.
                validation.EnableTokenEntryValidation();
            });
        services.AddSingleton<TokenKeys>();
        services.AddSingleton<IConfigureOptions<OpenIddictServerOptions>>(provider => provider.GetRequiredService<TokenKeys>());
        services.AddOptions<OpenIddictServerOptions>().Configure<SiteAddress>((server, site) => server.Issuer = new Uri(site.Base));
        services.AddSingleton<ApplicationManagers>();
        services.AddSingleton<ClientRegistrations>();
        services.AddScoped<RefusedTokens>();
        services.AddScoped<OwnMetadata>();
        services.AddSingleton<AddClient>();
        services.AddSingleton<ListClients>();
        services.AddSingleton<RevokeClient>();
        services.AddSingleton<IRecipeStepHandler, OpenIdApplicationStep>();
        services.AddHostedService<TokenPruning>();
        return services;
    }

    /// <summary>Maps the endpoints of the OAuth 2 server.</summary>
    public static void MapGutCmsTokens(this IEndpointRouteBuilder endpoints)
    {
        endpoints.MapPost("/connect/token", TokenEndpoint.ExchangeAsync).ExcludeFromDescription();
        endpoints.MapMethods("/connect/authorize", [HttpMethods.Get, HttpMethods.Post], AuthorizeEndpoint.AuthorizeAsync).ExcludeFromDescription();
    }

    /// <summary>A refusal in the form of the protocol.</summary>
    public static IResult Refuse(string error, string description) => TypedResults.Forbid(
        new Microsoft.AspNetCore.Authentication.AuthenticationProperties(new Dictionary<string, string?>
        {
            [OpenIddictServerAspNetCoreConstants.Properties.Error] = error,
            [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = description,
        }),
        [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]);
}
