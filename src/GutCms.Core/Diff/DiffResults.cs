using System.Collections.Immutable;
using System.Text.Json.Serialization;

namespace GutCms.Core.Diff;

/// <summary>Why a changed word has to be seen by a reviewer.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DiffCaution>))]
public enum DiffCaution
{
    /// <summary>It is or contains a number, a range, a comparison sign or a number word; or it is superscript or subscript markup.</summary>
    Number,

    /// <summary>It is a unit of measurement, a percent sign or a frequency (<c>daily</c>).</summary>
    Unit,

    /// <summary>It denies something: <c>not</c>, <c>without</c>, <c>can't</c>, <c>non-</c>, <c>contraindicated</c>.</summary>
    Negation,

    /// <summary>It belongs to the name of a drug.</summary>
    DrugName,
}

/// <summary>On which side a run of text stands.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RunChange>))]
public enum RunChange
{
    /// <summary>On both.</summary>
    Equal,

    /// <summary>Only in the earlier text.</summary>
    Removed,

    /// <summary>Only in the later text.</summary>
    Added,
}

/// <summary>A run of equal text, or one changed word.</summary>
/// <param name="Change">On which side it stands.</param>
/// <param name="Text">Plain text. A line feed where a new line begins; empty for other markup.</param>
/// <param name="Markup">The tag, as written, for example <c>&lt;a href="…"&gt;</c>; null for text.</param>
/// <param name="Cautions">Why it is loud; empty for equal text.</param>
public sealed record TextRun(RunChange Change, string Text, string? Markup, ImmutableArray<DiffCaution> Cautions);

/// <summary>What happened to a member or a block.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DiffChange>))]
public enum DiffChange
{
    /// <summary>Nothing.</summary>
    Unchanged,

    /// <summary>It was added.</summary>
    Added,

    /// <summary>It was removed.</summary>
    Removed,

    /// <summary>It was changed.</summary>
    Changed,
}

/// <summary>A text that was added, removed or changed.</summary>
/// <param name="Path">Name within its block or document; a dot goes into an object: <c>title</c>, <c>disclaimer.html</c>.</param>
/// <param name="Change">What happened; never unchanged.</param>
/// <param name="MarkupOnly">The words are the same; links, emphasis or structure differ.</param>
/// <param name="Runs">The text word by word; both sides can be rebuilt from it, see <see cref="DiffText"/>.</param>
public sealed record MemberDiff(string Path, DiffChange Change, bool MarkupOnly, ImmutableArray<TextRun> Runs)
{
    /// <summary>Too much differs to compare all of it word by word: somewhere a stretch stands as removed and another as added, though they may have words in common.</summary>
    public bool IsCoarse { get; init; }
}

/// <summary>A block of a list: a section, a list of questions, one question, a reference.</summary>
/// <param name="Change">What happened to its content.</param>
/// <param name="Moved">It stands at another place among those that were kept; it may be changed as well.</param>
/// <param name="FromIndex">0-based index in the earlier list; null when added.</param>
/// <param name="ToIndex">0-based index in the later list; null when removed.</param>
/// <param name="Kind">Its kind on the side where it (still) is, for example <c>section</c>; null when it says none.</param>
/// <param name="Heading">Its heading, question or citation there; null when it has none.</param>
/// <param name="Members">Its changed texts; all of them when it was added or removed.</param>
/// <param name="Lists">Its changed lists of blocks.</param>
public sealed record BlockDiff(
    DiffChange Change,
    bool Moved,
    int? FromIndex,
    int? ToIndex,
    string? Kind,
    string? Heading,
    ImmutableArray<MemberDiff> Members,
    ImmutableArray<ListDiff> Lists);

/// <summary>A list of blocks in which something changed.</summary>
/// <param name="Name">Its name, as <see cref="MemberDiff.Path"/>: <c>body</c>, <c>references</c>, <c>entries</c>.</param>
/// <param name="Blocks">Every block, unchanged ones too, in the order of the later list; a removed one follows what it followed in the earlier list.</param>
public sealed record ListDiff(string Name, ImmutableArray<BlockDiff> Blocks);

/// <summary>Numbers for a headline.</summary>
/// <param name="MembersChanged">Texts outside lists that were added, removed or changed.</param>
/// <param name="BlocksAdded">Blocks that were added, at any depth; what is in an added block is not counted again.</param>
/// <param name="BlocksRemoved">Blocks that were removed.</param>
/// <param name="BlocksMoved">Blocks that were moved.</param>
/// <param name="BlocksChanged">Blocks that were changed.</param>
/// <param name="Cautions">How many changed words carry each caution; cautions without any are absent.</param>
public sealed record DiffSummary(
    int MembersChanged,
    int BlocksAdded,
    int BlocksRemoved,
    int BlocksMoved,
    int BlocksChanged,
    ImmutableSortedDictionary<DiffCaution, int> Cautions)
{
    /// <summary>Too much differs to compare all of it word by word.</summary>
    public bool IsCoarse { get; init; }
}
