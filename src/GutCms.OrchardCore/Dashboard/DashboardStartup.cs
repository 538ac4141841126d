using Microsoft.Extensions.DependencyInjection;
using OrchardCore.ContentManagement;
using OrchardCore.ContentManagement.Display.ContentDisplay;
using OrchardCore.ContentManagement.Metadata;
using OrchardCore.ContentManagement.Metadata.Settings;
using OrchardCore.Data.Migration;
using OrchardCore.Modules;

namespace GutCms.OrchardCore.Dashboard;

/// <summary>Where the admin's dashboard is enabled: a widget that says what waits for review. It is put there by hand, as every widget.</summary>
[Feature(FeatureIds.Review)]
[RequireFeatures("OrchardCore.AdminDashboard")]
public sealed class DashboardStartup : StartupBase
{
    /// <inheritdoc/>
    public override void ConfigureServices(IServiceCollection services)
    {
        services.AddContentPart<ReviewDeskPart>().UseDisplayDriver<ReviewDeskDriver>();
        services.AddDataMigration<DashboardMigrations>();
    }
}

/// <summary>Makes the type of the widget.</summary>
/// <param name="types">Content types.</param>
[Feature(FeatureIds.Review)]
public sealed class DashboardMigrations(IContentDefinitionManager types) : DataMigration
{
    /// <summary>Name of the type.</summary>
    public const string Type = "ReviewDashboardWidget";

    /// <summary>First version.</summary>
    public async Task<int> CreateAsync()
    {
        await types.AlterPartDefinitionAsync(nameof(ReviewDeskPart), part => part.WithDisplayName("Review desk").WithDescription("Says what waits for review."));
        await types.AlterTypeDefinitionAsync(Type, type => type
            .WithDisplayName("Review Dashboard Widget")
            .Creatable()
            .Stereotype("DashboardWidget")
            .WithPart("DashboardPart", part => part.WithPosition("0"))
            .WithPart(nameof(ReviewDeskPart), part => part.WithPosition("1")));
        return 1;
    }
}
