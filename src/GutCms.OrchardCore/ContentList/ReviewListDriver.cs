using GutCms.OrchardCore.Reviews;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.Extensions.Localization;
using OrchardCore.Contents.ViewModels;
using OrchardCore.DisplayManagement.Handlers;
using OrchardCore.DisplayManagement.Views;

namespace GutCms.OrchardCore.ContentList;

/// <summary>The choice of a review state above Orchard Core's content list.</summary>
internal sealed class ReviewListDriver(IStringLocalizer<ReviewListDriver> localizer) : DisplayDriver<ContentOptionsViewModel>
{
    private const string FormPrefix = "Review";

    /// <inheritdoc/>
    public override IDisplayResult Display(ContentOptionsViewModel model, BuildDisplayContext context) =>
        View("ContentsAdminFilters_Thumbnail__Review", model).Location("Thumbnail", "Content:45");

    /// <inheritdoc/>
    public override IDisplayResult Edit(ContentOptionsViewModel model, BuildEditorContext context) => Initialize<ReviewListOptions>("ContentsAdminList__ReviewFilter", options =>
    {
        model.FilterResult.MapTo(options);
        options.Choices =
        [
            new SelectListItem(localizer["Any review state"], ""),
            .. ReviewListFilter.Values.Select(value => new SelectListItem(localizer[ReviewWords.OfFilter(value)], value, value == options.State)),
        ];
    }).Location("Actions:15");

    /// <inheritdoc/>
    public override async Task<IDisplayResult> UpdateAsync(ContentOptionsViewModel model, UpdateEditorContext context)
    {
        var options = new ReviewListOptions();
        await context.Updater.TryUpdateModelAsync(options, FormPrefix);
        model.FilterResult.MapFrom(options);
        return Edit(model, context);
    }

    /// <inheritdoc/>
    protected override void BuildPrefix(ContentOptionsViewModel model, string htmlFieldPrefix) => Prefix = FormPrefix;
}

/// <summary>What is chosen. Not sealed: Orchard Core makes a shape of it.</summary>
public class ReviewListOptions
{
    /// <summary>One of the values of the term; null or empty: any.</summary>
    public string? State { get; set; }

    /// <summary>What can be chosen.</summary>
    [BindNever]
    public List<SelectListItem> Choices { get; set; } = [];
}
