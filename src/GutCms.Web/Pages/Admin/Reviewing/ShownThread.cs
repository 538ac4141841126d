using GutCms.Core.Comments;
using GutCms.Core.Content.Items;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;

namespace GutCms.Web.Pages.Admin.Reviewing;

/// <summary>A thread of comments as it is shown.</summary>
/// <param name="Thread">The thread.</param>
/// <param name="Place">Where it stands; null: on the whole text.</param>
/// <param name="MayAnswer">The visitor may comment.</param>
/// <param name="MayResolve">The visitor is on the side that resolves it.</param>
internal sealed record ShownThread(CommentThread Thread, ThreadPlace? Place, bool MayAnswer, bool MayResolve)
{
    /// <summary>For the desk, where the visitor may accept and refuse words that it suggests: what that takes; null otherwise.</summary>
    public AnswerTo? Answering { get; init; }

    /// <summary>It stands within the form of the editor, and its own form elsewhere on the page.</summary>
    public bool InEditor { get; init; }

    /// <summary>Id of the form that its fields belong to.</summary>
    public string FormId => "form-" + Thread.ThreadId;

    /// <summary>A thread with its place in a version.</summary>
    public static ShownThread Of(CommentThread thread, ContentItem item, bool mayAnswer, bool mayResolve)
    {
        var anchor = thread.Anchor is null ? null : CommentAnchor.FromJson(thread.Anchor);
        return new(thread, anchor is null ? null : new(anchor.BlockId, anchor.Quote, AnchorResolver.Resolve(anchor, item)), mayAnswer, mayAnswer && mayResolve);
    }
}

/// <summary>What accepting and refusing suggestions takes.</summary>
/// <param name="Tag">Tag of what is shown.</param>
/// <param name="Alike">The open suggestions of the same words for the same words, this one among them.</param>
/// <param name="MakesAuthor">Whoever suggested counts as an author afterwards.</param>
internal sealed record AnswerTo(string Tag, IReadOnlyList<string> Alike, bool MakesAuthor);

/// <summary>Where a new comment goes.</summary>
/// <param name="ContentItemId">The item.</param>
/// <param name="BlockId">ContentItemId of the nested item, or one of <see cref="FieldPlaces"/>; null: the whole text.</param>
/// <param name="Heading">What it is called, as plain text; null when it has no name.</param>
internal sealed record CommentPlace(string ContentItemId, string? BlockId, string? Heading)
{
    /// <summary>It has a text with words that a comment can be about.</summary>
    public bool HasText { get; init; }

    /// <summary>Whoever suggests words that are accepted counts as an author afterwards.</summary>
    public bool MakesAuthor { get; init; }
}
