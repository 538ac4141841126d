using System.Data.Common;
using System.Globalization;
using System.Net;
using GutCms.Api.Http;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Localization;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using OrchardCore.Data.Documents;

namespace GutCms.OrchardCore.Storage;

/// <summary>
/// Answers 503 where others keep the database, or it is away, as the light host does: a problem for programs, a page for browsers. Before everything of the tenant, since signing in reads the database too.
/// </summary>
internal sealed partial class UnavailableDatabase(ILogger<UnavailableDatabase> logger) : IStartupFilter
{
    /// <inheritdoc/>
    public Action<IApplicationBuilder> Configure(Action<IApplicationBuilder> next) => app =>
    {
        app.Use(async (context, following) =>
        {
            try
            {
                await following(context);
            }
            catch (Exception exception) when (!context.Response.HasStarted && FaultOf(context, exception) is { } fault)
            {
                if (fault == DatabaseFault.Away)
                {
                    NotAnswered(logger, exception);
                }

                await CancelAsync(context);
                await AnswerAsync(context, fault);
            }
        });
        next(app);
    };

    /// <summary>A transaction that a fault has ended fails again with whatever is asked of it next; the gate has kept the first.</summary>
    private static DatabaseFault? FaultOf(HttpContext context, Exception exception) => DatabaseFaults.Of(exception) ?? DatabaseFaults.Of(context.RequestServices.GetService<GateState>()?.Fault);

    /// <summary>The request is over for Orchard Core, which would keep what was done until the fault.</summary>
    private static async Task CancelAsync(HttpContext context)
    {
        try
        {
            await context.RequestServices.GetRequiredService<IDocumentStore>().CancelAsync();
        }
        catch (Exception gone) when (gone is DbException or InvalidOperationException)
        {
            // The connection has ended, and the transaction with it.
        }
    }

    private static async Task AnswerAsync(HttpContext context, DatabaseFault fault)
    {
        context.Response.Clear();

        // What the request has chosen; the flow that had it is left.
        if (context.Features.Get<IRequestCultureFeature>()?.RequestCulture.UICulture is { } culture)
        {
            CultureInfo.CurrentUICulture = culture;
        }

        var answer = fault == DatabaseFault.Busy ? Unavailable.Busy : Unavailable.DatabaseAway;
        if (context.Request.Path.StartsWithSegments("/api") || !context.Request.Headers.Accept.ToString().Contains("text/html", StringComparison.OrdinalIgnoreCase))
        {
            await Unavailable.AnswerAsync(context, answer);
            return;
        }

        var (words, language) = (WebUtility.HtmlEncode(answer.Detail), CultureInfo.CurrentUICulture.Name);
        context.Response.Headers.RetryAfter = answer.RetryAfter;
        context.Response.Headers.CacheControl = "no-store";
        await TypedResults.Content(
            $"<!DOCTYPE html><html lang=\"{language}\"><head><meta charset=\"utf-8\"><title>{words}</title></head><body><p>{words}</p></body></html>", "text/html; charset=utf-8", statusCode: StatusCodes.Status503ServiceUnavailable)
            .ExecuteAsync(context);
    }

    [LoggerMessage(LogLevel.Error, "A request was answered by 503.")]
    private static partial void NotAnswered(ILogger logger, Exception fault);
}
