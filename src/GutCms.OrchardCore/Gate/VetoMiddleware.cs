using System.Runtime.ExceptionServices;
using GutCms.Api.Http;
using GutCms.Core.Reviews.Model;
using GutCms.OrchardCore.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using ISession = YesSql.ISession;

namespace GutCms.OrchardCore.Gate;

/// <summary>
/// Orchard Core's <c>POST /api/content</c> answers 200 when a publication was vetoed, and keeps the edits as a draft. Here that is a 409 which names every rule that is
/// not met, and nothing is kept, as on the light host; so with a deletion that was vetoed. What a workflow tried on the way is no reason: a veto belongs to what was asked for.
/// </summary>
internal sealed class VetoMiddleware(RequestDelegate next)
{
    /// <summary>Handles a request.</summary>
    public async Task InvokeAsync(HttpContext context)
    {
        if (!Concerns(context.Request))
        {
            await next(context);
            return;
        }

        var answer = context.Response.Body;
        await using var kept = new MemoryStream();
        context.Response.Body = kept;
        try
        {
            await next(context);
        }
        finally
        {
            context.Response.Body = answer;
        }

        var state = context.RequestServices.GetRequiredService<GateState>();
        if (state.Fault is { } fault && DatabaseFaults.Of(fault) is not null)
        {
            // No rule refused it: whoever comes back may be let through.
            ExceptionDispatchInfo.Throw(fault);
        }

        if (context.Response.StatusCode == StatusCodes.Status200OK && state.Vetoes.Find(veto => veto.IsOwn) is { } own)
        {
            await context.RequestServices.GetRequiredService<ISession>().CancelAsync();
            await RefuseAsync(context, own.Refusal, HttpMethods.IsPost(context.Request.Method) ? " Nothing was saved: save it as a draft, then submit it." : " Nothing was deleted.");
            return;
        }

        kept.Position = 0;
        await kept.CopyToAsync(answer, context.RequestAborted);
    }

    private static bool Concerns(HttpRequest request) =>
        (HttpMethods.IsPost(request.Method) && request.Path.Equals("/api/content", StringComparison.OrdinalIgnoreCase))
        || (HttpMethods.IsDelete(request.Method) && request.Path.StartsWithSegments("/api/content", StringComparison.OrdinalIgnoreCase));

    private static Task RefuseAsync(HttpContext context, Refusal refusal, string consequence)
    {
        context.Response.Clear();
        var problem = new Microsoft.AspNetCore.Mvc.ProblemDetails
        {
            Type = ProblemTypes.TransitionNotPermitted,
            Title = "Not permitted",
            Status = refusal.Kind == RefusalKind.Forbidden ? StatusCodes.Status403Forbidden : StatusCodes.Status409Conflict,
            Detail = refusal.Message + consequence,
            Extensions =
            {
                ["currentState"] = refusal.CurrentState?.ToName(),
                ["permittedTriggers"] = refusal.PermittedTriggers.Select(trigger => trigger.ToName()).ToArray(),
                ["unmetRules"] = refusal.UnmetRules.Select(rule => new { rule = rule.Rule, message = rule.Message }).ToArray(),
            },
        };
        return TypedResults.Problem(problem).ExecuteAsync(context);
    }
}
