using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;
using OrchardCore.Contents;
using OrchardCore.Navigation;

namespace GutCms.OrchardCore.Delivery;

/// <summary>The admin menu entry <em>Addresses</em>, beside Orchard Core's content, for whoever may list that.</summary>
internal sealed class DeliveryMenu(IStringLocalizer<DeliveryMenu> localizer) : AdminNavigationProvider
{
    private static readonly RouteValueDictionary Route = new() { ["area"] = FeatureIds.Everything };

    /// <inheritdoc/>
    protected override ValueTask BuildAsync(NavigationBuilder builder)
    {
        builder.Add(localizer["Content"], content => content
            .Add(localizer["Addresses"], "4", addresses => addresses
                .Action("Index", "Address", Route)
                .Permission(CommonPermissions.ListContent)
                .LocalNav()));
        return ValueTask.CompletedTask;
    }
}
