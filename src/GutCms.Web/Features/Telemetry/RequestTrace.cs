using System.Collections;
using System.Diagnostics;

namespace GutCms.Web.Features.Telemetry;

/// <summary>
/// Gives a request its trace and the scope of its log, which the server would give to every one. Behind what answers from memory, which asks nobody and writes no log: for a document these two are an eighth of the work.
/// </summary>
internal static class RequestTrace
{
    /// <summary>The server's own log of requests, which has each of them begin a trace and a scope unless it is off. Its lines are those of <see cref="TelemetryOptions.AccessLog"/>.</summary>
    public const string ServerCategory = "Microsoft.AspNetCore.Hosting.Diagnostics";

    private const string Name = "GutCms.Request";

    /// <summary>Begins both, where the server has not since somebody collects traces.</summary>
    public static void Use(WebApplication app)
    {
        var log = app.Services.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(RequestTrace));
        app.Use(async (context, next) =>
        {
            using var trace = Activity.Current is null ? Begin(context.Request.Headers) : null;
            using var scope = log.BeginScope(new Scope(context));
            await next(context);
        });
    }

    /// <summary>A trace, which goes on with that of the caller where there is one (W3C Trace Context).</summary>
    private static Activity Begin(IHeaderDictionary headers)
    {
        var trace = new Activity(Name);
        if (ActivityContext.TryParse(headers.TraceParent, headers.TraceState, out var caller))
        {
            trace.SetParentId(caller.TraceId, caller.SpanId, caller.TraceFlags);
            trace.TraceStateString = caller.TraceState;
        }

        return trace.Start();
    }

    /// <summary>Names that logs of ASP.NET Core have for them.</summary>
    private sealed class Scope(HttpContext context) : IReadOnlyList<KeyValuePair<string, object?>>
    {
        public int Count => 2;

        public KeyValuePair<string, object?> this[int index] => index switch
        {
            0 => new("RequestId", context.TraceIdentifier),
            1 => new("RequestPath", AccessLog.PathOf(context.Request)),
            _ => throw new ArgumentOutOfRangeException(nameof(index)),
        };

        public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => Enumerable.Range(0, Count).Select(index => this[index]).GetEnumerator();

        IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

        public override string ToString() => $"RequestPath:{AccessLog.PathOf(context.Request)} RequestId:{context.TraceIdentifier}";
    }
}
