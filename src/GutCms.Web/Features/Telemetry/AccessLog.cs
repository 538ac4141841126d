using Microsoft.AspNetCore.HttpLogging;

namespace GutCms.Web.Features.Telemetry;

/// <summary>Keeps out of the log of requests what opens something: of an address whose end is a secret, its beginning stands there.</summary>
internal sealed class AccessLog : IHttpLoggingInterceptor
{
    /// <summary>Addresses below which the rest of the path is a secret. Other secrets stand in queries, which the log leaves out.</summary>
    private static readonly string[] Secret = ["/preview"];

    /// <inheritdoc/>
    public ValueTask OnRequestAsync(HttpLoggingInterceptorContext logContext)
    {
        var path = logContext.HttpContext.Request.Path;
        if (Secret.FirstOrDefault(start => path.StartsWithSegments(start, StringComparison.OrdinalIgnoreCase)) is { } secret && logContext.TryDisable(HttpLoggingFields.RequestPath))
        {
            logContext.AddParameter("Path", $"{secret}/…");
        }

        return ValueTask.CompletedTask;
    }

    /// <inheritdoc/>
    public ValueTask OnResponseAsync(HttpLoggingInterceptorContext logContext) => ValueTask.CompletedTask;
}
