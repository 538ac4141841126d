using GutCms.Core.Comments;
using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;

namespace GutCms.Web.Pages.Admin.Reviewing;

/// <summary>A thread of comments as it is shown.</summary>
/// <param name="Thread">The thread.</param>
/// <param name="Place">Where it stands; null: on the whole text.</param>
/// <param name="MayAnswer">The visitor may comment.</param>
internal sealed record ShownThread(CommentThread Thread, ThreadPlace? Place, bool MayAnswer)
{
    /// <summary>It stands within the form of the editor, and its own form elsewhere on the page.</summary>
    public bool InEditor { get; init; }

    /// <summary>Id of the form that its fields belong to.</summary>
    public string FormId => "form-" + Thread.ThreadId;

    /// <summary>A thread with its place in a version.</summary>
    public static ShownThread Of(CommentThread thread, ContentItem item, bool mayAnswer)
    {
        var anchor = thread.Anchor is null ? null : CommentAnchor.FromJson(thread.Anchor);
        return new(thread, anchor is null ? null : new(anchor.BlockId, anchor.Quote, AnchorResolver.Resolve(anchor, item)), mayAnswer);
    }
}

/// <summary>Where a new comment goes.</summary>
/// <param name="ContentItemId">The item.</param>
/// <param name="BlockId">ContentItemId of the nested item; null: the whole text.</param>
/// <param name="Heading">Plain text of its heading; null when it has none.</param>
internal sealed record CommentPlace(string ContentItemId, string? BlockId, string? Heading)
{
    /// <summary>It has a text with words that a comment can be about.</summary>
    public bool HasText { get; init; }
}
