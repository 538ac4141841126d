using System.Globalization;
using GutCms.Api.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Primitives;

namespace GutCms.Api.Delivery;

/// <summary>
/// Cross-origin access to delivery: anybody may read, with any origin, never with credentials. Constant headers instead of the CORS middleware, which would
/// evaluate a policy on the hottest path to arrive at the same constants (and which an Orchard Core site configures for itself).
/// </summary>
public static class PublicRead
{
    private static readonly StringValues AnyOrigin = "*";
    private static readonly StringValues Exposed = "ETag, Link, Surrogate-Key";
    private static readonly StringValues Methods = "GET, HEAD";
    private static readonly StringValues Allowed = "GET, HEAD, OPTIONS";
    private static readonly StringValues PreflightSeconds = 86_400.ToString(CultureInfo.InvariantCulture);

    internal static void Allow(IHeaderDictionary headers)
    {
        headers.AccessControlAllowOrigin = AnyOrigin;
        headers.AccessControlExposeHeaders = Exposed;
    }

    /// <summary>Answers a preflight; a browser sends one when a script, or a library that traces requests, sets a header such as If-None-Match or traceparent.</summary>
    internal static Task PreflightAsync(HttpContext context) => PreflightAsync(context, Methods, Allowed);

    private static Task PreflightAsync(HttpContext context, StringValues methods, StringValues allowed)
    {
        var headers = context.Response.Headers;
        headers.AccessControlAllowOrigin = AnyOrigin;
        headers.AccessControlAllowMethods = methods;
        headers.AccessControlAllowHeaders = context.RequestServices.GetRequiredService<IOptionsMonitor<DeliveryHttpOptions>>().CurrentValue.RequestHeaders;
        headers.AccessControlMaxAge = PreflightSeconds;
        headers.Allow = allowed;
        context.Response.StatusCode = StatusCodes.Status204NoContent;
        return Task.CompletedTask;
    }

    /// <summary>Answers preflights for something else that anybody may read.</summary>
    public static void MapPreflight(this IEndpointRouteBuilder endpoints, string pattern) =>
        endpoints.MapMethods(pattern, [HttpMethods.Options], PreflightAsync).AllowAnonymous().ExcludeFromDescription();

    /// <summary>The same where a question may be sent as a body.</summary>
    public static void MapPreflightOfQueries(this IEndpointRouteBuilder endpoints, string pattern) =>
        endpoints.MapMethods(pattern, [HttpMethods.Options], context => PreflightAsync(context, "GET, HEAD, POST", "GET, HEAD, POST, OPTIONS")).AllowAnonymous().ExcludeFromDescription();

    /// <summary>Answers every other method.</summary>
    internal static Task RefuseAsync(HttpContext context)
    {
        context.Response.Headers.Allow = Allowed;
        return Problems.MethodNotAllowedAsync(context);
    }
}
