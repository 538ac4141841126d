using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace GutCms.Api.Http;

/// <summary>Puts requests on record that were turned away before, or by, a use case that records nothing itself.</summary>
public static class RefusedRequests
{
    /// <summary>Why a request was turned away: the anti-forgery token was missing or wrong.</summary>
    public const string Antiforgery = "Antiforgery";

    private static readonly string[] Content = ["content", "review", "history"];

    /// <summary>Whether a status says that somebody was turned away: 401, 403, 428 (no <c>If-Match</c>), 429.</summary>
    public static bool Are(int status) =>
        status is StatusCodes.Status401Unauthorized or StatusCodes.Status403Forbidden or StatusCodes.Status428PreconditionRequired or StatusCodes.Status429TooManyRequests;

    /// <summary>
    /// Records the request as <see cref="AuditActions.AccessRefused"/>, unless something of it is on record already: status, method and route (as it is mapped, since what
    /// stands in an address may be a secret), the trigger, and the item where the route names one.
    /// </summary>
    /// <param name="context">The request.</param>
    /// <param name="status">Status of the answer.</param>
    /// <param name="kind">A further word on why; null: the status says it.</param>
    public static async Task RecordAsync(HttpContext context, int status, string? kind = null)
    {
        if ((kind is null && !Are(status)) || RefusalLog.Knows(context))
        {
            return;
        }

        using var act = ActOfRequest.Continue(context);
        var services = context.RequestServices;
        var route = (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText;
        var details = new JsonObject { ["status"] = status, ["method"] = MethodOf(context.Request), ["route"] = route };
        if (kind is not null)
        {
            details["kind"] = kind;
        }

        if (context.GetRouteValue("trigger") is string text && ReviewNames.FindTrigger(text) is { } trigger)
        {
            details["trigger"] = trigger.ToName();
        }

        var item = context.GetRouteValue("id") as string;
        var draft = new AuditDraft(services.GetRequiredService<TimeProvider>().GetUtcNow().UtcDateTime, await FindActorAsync(context), AuditActions.AccessRefused)
        {
            ContentItemId = ContentIds.IsValid(item) && route?.Split('/').Any(Content.Contains) == true ? item : null,
            Details = details,
        };
        await services.GetRequiredService<IRefusalLog>().RecordAsync(draft);
    }

    /// <summary>A database that cannot be read makes an entry, or a sum, of a stranger.</summary>
    private static async Task<Actor> FindActorAsync(HttpContext context)
    {
        try
        {
            return await context.RequestServices.GetRequiredService<IActorAccessor>().GetActorAsync(context, CancellationToken.None);
        }
        catch (Exception)
        {
            return Actor.Anonymous;
        }
    }

    private static string MethodOf(HttpRequest request) => HttpMethods.GetCanonicalizedValue(request.Method) is { Length: <= 7 } known ? known : "OTHER";
}
