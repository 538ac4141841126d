using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;
using OrchardCore.Contents;
using OrchardCore.Navigation;

namespace GutCms.OrchardCore.Medical;

/// <summary>The admin menu entries <em>Medical Types</em>, beside Orchard Core's content types, and <em>Bring a Document</em>, beside its content.</summary>
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
                    .LocalNav())))
            .Add(localizer["Content"], content => content
                .Add(localizer["Bring a Document"], "3", document => document
                    .Action("Index", "FromFile", Route)
                    .Permission(CommonPermissions.EditOwnContent)
                    .LocalNav()));
        return ValueTask.CompletedTask;
    }
}
