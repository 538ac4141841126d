using GutCms.OrchardCore.Security;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;
using OrchardCore.Contents;
using OrchardCore.Navigation;

namespace GutCms.OrchardCore.Controllers;

/// <summary>The admin menu entries <em>Review</em>, for whoever may list content (the queue itself shows what its reader may see), and <em>Review Policies</em>.</summary>
internal sealed class ReviewMenu(IStringLocalizer<ReviewMenu> localizer) : AdminNavigationProvider
{
    private static readonly RouteValueDictionary Route = new() { ["area"] = "GutCms.OrchardCore" };

    /// <inheritdoc/>
    protected override ValueTask BuildAsync(NavigationBuilder builder)
    {
        builder
            .Add(localizer["Review"], "2", review => review
                .AddClass("review").Id("review")
                .Action("Index", "Review", Route)
                .Permission(CommonPermissions.ListContent)
                .LocalNav())
            .Add(localizer["Design"], design => design
                .Add(localizer["Content Definition"], definition => definition
                    .Add(localizer["Review Policies"], "4", policies => policies
                        .Action("Index", "Policy", Route)
                        .Permission(GutCmsPermissions.ManageReviewPolicies)
                        .LocalNav())));
        return ValueTask.CompletedTask;
    }
}
