using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;
using OrchardCore.Contents;
using OrchardCore.Navigation;

namespace GutCms.OrchardCore.Medical;

/// <summary>The admin menu entry <em>Medical Types</em>, beside Orchard Core's content types.</summary>
internal sealed class MedicalMenu(IStringLocalizer<MedicalMenu> localizer) : AdminNavigationProvider
{
    private static readonly RouteValueDictionary Route = new() { ["area"] = FeatureIds.Everything };

    /// <inheritdoc/>
    protected override ValueTask BuildAsync(NavigationBuilder builder)
    {
        builder.Add(localizer["Design"], design => design
            .Add(localizer["Content Definition"], definition => definition
                .Add(localizer["Medical Types"], "3", types => types
                    .Action("Index", "MedicalTypes", Route)
                    .Permission(ContentTypesPermissions.ViewContentTypes)
                    .LocalNav())));
        return ValueTask.CompletedTask;
    }
}
