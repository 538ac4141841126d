using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;
using OrchardCore.Contents;
using OrchardCore.Navigation;

namespace GutCms.OrchardCore.Reviews;

/// <summary>The admin menu entry <em>Review</em>, for whoever may list content. The queue itself shows what its reader may see.</summary>
internal sealed class ReviewMenu(IStringLocalizer<ReviewMenu> localizer) : AdminNavigationProvider
{
    private static readonly RouteValueDictionary Route = new() { ["area"] = "GutCms.OrchardCore" };

    /// <inheritdoc/>
    protected override ValueTask BuildAsync(NavigationBuilder builder)
    {
        builder.Add(localizer["Review"], "2", review => review
            .AddClass("review").Id("review")
            .Action("Index", "Review", Route)
            .Permission(CommonPermissions.ListContent)
            .LocalNav());
        return ValueTask.CompletedTask;
    }
}
