using GutCms.Core.Content.Items;
using GutCms.Core.Diff.Marking;

namespace GutCms.Web.Pages.Admin.Reviewing;

/// <summary>A text as readers will see it: partial <c>_Proof</c>.</summary>
/// <param name="Marked">The text.</param>
/// <param name="Language">Its language tag.</param>
/// <param name="Disclaimer">The version of the disclaimer in it; null: not told.</param>
/// <param name="Desk">The page whose comments stand in the margin; null: none do.</param>
internal sealed record Proof(MarkedText Marked, string Language, ContentItem? Disclaimer, ReadModel? Desk)
{
    /// <summary>The blocks of the body in order, those next to each other that are all to be read, or all not, together.</summary>
    public IReadOnlyList<(bool IsOpen, IReadOnlyList<MarkedBlock> Blocks)> Runs
    {
        get
        {
            var runs = new List<(bool IsOpen, IReadOnlyList<MarkedBlock> Blocks)>();
            foreach (var block in Marked.Body)
            {
                var isOpen = Desk?.IsOpen(block) != false;
                if (runs.Count > 0 && runs[^1].IsOpen == isOpen)
                {
                    runs[^1] = (isOpen, [.. runs[^1].Blocks, block]);
                }
                else
                {
                    runs.Add((isOpen, [block]));
                }
            }

            return runs;
        }
    }
}

/// <summary>What is said about a block, beside it: partial <c>_Margin</c>.</summary>
/// <param name="Block">The block.</param>
/// <param name="Desk">The page; null: nothing is said.</param>
internal sealed record Margin(MarkedBlock Block, ReadModel? Desk)
{
    /// <summary>The visitor may comment on it.</summary>
    public bool MayComment => Desk is { MayComment: true } && Block.SourceId is not null;

    /// <summary>Its heading without mark-up; null when it has none.</summary>
    public string? Heading => Block.Heading is null ? null : System.Text.RegularExpressions.Regex.Replace(Block.Heading, "<[^>]*>", "");
}
