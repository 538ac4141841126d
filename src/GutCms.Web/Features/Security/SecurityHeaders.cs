using Microsoft.AspNetCore.Diagnostics;
using Microsoft.Extensions.Primitives;

namespace GutCms.Web.Features.Security;

/// <summary>Security headers of every answer. All values are made once: on the API's hot path it is one look-up and three assignments.</summary>
internal static class SecurityHeaders
{
    private const string CrossOriginResourcePolicy = "Cross-Origin-Resource-Policy";
    private const string CrossOriginOpenerPolicy = "Cross-Origin-Opener-Policy";
    private const string PermissionsPolicy = "Permissions-Policy";
    private const string ReferrerPolicy = "Referrer-Policy";

    private static readonly StringValues NoSniff = "nosniff";
    private static readonly StringValues SameOrigin = "same-origin";
    private static readonly StringValues Referrer = "strict-origin-when-cross-origin";
    private static readonly StringValues NoPermissions = "camera=(), geolocation=(), microphone=(), payment=(), usb=()";

    /// <summary>Registers what keeps the headers on the answer to an unhandled fault, from which the exception handler removes all headers.</summary>
    public static IServiceCollection AddGutCmsSecurityHeaders(this IServiceCollection services) => services.AddExceptionHandler<AfterFault>();

    /// <summary>Sets the headers before anything else answers. Behind routing, which a WebApplication puts in front of all middleware.</summary>
    public static IApplicationBuilder UseGutCmsSecurityHeaders(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        Apply(context.Response.Headers, context.GetEndpoint()?.Metadata.GetMetadata<ContentPolicy>() ?? ContentPolicy.Api);
        return next(context);
    });

    /// <summary>Sets the headers of a policy, in place of those set before.</summary>
    public static void Apply(IHeaderDictionary headers, ContentPolicy policy)
    {
        headers.XContentTypeOptions = NoSniff;
        headers.ContentSecurityPolicy = policy.ContentSecurityPolicy;
        headers[CrossOriginResourcePolicy] = policy.ResourcePolicy;
        if (policy.IsDocument)
        {
            headers[ReferrerPolicy] = Referrer;
            headers[PermissionsPolicy] = NoPermissions;
            headers[CrossOriginOpenerPolicy] = SameOrigin;
        }
    }

    private sealed class AfterFault : IExceptionHandler
    {
        public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
        {
            Apply(httpContext.Response.Headers, ContentPolicy.Api);
            return ValueTask.FromResult(false);
        }
    }
}
