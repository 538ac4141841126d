using GutCms.Api.Http;
using GutCms.Core.Reviews.Disclaimers;
using GutCms.Core.Reviews.Model;

namespace GutCms.Api.Review;

/// <summary>Which content a change of a disclaimer concerns.</summary>
/// <param name="ContentItemId">The disclaimer.</param>
/// <param name="PublishedVersionId">Its published version; null when none.</param>
/// <param name="LatestVersionId">Its newest version.</param>
/// <param name="HasChanged">What the newest version says is not what is published.</param>
/// <param name="ImpactTag">Tag of this list; whoever signs or publishes the change sends it back.</param>
/// <param name="Change">What reviewers are asked to sign of the change, or have signed: `editorial` or `material`; null: it is not in review.</param>
/// <param name="Items">Live content that shows it and content in review that will, ordered by id.</param>
public sealed record ImpactResponse(
    string ContentItemId, string? PublishedVersionId, string LatestVersionId, bool HasChanged, string ImpactTag, [property: ClosedSet(typeof(DisclaimerChange))] string? Change, IReadOnlyList<ImpactedItemResponse> Items)
{
    internal static ImpactResponse Of(DisclaimerImpact impact) => new(
        impact.ContentItemId,
        impact.PublishedVersionId,
        impact.LatestVersionId,
        impact.HasChanged,
        impact.Tag,
        ReviewResponse.Name<DisclaimerChange>(impact.Change),
        [.. impact.Items.Select(item => new ImpactedItemResponse(
            item.ContentItemId, item.ContentType, item.Title, item.Path, item.IsLive, item.ShowsPublished, item.HasNewerDraft, item.ReviewId, item.ReviewState?.ToName()))]);
}

/// <summary>Content that shows a disclaimer.</summary>
/// <param name="ContentItemId">The item.</param>
/// <param name="ContentType">Its type.</param>
/// <param name="Title">Its title; null when it has none.</param>
/// <param name="Path">Its path without a leading slash; null when it has none.</param>
/// <param name="Live">A version of it is live.</param>
/// <param name="ShowsPublished">The live version shows the disclaimer as published now, so an editorial change flows into it.</param>
/// <param name="HasNewerDraft">There is a draft on top of the live version.</param>
/// <param name="ReviewId">Its open run; null when none.</param>
/// <param name="ReviewState">State of that run; null when none.</param>
public sealed record ImpactedItemResponse(
    string ContentItemId, string ContentType, string? Title, string? Path, bool Live, bool ShowsPublished, bool HasNewerDraft, string? ReviewId, [property: ClosedSet(typeof(ReviewState))] string? ReviewState);
