using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Reviews.Views;
using GutCms.Core.Security;
using GutCms.OrchardCore.Identity;
using GutCms.OrchardCore.Storage;
using GutCms.OrchardCore.Themes;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore;
using OrchardCore.ContentManagement;
using OrchardCore.ContentManagement.Display.ContentDisplay;
using OrchardCore.ContentManagement.Display.Models;
using OrchardCore.DisplayManagement.Views;

namespace GutCms.OrchardCore.Reviews;

/// <summary>Shows in an item's editor how its review stands and what a publication lacks, its state and the same in lists, and readers who reviewed what is live: where, but for the last, is in <c>placement.json</c>.</summary>
internal sealed class ReviewPartDriver(IServiceProvider scope) : ContentPartDisplayDriver<ReviewPart>
{
    /// <inheritdoc/>
    public override async Task<IDisplayResult?> DisplayAsync(ReviewPart part, BuildPartDisplayContext context)
    {
        if (context.DisplayType == OrchardCoreConstants.DisplayType.Detail)
        {
            return await scope.GetRequiredService<ReviewsForThemes>().FindAsync(part.ContentItem) is { Reviewers.Count: > 0 } review
                ? Initialize<ReviewShape>("ReviewPart", model => model.Review = review).Location(OrchardCoreConstants.DisplayType.Detail, "Content:100")
                : null;
        }

        if (context.DisplayType != OrchardCoreConstants.DisplayType.SummaryAdmin || await FindAsync(part) is not { } view)
        {
            return null;
        }

        return Combine(
            Initialize<ReviewPanel>("ReviewPart_SummaryAdmin", model => model.View = view),
            Initialize<ReviewPanel>("ReviewPart_PublishDraft", model => model.View = view).RenderWhen(() => IsPublishOfferedAsync(part, view)));
    }

    /// <inheritdoc/>
    public override async Task<IDisplayResult?> EditAsync(ReviewPart part, BuildPartEditorContext context)
    {
        if (context.IsNew || await FindAsync(part) is not { } view)
        {
            return null;
        }

        return Combine(Initialize<ReviewPanel>("ReviewPart_Edit", model => model.View = view), Initialize<ReviewPanel>("ReviewPart_BeforePublish", model => model.View = view));
    }

    /// <inheritdoc/>
    public override Task<IDisplayResult?> UpdateAsync(ReviewPart part, UpdatePartEditorContext context) => EditAsync(part, context);

    /// <summary>Orchard Core's list has <em>Publish Draft</em> for this user, which would be refused.</summary>
    private async Task<bool> IsPublishOfferedAsync(ReviewPart part, ReviewView view) =>
        part.ContentItem.HasDraft() && view.IsPublishRefused() && Authorization.Allows(await scope.GetRequiredService<CurrentActor>().GetAsync(), Permissions.PublishContent, view.ContentType, part.ContentItem.Owner);

    /// <summary>Looked up late: what it needs asks for display drivers itself.</summary>
    private async Task<ReviewView?> FindAsync(ReviewPart part)
    {
        if (part.ContentItem.Id == 0)
        {
            return null;
        }

        var actor = await scope.GetRequiredService<CurrentActor>().GetAsync();

        // Through the session of the request: when the editor shows what was refused, another connection would wait for it.
        var ports = scope.GetRequiredService<ReviewPorts>() with { Store = new JoinedContentStore(scope), Refusals = Shown.Only };
        return (await new GetReview(ports).ExecuteAsync(actor, part.ContentItem.ContentItemId, CancellationToken.None)).Value;
    }
}

/// <summary>What the panel shows. Not sealed: Orchard Core makes a shape of it.</summary>
public class ReviewPanel
{
    /// <summary>How the item stands, for this user.</summary>
    public ReviewView View { get; set; } = null!;
}

/// <summary>What pages ask of a view.</summary>
internal static class ReviewViews
{
    /// <summary>The type is under a policy, and a publication would be refused as things stand.</summary>
    public static bool IsPublishRefused(this ReviewView view) => (view.Policy is not null || view.PolicyFault is not null) && !view.PermittedTriggers.Contains(Trigger.Publish);
}
