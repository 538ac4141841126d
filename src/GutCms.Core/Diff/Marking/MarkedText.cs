using System.Collections.Immutable;

namespace GutCms.Core.Diff.Marking;

/// <summary>A text as readers will see it, with its changes marked. All HTML in it is safe to write as it is.</summary>
/// <param name="Title">Title.</param>
/// <param name="Subtitle">Line below the title; null when none.</param>
/// <param name="Excerpt">Teaser; null when none.</param>
/// <param name="Whole">Text of content without blocks; null when none.</param>
/// <param name="Body">Blocks in the order of the later text.</param>
/// <param name="References">Sources.</param>
/// <param name="Disclaimer">The notice; null when none.</param>
/// <param name="Details">Whatever else readers see, by name.</param>
/// <param name="Changes">Number of marked changes.</param>
/// <param name="Summary">Numbers for a headline; null when nothing was compared.</param>
public sealed record MarkedText(
    string Title,
    string? Subtitle,
    string? Excerpt,
    string? Whole,
    IReadOnlyList<MarkedBlock> Body,
    IReadOnlyList<MarkedBlock> References,
    string? Disclaimer,
    IReadOnlyList<MarkedDetail> Details,
    int Changes,
    DiffSummary? Summary)
{
    /// <summary>The picture that stands for the text: one, or where it changed the earlier and the later one. Empty when there is none.</summary>
    public IReadOnlyList<MarkedPicture> Pictures { get; init; } = [];

    /// <summary>The blocks of the body in order, those next to each other that are all to be read, or all not, together.</summary>
    /// <param name="isOpen">Whether a block is to be read.</param>
    public IReadOnlyList<(bool IsOpen, IReadOnlyList<MarkedBlock> Blocks)> Runs(Func<MarkedBlock, bool> isOpen)
    {
        var runs = new List<(bool IsOpen, IReadOnlyList<MarkedBlock> Blocks)>();
        foreach (var block in Body)
        {
            var open = isOpen(block);
            if (runs.Count > 0 && runs[^1].IsOpen == open)
            {
                runs[^1] = (open, [.. runs[^1].Blocks, block]);
            }
            else
            {
                runs.Add((open, [block]));
            }
        }

        return runs;
    }
}

/// <summary>A further text of a block.</summary>
/// <param name="Name">Name in the projection.</param>
/// <param name="Html">The text.</param>
public sealed record MarkedDetail(string Name, string Html)
{
    /// <summary>The later text without marks; null when there is none.</summary>
    public string? Text { get; init; }
}

/// <summary>A picture.</summary>
/// <param name="Path">Name of the picture in the text.</param>
/// <param name="Alt">What the text says that it tells; null: nothing.</param>
/// <param name="Change">Whether it is there in both texts, or in one of them.</param>
public sealed record MarkedPicture(string Path, string? Alt, RunChange Change);

/// <summary>A block.</summary>
/// <param name="SourceId">ContentItemId of the nested item, to which comments are anchored; null when it has none or was removed.</param>
/// <param name="Change">What happened to it.</param>
/// <param name="Moved">It stands at another place.</param>
/// <param name="Number">Number of the change when the block as a whole was added, removed or moved; null otherwise.</param>
/// <param name="Heading">Heading, question or citation; null when none.</param>
/// <param name="Html">Its text; null when none.</param>
/// <param name="Details">Further texts.</param>
/// <param name="Entries">Blocks inside of it.</param>
public sealed record MarkedBlock(
    string? SourceId,
    DiffChange Change,
    bool Moved,
    int? Number,
    string? Heading,
    string? Html,
    IReadOnlyList<MarkedDetail> Details,
    ImmutableArray<MarkedBlock> Entries)
{
    /// <summary>Its picture: one, or where it changed the earlier and the later one. Empty when it has none.</summary>
    public IReadOnlyList<MarkedPicture> Pictures { get; init; } = [];

    /// <summary>Something of it, or of a block inside of it, is marked as a change.</summary>
    public bool IsMarked => Change != DiffChange.Unchanged || Moved || Number is not null || Entries.Any(entry => entry.IsMarked);
}
