using Fluid;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Liquid;
using OrchardCore.Modules;

namespace GutCms.OrchardCore.Themes;

/// <summary>Gives Liquid templates the filter <c>review</c>.</summary>
[Feature(FeatureIds.Review)]
[RequireFeatures("OrchardCore.Liquid")]
public sealed class LiquidStartup : StartupBase
{
    /// <inheritdoc/>
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddLiquidFilter<ReviewFilter>("review");
        services.Configure<TemplateOptions>(options =>
        {
            options.MemberAccessStrategy.Register<ReviewOfItem>();
            options.MemberAccessStrategy.Register<ReviewerOfItem>();
        });
    }
}
