using GutCms.Core.Reviews.Model;

namespace GutCms.Web.Storage.Model;

/// <summary>What is true of a logical item over all its versions.</summary>
internal sealed class ContentItemRow
{
    /// <summary>Order of first appearance; handed out by the store under its write lock.</summary>
    public long Sequence { get; init; }

    public required string ContentItemId { get; init; }

    public required string ContentType { get; init; }

    public DateTime? CreatedUtc { get; init; }

    /// <summary>When it was first live; null: never. Set once.</summary>
    public DateTime? FirstPublishedUtc { get; set; }

    /// <summary>The publication state was last changed by a person, not by a recipe or the system.</summary>
    public bool PublishedByPerson { get; set; }

    /// <summary>State of the latest version; null when the item is deleted. This and the three below are what <see cref="ItemStates"/> says, written by the store.</summary>
    public ReviewState? State { get; set; }

    /// <summary>When that turns into <see cref="ReviewState.ReviewDue"/> by itself; null: never.</summary>
    public DateTime? StateDueUtc { get; set; }

    /// <summary>State of the live version; null when none is.</summary>
    public ReviewState? LiveState { get; set; }

    /// <summary>When that turns into <see cref="ReviewState.ReviewDue"/> by itself; null: never.</summary>
    public DateTime? LiveDueUtc { get; set; }
}

/// <summary>A version. Only <see cref="Latest"/>, <see cref="Published"/>, <see cref="PublishedUtc"/> and <see cref="ContentHash"/> ever change; a trigger sees to it.</summary>
internal sealed class ContentVersionRow
{
    /// <summary>Order of writing; handed out by the store under its write lock.</summary>
    public long Sequence { get; init; }

    public required string ContentItemId { get; init; }

    public required string ContentItemVersionId { get; init; }

    public required string ContentType { get; init; }

    /// <summary>1 for the item's first version, then counting up.</summary>
    public int VersionNumber { get; init; }

    public string? DisplayText { get; init; }

    public bool Latest { get; set; }

    public bool Published { get; set; }

    public DateTime? ModifiedUtc { get; init; }

    public DateTime? PublishedUtc { get; set; }

    public DateTime? CreatedUtc { get; init; }

    public string? Owner { get; init; }

    public string? Author { get; init; }

    /// <summary>Name of the recipe that wrote it; null when a person or an API client did.</summary>
    public string? Origin { get; init; }

    /// <summary><c>sha256:</c> and 64 hex digits over the medical content as it was when the version was written or last published.</summary>
    public string? ContentHash { get; set; }

    /// <summary>Path as written, without leading slash; null when the item has none.</summary>
    public string? Path { get; init; }

    /// <summary>Position in the series, for articles that have one.</summary>
    public decimal? SeriesPosition { get; init; }

    /// <summary>The parts, a JSON object.</summary>
    public required string Json { get; init; }

    /// <summary>It has a body and cites nothing.</summary>
    public bool Uncited { get; init; }
}

/// <summary>A path that the latest or the published version of an item holds.</summary>
internal sealed class ContentPathRow
{
    /// <summary>Lower case, no leading slash.</summary>
    public required string Path { get; init; }

    public required string ContentItemId { get; init; }
}

/// <summary>A reference from a version to an item; the target need not exist.</summary>
internal sealed class ContentReferenceRow
{
    public long VersionSequence { get; init; }

    /// <summary>0-based, over all references of the version.</summary>
    public int Ordinal { get; init; }

    /// <summary>For example <c>Article.Series</c>.</summary>
    public required string Field { get; init; }

    public required string TargetId { get; init; }

    /// <summary>0-based position within the field.</summary>
    public int Position { get; init; }
}

/// <summary>The mark of a version that a trusted recipe brought in published.</summary>
internal sealed class ImportedMarkRow
{
    public required string VersionId { get; init; }

    public required string ContentHash { get; init; }

    public required string Recipe { get; init; }

    public DateTime ImportedUtc { get; init; }

    /// <summary>Hash of the presentation in which it was brought; null in a row that an older program wrote.</summary>
    public string? PresentationHash { get; init; }
}

/// <summary>A text that was granted or delivered, kept so that it can be delivered again as it was. Never changed, never removed.</summary>
internal sealed class GrantedTextRow
{
    public required string ContentHash { get; init; }

    /// <summary>The text, a JSON object with its members in the order in which they are delivered.</summary>
    public required string Json { get; init; }
}

/// <summary>A small document of the site.</summary>
internal sealed class DocumentRow
{
    public required string Kind { get; init; }

    public required string Name { get; init; }

    public required string Json { get; set; }
}
