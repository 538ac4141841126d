using Fluid;
using Fluid.Values;
using OrchardCore.ContentManagement;
using OrchardCore.Liquid;
using OrchardItem = global::OrchardCore.ContentManagement.ContentItem;

namespace GutCms.OrchardCore.Themes;

/// <summary><c>{{ Model.ContentItem | review }}</c>, or of an item's id: who reviewed it, when, and until when; nil when nothing is to be said.</summary>
internal sealed class ReviewFilter(ReviewsForThemes reviews, IContentManager contents) : ILiquidFilter
{
    /// <inheritdoc/>
    public async ValueTask<FluidValue> ProcessAsync(FluidValue input, FilterArguments arguments, LiquidTemplateContext context)
    {
        var item = input.ToObjectValue() as OrchardItem ?? (input.Type == FluidValues.String ? await contents.GetAsync(input.ToStringValue(), VersionOptions.Published) : null);
        return item is not null && await reviews.FindAsync(item) is { } review ? FluidValue.Create(review, context.Options) : NilValue.Instance;
    }
}
