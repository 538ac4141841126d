using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;

namespace GutCms.Web.Pages.Admin.Reviewing;

/// <summary>A thread of comments as it is shown.</summary>
/// <param name="Thread">The thread.</param>
/// <param name="Place">Where it stands; null: on the whole text.</param>
/// <param name="MayAnswer">The visitor may comment.</param>
internal sealed record ShownThread(CommentThread Thread, ThreadPlace? Place, bool MayAnswer);

/// <summary>Where a new comment goes.</summary>
/// <param name="ContentItemId">The item.</param>
/// <param name="BlockId">ContentItemId of the nested item; null: the whole text.</param>
/// <param name="Heading">Plain text of its heading; null when it has none.</param>
internal sealed record CommentPlace(string ContentItemId, string? BlockId, string? Heading);
