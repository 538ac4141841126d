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
        if (FindSecret(logContext.HttpContext.Request.Path) is { } secret && logContext.TryDisable(HttpLoggingFields.RequestPath))
        {
            logContext.AddParameter("Path", Shown(secret));
        }

        return ValueTask.CompletedTask;
    }

    /// <summary>The path of a request as a log may show it.</summary>
    public static string PathOf(HttpRequest request) =>
        FindSecret(request.Path) is { } secret ? Shown(secret) : (request.PathBase + request.Path).ToString();

    /// <inheritdoc/>
    public ValueTask OnResponseAsync(HttpLoggingInterceptorContext logContext) => ValueTask.CompletedTask;

    private static string? FindSecret(PathString path) => Secret.FirstOrDefault(start => path.StartsWithSegments(start, StringComparison.OrdinalIgnoreCase));

    private static string Shown(string secret) => $"{secret}/…";
}
