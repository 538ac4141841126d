using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Primitives;

namespace GutCms.OrchardCore.Delivery;

/// <summary>
/// Routing fails on an <c>Accept-Encoding</c> that excludes forms where a dynamic route matches as well, as Orchard Core's content paths do. Delivery chooses the form of an
/// answer itself, so such a header of a request to it is kept aside until the request is routed.
/// </summary>
internal sealed class UnseenEncodings : IStartupFilter
{
    private static readonly object Kept = new();

    /// <inheritdoc/>
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, following) =>
        {
            var headers = context.Request.Headers;
            if (IsDelivery(context.Request.Path) && headers.AcceptEncoding is { Count: > 0 } accepted && accepted.ToString().Contains("q=0", StringComparison.OrdinalIgnoreCase))
            {
                context.Items[Kept] = accepted;
                headers.AcceptEncoding = StringValues.Empty;
            }

            return following(context);
        });
        next(app);
    };

    /// <summary>Puts the header back; behind routing.</summary>
    public static Task RestoreAsync(HttpContext context, RequestDelegate following)
    {
        if (context.Items.TryGetValue(Kept, out var accepted))
        {
            context.Items.Remove(Kept);
            context.Request.Headers.AcceptEncoding = (StringValues)accepted!;
        }

        return following(context);
    }

    private static bool IsDelivery(PathString path) =>
        path.StartsWithSegments("/api/delivery") || path.StartsWithSegments("/sitemaps") || path.Equals("/sitemap.xml", StringComparison.OrdinalIgnoreCase)
        || path.Value?.EndsWith("/feed.xml", StringComparison.OrdinalIgnoreCase) == true || path.Value?.EndsWith("/feed.json", StringComparison.OrdinalIgnoreCase) == true;
}
