using GutCms.Core.Content.Items;
using GutCms.Core.Diff.Marking;

namespace GutCms.Web.Pages.Admin.Reviewing;

/// <summary>A text as readers will see it: partial <c>_Proof</c>.</summary>
/// <param name="Marked">The text.</param>
/// <param name="Language">Its language tag.</param>
/// <param name="Disclaimer">The version of the disclaimer in it; null: not told.</param>
/// <param name="Desk">The page whose comments stand in the margin; null: none do.</param>
internal sealed record Proof(MarkedText Marked, string Language, ContentItem? Disclaimer, ReadModel? Desk);
