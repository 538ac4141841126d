using GutCms.Api.Settings;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Features.Limits;

/// <summary>Registers the limits of items, requests and people.</summary>
internal static class LimitServices
{
    /// <summary>Adds the services.</summary>
    public static IServiceCollection AddGutCmsLimits(this IServiceCollection services)
    {
        services.AddCheckedOptions<LimitOptions>(LimitOptions.Section);
        services.AddSingleton(provider => provider.GetRequiredService<IOptions<LimitOptions>>().Value.ToLimits());
        services.AddSingleton<WorkBudgets>();
        return services;
    }

    /// <summary>Places the limits; behind authentication.</summary>
    public static void UseGutCmsLimits(this WebApplication app) => app.UseWhen(
        context => !context.Request.Path.StartsWithSegments("/api/delivery", StringComparison.OrdinalIgnoreCase),
        branch => branch.UseMiddleware<LimitRequests>());
}
