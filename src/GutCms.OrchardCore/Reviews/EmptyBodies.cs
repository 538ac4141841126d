using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace GutCms.OrchardCore.Reviews;

/// <summary>
/// Triggers that take no body are sent without a content type. Orchard Core routes whatever matches nothing else by content paths, and routing prefers that route, which
/// asks for no content type, to one that accepts JSON: so such requests say JSON before they are routed.
/// </summary>
internal sealed class EmptyBodies : IStartupFilter
{
    /// <inheritdoc/>
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use((context, following) =>
        {
            if (HttpMethods.IsPost(context.Request.Method) && string.IsNullOrEmpty(context.Request.ContentType) && context.Request.Path.StartsWithSegments("/api/review"))
            {
                context.Request.ContentType = "application/json";
            }

            return following(context);
        });
        next(app);
    };
}
