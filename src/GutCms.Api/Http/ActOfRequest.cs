using GutCms.Core.Audit;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace GutCms.Api.Http;

/// <summary>Makes each request one act of the audit log: whatever it puts on record, changes and refusals alike, has one <see cref="AuditEntry.ActId"/>.</summary>
public static class ActOfRequest
{
    /// <summary>Goes in front of everything that puts anything on record.</summary>
    public static IApplicationBuilder UseGutCmsActs(this IApplicationBuilder app) => app.Use(async (context, next) =>
    {
        using var act = AuditAct.Begin();
        context.Features.Set(new Begun(AuditAct.Id!));
        await next(context);
    });

    /// <summary>Goes on with the act of a request where the server calls back outside of what handles the request, as it does before it sends an answer.</summary>
    public static IDisposable Continue(HttpContext context) => AuditAct.Continue(context.Features.Get<Begun>()?.Id);

    private sealed record Begun(string Id);
}
