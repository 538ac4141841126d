using GutCms.Api.Http;
using Microsoft.AspNetCore.Mvc.Core.Infrastructure;
using Microsoft.AspNetCore.Mvc.Filters;

namespace GutCms.Web.Features.Audit;

/// <summary>
/// Sees to it that no request is turned away without being on record, whichever page, endpoint or middleware did it: what answers 401, 403, 428 or 429 is recorded before the
/// answer is sent, unless the use case has done so.
/// </summary>
internal static class RefusalsOnRecord
{
    /// <summary>Goes in front of everything that turns requests away.</summary>
    public static IApplicationBuilder UseGutCmsRefusals(this IApplicationBuilder app) => app.Use((context, next) =>
    {
        // The public read path turns nobody away.
        if (!context.Request.Path.StartsWithSegments("/api/delivery", StringComparison.OrdinalIgnoreCase))
        {
            context.Response.OnStarting(() => RefusedRequests.RecordAsync(context, context.Response.StatusCode));
        }

        return next(context);
    });
}

/// <summary>Records forms of pages that came without the anti-forgery token.</summary>
internal sealed class ForgedFormsOnRecord : IAsyncAlwaysRunResultFilter
{
    /// <inheritdoc/>
    public async Task OnResultExecutionAsync(ResultExecutingContext context, ResultExecutionDelegate next)
    {
        if (context.Result is IAntiforgeryValidationFailedResult)
        {
            await RefusedRequests.RecordAsync(context.HttpContext, StatusCodes.Status400BadRequest, RefusedRequests.Antiforgery);
        }

        await next();
    }
}
