using System.Text.Json.Serialization;
using GutCms.Api.Settings;
using GutCms.Web.Storage.Databases;
using Microsoft.AspNetCore.Diagnostics.HealthChecks;
using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace GutCms.Web.Features.Health;

/// <summary>Two questions of an operator's tools: does the process run, and can it serve.</summary>
internal static class HealthEndpoints
{
    private const string Ready = "ready";

    /// <summary>Adds the checks.</summary>
    public static IServiceCollection AddGutCmsHealth(this IServiceCollection services)
    {
        services.AddCheckedOptions<HealthOptions>(HealthOptions.Section);
        services.AddSingleton<WriteCheck>();
        services.AddHealthChecks().AddCheck<DatabaseCheck>("database", tags: [Ready]).AddCheck<WriteCheck>("write", tags: [Ready]).AddCheck<DiskCheck>("disk", tags: [Ready]);
        return services;
    }

    /// <summary>Maps <c>/health/live</c> and <c>/health/ready</c>.</summary>
    public static void MapGutCmsHealth(this IEndpointRouteBuilder endpoints)
    {
        var group = endpoints.MapGroup("/health").WithTags("Health");
        group.MapHealthChecks("/live", new HealthCheckOptions { Predicate = _ => false, ResponseWriter = WriteAsync }).AllowAnonymous();
        group.MapHealthChecks("/ready", new HealthCheckOptions { Predicate = check => check.Tags.Contains(Ready), ResponseWriter = WriteAsync }).AllowAnonymous();
    }

    private static async Task WriteAsync(HttpContext context, HealthReport report)
    {
        context.Response.Headers.CacheControl = "no-store";
        var reasons = report.Entries.Where(entry => entry.Value.Status != HealthStatus.Healthy).Select(entry => Reason(entry.Key, entry.Value)).Distinct(StringComparer.Ordinal).ToList();
        if (report.Status != HealthStatus.Unhealthy)
        {
            // It serves: a balancer must not take every node out at once.
            await context.Response.WriteAsJsonAsync(
                report.Status == HealthStatus.Healthy ? new HealthResponse("healthy") : new HealthResponse("degraded") { Detail = string.Join(" ", reasons) }, context.RequestAborted);
            return;
        }

        await context.RequestServices.GetRequiredService<IProblemDetailsService>().WriteAsync(new ProblemDetailsContext
        {
            HttpContext = context,
            ProblemDetails = { Status = StatusCodes.Status503ServiceUnavailable, Title = "The site cannot serve.", Detail = string.Join(" ", reasons) },
        });
    }

    /// <summary>The answer is public: what an exception says, addresses for example, goes to the log only.</summary>
    private static string Reason(string check, HealthReportEntry entry) =>
        entry.Exception is not { } fault ? entry.Description ?? check : DatabaseFaults.Of(fault) is { } known ? known.Say() : $"The check '{check}' failed.";

    /// <summary>What a site that serves answers.</summary>
    /// <param name="Status"><c>healthy</c>, or <c>degraded</c> while something that it serves without is at fault.</param>
    internal sealed record HealthResponse(string Status)
    {
        /// <summary>Why it is degraded; left out when it is not.</summary>
        [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
        public string? Detail { get; init; }
    }
}
