using System.Globalization;
using GutCms.Api.Http;
using GutCms.Web.Texts;

namespace GutCms.Web.Features.SigningIn;

/// <summary>Limits requests for tokens per address, before any secret is looked at.</summary>
internal sealed class TokenAttempts(RequestDelegate next, AttemptLimiter limiter)
{
    /// <summary>Lets the request through, or answers 429.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        if (!context.Request.Path.StartsWithSegments("/connect/token", StringComparison.OrdinalIgnoreCase) || await limiter.PermitsTokenAsync(context))
        {
            await next(context);
            return;
        }

        context.Response.Headers.RetryAfter = AttemptLimiter.Window.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        await TypedResults.Problem(
            SiteSentence.Of("TooManyTokens").ToCurrent(),
            statusCode: StatusCodes.Status429TooManyRequests,
            title: "Too many requests",
            type: ProblemTypes.TooManyRequests).ExecuteAsync(context);
    }
}
