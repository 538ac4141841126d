using System.Globalization;
using System.Security.Claims;
using GutCms.Api.Http;
using GutCms.Web.Storage.Limits;
using GutCms.Web.Texts;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Limits;

/// <summary>Bounds what a request may send, and what a person may ask for in a minute. Placed behind authentication; delivery and strangers, who have limits of their own where they cost anything, pass.</summary>
internal sealed class LimitRequests(RequestDelegate next, WorkBudgets budgets, ISharedLimits shared, IOptions<LimitOptions> options)
{
    /// <summary>Bytes of a body that are a unit of work.</summary>
    private const int BytesOfUnit = 10_000;

    /// <summary>Name of the limit that nodes share.</summary>
    private const string Work = "work";

    /// <summary>Lets the request pass, or not.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        var request = context.Request;
        if (request.HasJsonContentType() && context.Features.Get<IHttpMaxRequestBodySizeFeature>() is { IsReadOnly: false } size)
        {
            size.MaxRequestBodySize = options.Value.RequestBytes;
        }

        if (PersonOf(context.User) is not { } person || CostOf(context) is not (> 0 and var cost))
        {
            await next(context);
            return;
        }

        if (budgets.Take(person, cost) is { } wait)
        {
            await RefuseAsync(context, wait);
            return;
        }

        if (!await shared.TakeAsync(Work, person, cost, options.Value.WorkPerMinute, context.RequestAborted))
        {
            await RefuseAsync(context, ISharedLimits.Segment);
            return;
        }

        if (request.ContentLength is not null || !ChangesSomething(request))
        {
            await next(context);
            return;
        }

        var counted = new CountedBody(request.Body);
        request.Body = counted;
        try
        {
            await next(context);
        }
        finally
        {
            var more = counted.Count / BytesOfUnit;
            budgets.Charge(person, more);
            if (more > 0)
            {
                // Also of a request that was given up: what it cost is used.
                await shared.ChargeAsync(Work, person, more, CancellationToken.None);
            }
        }
    }

    private static string? PersonOf(ClaimsPrincipal user) =>
        user.Identity?.IsAuthenticated == true ? user.FindFirstValue(ClaimTypes.NameIdentifier) ?? user.FindFirstValue("sub") ?? user.Identity.Name : null;

    private static long CostOf(HttpContext context) =>
        (context.GetEndpoint()?.Metadata.GetMetadata<DearAttribute>()?.Units ?? 0)
        + (ChangesSomething(context.Request) ? 1 + ((context.Request.ContentLength ?? 0) / BytesOfUnit) : 0);

    private static bool ChangesSomething(HttpRequest request) => !HttpMethods.IsGet(request.Method) && !HttpMethods.IsHead(request.Method) && !HttpMethods.IsOptions(request.Method);

    private static async Task RefuseAsync(HttpContext context, TimeSpan wait)
    {
        context.Response.Headers.RetryAfter = wait.TotalSeconds.ToString("F0", CultureInfo.InvariantCulture);
        context.Response.Headers.CacheControl = "no-store";
        await TypedResults.Problem(
            SiteSentence.Of("TooMuchWork", wait.TotalSeconds).ToCurrent(),
            statusCode: StatusCodes.Status429TooManyRequests,
            title: "Too many requests",
            type: ProblemTypes.TooManyRequests).ExecuteAsync(context);
    }
}
