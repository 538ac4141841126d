using System.Globalization;
using GutCms.Api.Http;
using GutCms.Web.Features.SigningIn;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Providers;

/// <summary>
/// <c>GET /account/provider/NAME</c>: sends a browser to a provider, to sign in or to link. By GET, because what a form sends may go to this site only; what it begins ends
/// in the same browser.
/// </summary>
internal sealed class ProviderEndpoint(
    SignInProviders providers, LinkProvider linking, AttemptLimiter limiter, IActorAccessor actors, IOptionsMonitor<OpenIdConnectOptions> options, FailedProviderSignIns failed,
    ILogger<ProviderEndpoint> logger)
{
    /// <summary>Page to sign in.</summary>
    public const string SignInPage = "/account/sign-in";

    /// <summary>Page with one's linked sign-ins.</summary>
    public const string LoginsPage = "/account/providers";

    /// <summary>Maps it.</summary>
    public static void Map(IEndpointRouteBuilder endpoints) =>
        endpoints.MapGet(
            "/account/provider/{name}",
            (string name, string? returnUrl, string? link, HttpContext http, ProviderEndpoint endpoint, CancellationToken cancellationToken) => endpoint.GoAsync(name, returnUrl, link, http, cancellationToken))
            .ExcludeFromDescription();

    /// <summary>Address of a page of this site that says what is wrong.</summary>
    public static string WithFault(HttpContext http, string page, ProviderFault fault) => $"{http.Request.PathBase}{page}?fault={fault}";

    private async Task<IResult> GoAsync(string name, string? returnUrl, string? link, HttpContext http, CancellationToken cancellationToken)
    {
        http.Response.Headers.CacheControl = "no-store";
        if (providers.Find(name) is not { } provider)
        {
            return TypedResults.NotFound();
        }

        if (!await limiter.PermitsAsync(http, account: null))
        {
            http.Response.Headers.RetryAfter = AttemptLimiter.Window.TotalSeconds.ToString(CultureInfo.InvariantCulture);
            return TypedResults.Problem(statusCode: StatusCodes.Status429TooManyRequests, type: ProblemTypes.TooManyRequests);
        }

        var properties = new AuthenticationProperties { RedirectUri = RedirectHttpResult.IsLocalUrl(returnUrl) ? returnUrl : http.Request.PathBase + "/" };
        if (link is not null)
        {
            if (!linking.Holds(link, await actors.GetActorAsync(http, cancellationToken), provider))
            {
                return TypedResults.LocalRedirect(WithFault(http, LoginsPage, ProviderFault.Stale));
            }

            properties.Items[LinkProvider.Item] = link;
        }

        return await CanReachAsync(provider, cancellationToken)
            ? TypedResults.Challenge(properties, [provider.Scheme])
            : TypedResults.LocalRedirect(WithFault(http, link is null ? SignInPage : LoginsPage, ProviderFault.Unavailable));
    }

    private async Task<bool> CanReachAsync(SignInProvider provider, CancellationToken cancellationToken)
    {
        try
        {
            await options.Get(provider.Scheme).ConfigurationManager!.GetConfigurationAsync(cancellationToken);
            return true;
        }
        catch (Exception exception) when (exception is InvalidOperationException or IOException or HttpRequestException or ArgumentException && !cancellationToken.IsCancellationRequested)
        {
            logger.LogWarning(exception, "The sign-in provider {Provider} cannot be reached, or its metadata cannot be read.", provider.Name);
            await failed.RecordAsync(provider, "provider-unavailable");
            return false;
        }
    }
}
