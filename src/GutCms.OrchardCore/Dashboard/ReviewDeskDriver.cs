using GutCms.Core.Reviews.UseCases;
using GutCms.OrchardCore.Identity;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore;
using OrchardCore.ContentManagement.Display.ContentDisplay;
using OrchardCore.ContentManagement.Display.Models;
using OrchardCore.DisplayManagement.Views;

namespace GutCms.OrchardCore.Dashboard;

/// <summary>Shows the widget: the numbers of the queue, for whoever looks at it.</summary>
internal sealed class ReviewDeskDriver(IServiceProvider scope) : ContentPartDisplayDriver<ReviewDeskPart>
{
    /// <inheritdoc/>
    public override IDisplayResult Display(ReviewDeskPart part, BuildPartDisplayContext context) =>
        Initialize<ReviewDesk>("ReviewDeskPart", FillAsync).Location(OrchardCoreConstants.DisplayType.DetailAdmin, "Content:10");

    /// <summary>Looked up late: what it needs asks for display drivers itself.</summary>
    private async ValueTask FillAsync(ReviewDesk desk)
    {
        var actor = await scope.GetRequiredService<CurrentActor>().GetAsync();
        desk.Mine = await CountAsync(new() { Mine = true });
        desk.ForRoles = await CountAsync(new() { ForOwnRoles = true });
        desk.Overdue = await CountAsync(new(Overdue: true));
        desk.Open = await CountAsync(new());

        async Task<int> CountAsync(ListOpenReviews.Request request) =>
            (await scope.GetRequiredService<ListOpenReviews>().ExecuteAsync(actor, request with { First = 1 }, CancellationToken.None)).Value?.Total ?? 0;
    }
}
