using GutCms.Api.Texts;
using GutCms.Core.Paging;
using GutCms.Core.Security;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;

namespace GutCms.Api.Http;

/// <summary>Who makes a request, where strangers have nothing to do.</summary>
internal static class Caller
{
    /// <summary>The caller that <see cref="RequireAsync"/> found.</summary>
    public static Actor Of(HttpContext context) =>
        context.Features.Get<Found>()?.Actor ?? throw new InvalidOperationException("The endpoint is in no group that requires a caller.");

    /// <summary>Filter of a group: 401 without a caller; answers are never stored; whoever is turned away is on record; faults that any of its endpoints can meet become problems.</summary>
    public static async ValueTask<object?> RequireAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var result = await AnswerAsync(invocation, next);

        // Before it is sent: whoever was turned away finds it on record.
        if (result is IStatusCodeHttpResult { StatusCode: { } status })
        {
            await RefusedRequests.RecordAsync(invocation.HttpContext, status);
        }

        return result;
    }

    private static async ValueTask<object?> AnswerAsync(EndpointFilterInvocationContext invocation, EndpointFilterDelegate next)
    {
        var context = invocation.HttpContext;
        context.Response.Headers.CacheControl = "no-store";
        var actor = await context.RequestServices.GetRequiredService<IActorAccessor>().GetActorAsync(context, context.RequestAborted);
        if (actor is { UserId.Length: 0, IsSystem: false })
        {
            context.Response.Headers.WWWAuthenticate = "Bearer";
            return Problems.Problem(StatusCodes.Status401Unauthorized, "Unauthorized", ApiText.Say("SignIn"), ProblemTypes.Unauthorized);
        }

        context.Features.Set(new Found(actor));
        try
        {
            return await next(invocation);
        }
        catch (BadCursorException)
        {
            return Problems.InvalidCursor(context);
        }
    }

    /// <summary>Filter of a group, after <see cref="RequireAsync"/>: 403 without a permission.</summary>
    public static Func<EndpointFilterInvocationContext, EndpointFilterDelegate, ValueTask<object?>> Holds(string permission) => (invocation, next) =>
        Authorization.Allows(Of(invocation.HttpContext), permission)
            ? next(invocation)
            : ValueTask.FromResult<object?>(Problems.Problem(StatusCodes.Status403Forbidden, "Forbidden", ApiText.Say("Permission", permission), ProblemTypes.Forbidden));

    private sealed record Found(Actor Actor);
}
