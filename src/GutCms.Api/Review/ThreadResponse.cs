using System.Text.Json.Nodes;
using GutCms.Api.Http;
using GutCms.Core.Comments;
using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Model;

namespace GutCms.Api.Review;

/// <summary>A thread of comments.</summary>
/// <param name="ThreadId">Id.</param>
/// <param name="VersionId">The version that the first comment was written on.</param>
/// <param name="Anchor">The place in that version; null: the whole item.</param>
/// <param name="Place">Where that is in the latest version; null: the whole item, or not looked up.</param>
/// <param name="Messages">The comments, oldest first.</param>
/// <param name="ResolvedUtc">When it was resolved; null while it is open.</param>
/// <param name="ResolvedBy">User name of whoever resolved it; null while it is open.</param>
public sealed record ThreadResponse(
    string ThreadId, string VersionId, JsonObject? Anchor, PlaceResponse? Place, IReadOnlyList<CommentMessage> Messages, DateTime? ResolvedUtc, string? ResolvedBy)
{
    internal static ThreadResponse Of(CommentThread thread, ContentItem? latest) => new(
        thread.ThreadId,
        thread.VersionId,
        thread.Anchor,
        thread.Anchor is null || latest is null ? null : Find(CommentAnchor.FromJson(thread.Anchor), latest),
        thread.Messages,
        thread.ResolvedUtc,
        thread.ResolvedByName);

    private static PlaceResponse Find(CommentAnchor anchor, ContentItem latest)
    {
        var found = AnchorResolver.Resolve(anchor, latest);
        return new(ReviewResponse.Name<AnchorState>(found.State)!, found.Start, found.Length);
    }
}

/// <summary>Where a comment stands in the latest version.</summary>
/// <param name="State">`exact`: the words are unchanged. `edited`: they were edited. `orphaned`: they are gone.</param>
/// <param name="Start">0-based position in the block's plain text, in UTF-16 characters; 0 when orphaned.</param>
/// <param name="Length">Number of UTF-16 characters; 0 when orphaned.</param>
public sealed record PlaceResponse([property: ClosedSet(typeof(AnchorState))] string State, int Start, int Length);
