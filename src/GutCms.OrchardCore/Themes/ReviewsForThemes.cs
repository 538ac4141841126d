using GutCms.Core.Delivery;
using GutCms.OrchardCore.Storage;
using OrchardItem = global::OrchardCore.ContentManagement.ContentItem;

namespace GutCms.OrchardCore.Themes;

/// <summary>Tells a theme how what it shows was reviewed: what delivery tells readers, and never of another text than the one that was let through.</summary>
internal sealed class ReviewsForThemes(IServiceProvider scope, IDeliveredReviews reviews, ContentReader content, OwnTexts texts, Records records)
{
    /// <summary>The review of a live version; null when the version is not live, is under no policy, or is not what was let through.</summary>
    public async Task<ReviewOfItem?> FindAsync(OrchardItem item)
    {
        if (!item.Published || string.IsNullOrEmpty(item.ContentItemVersionId))
        {
            return null;
        }

        var core = await content.ToCoreAsync(item);
        await using var work = await new JoinedContentStore(scope).ReadAsync(CancellationToken.None);
        if (!await reviews.IsGatedAsync(work, core.ContentType, CancellationToken.None)
            || await records.FindAsync<VersionNote>(RecordKinds.Version, core.ContentItemVersionId) is not { LiveHash: { } letThrough } || letThrough != await texts.HashAsync(core)
            || (await reviews.FindAsync(work, [core], CancellationToken.None)).GetValueOrDefault(core.ContentItemVersionId) is not { } found)
        {
            return null;
        }

        return new(
            found.Status,
            [.. found.Approvals.Select(approval => new ReviewerOfItem(approval.PrintedName, approval.Credential, approval.Role, approval.DecidedUtc))],
            found.LastReviewedUtc,
            found.NextReviewUtc,
            found.Certificate);
    }
}
