using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace GutCms.Web.Tests.Identity.Providers;

/// <summary>
/// A provider of OpenID Connect in the process of the test: OpenIddict's server on a port of its own, with discovery, signed tokens, PKCE and user info. Whoever comes is signed in
/// already, as whom the test says.
/// </summary>
public sealed class TestProvider : IAsyncDisposable
{
    public const string ClientId = "gutcms";
    public const string Secret = "the secret of the tests";

    private readonly WebApplication _app;

    private TestProvider(WebApplication app) => _app = app;

    /// <summary>Its address, with a slash at the end.</summary>
    public Uri Address => new(_app.Urls.First() + "/");

    /// <summary>Who sits in front of it.</summary>
    public TestPerson Person { get; set; } = new("person-1");

    /// <summary>It asks and the person does not agree.</summary>
    public bool Denies { get; set; }

    /// <summary>The last request to authorize.</summary>
    public OpenIddictRequest? LastRequest { get; private set; }

    public static async Task<TestProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseSetting("urls", "http://127.0.0.1:0");
        builder.WebHost.UseSetting("suppressStatusMessages", "true");
        builder.Logging.ClearProviders();
        builder.Services.AddOpenIddict().AddServer(server =>
        {
            server.SetAuthorizationEndpointUris("authorize").SetTokenEndpointUris("token").SetUserInfoEndpointUris("userinfo");
            server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange();
            server.RegisterScopes(OpenIddictConstants.Scopes.Profile, OpenIddictConstants.Scopes.Email);
            server.AddEphemeralEncryptionKey().AddEphemeralSigningKey();
            server.EnableDegradedMode();
            server.UseAspNetCore().EnableAuthorizationEndpointPassthrough().EnableTokenEndpointPassthrough().EnableUserInfoEndpointPassthrough().DisableTransportSecurityRequirement();
            server.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                if (context.ClientId != ClientId)
                {
                    context.Reject(OpenIddictConstants.Errors.InvalidClient);
                }

                return default;
            }));
            server.AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseInlineHandler(context =>
            {
                if (context.ClientId != ClientId || context.ClientSecret != Secret)
                {
                    context.Reject(OpenIddictConstants.Errors.InvalidClient);
                }

                return default;
            }));
        });
        builder.Services.AddAuthentication();
        var app = builder.Build();
        var provider = new TestProvider(app);
        app.UseAuthentication();
        app.MapGet("/authorize", (Delegate)provider.Authorize);
        app.MapPost("/token", (Delegate)ExchangeAsync);
        app.MapGet("/userinfo", () => Results.Json(provider.Person.UserInfo()));
        await app.StartAsync();
        return provider;
    }

    /// <summary>Variables by which a site knows it.</summary>
    public IReadOnlyDictionary<string, string> Variables(string name = "clinic") => new Dictionary<string, string>
    {
        [$"GutCms__OpenIdConnect__{name}__Authority"] = Address.AbsoluteUri,
        [$"GutCms__OpenIdConnect__{name}__ClientId"] = ClientId,
        [$"GutCms__OpenIdConnect__{name}__ClientSecret"] = Secret,
        [$"GutCms__OpenIdConnect__{name}__DisplayName"] = "The Clinic",
    };

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private IResult Authorize(HttpContext http)
    {
        LastRequest = http.GetOpenIddictServerRequest()!;
        return Denies
            ? Results.Forbid(
                new(new Dictionary<string, string?> { [OpenIddictServerAspNetCoreConstants.Properties.Error] = OpenIddictConstants.Errors.AccessDenied }),
                [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme])
            : Results.SignIn(Person.Principal(LastRequest.GetScopes()), properties: null, OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }

    private static async Task<IResult> ExchangeAsync(HttpContext http)
    {
        var ticket = await Microsoft.AspNetCore.Authentication.AuthenticationHttpContextExtensions.AuthenticateAsync(http, OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        return Results.SignIn(ticket.Principal!, properties: null, OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }
}

/// <summary>Somebody whom a provider knows.</summary>
/// <param name="Subject">Id there.</param>
public sealed record TestPerson(string Subject)
{
    public string? UserName { get; init; }

    public string? Email { get; init; }

    public bool EmailVerified { get; init; }

    public string[] Groups { get; init; } = [];

    /// <summary>Groups stand in the user info and not in the token.</summary>
    public bool GroupsInUserInfo { get; init; }

    public string[] Methods { get; init; } = [];

    internal ClaimsPrincipal Principal(IEnumerable<string> scopes)
    {
        var identity = new ClaimsIdentity("provider", "name", "role");
        identity.SetClaim("sub", Subject).SetClaim("preferred_username", UserName).SetClaim("email", Email).SetClaim("email_verified", EmailVerified);
        identity.SetClaims("groups", GroupsInUserInfo ? [] : [.. Groups]);
        identity.SetClaims("amr", [.. Methods]);
        identity.SetScopes(scopes);
        identity.SetDestinations(_ => [OpenIddictConstants.Destinations.IdentityToken, OpenIddictConstants.Destinations.AccessToken]);
        return new(identity);
    }

    internal Dictionary<string, object> UserInfo()
    {
        var all = new Dictionary<string, object> { ["sub"] = Subject };
        if (GroupsInUserInfo)
        {
            all["groups"] = Groups;
        }

        return all;
    }
}
