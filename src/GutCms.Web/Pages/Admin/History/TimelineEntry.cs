namespace GutCms.Web.Pages.Admin.History;

/// <summary>Something that happened to an item.</summary>
/// <param name="AtUtc">When, UTC; null when that is not on file.</param>
/// <param name="Kind">What, as the name of its text: <c>Version</c>, <c>Decision</c>, <c>Comment</c>, <c>Event</c>.</param>
/// <param name="Text">What happened, in sentences.</param>
/// <param name="Who">Who did it; empty when that is not on file.</param>
internal sealed record TimelineEntry(DateTime? AtUtc, string Kind, string Text, string Who)
{
    /// <summary>Number of the version that it is about; null: none, or that is said already.</summary>
    public int? Version { get; init; }

    /// <summary>The words of the text that it is about; null when none.</summary>
    public string? Quote { get; init; }

    /// <summary>What was said with it; null when nothing.</summary>
    public string? Comment { get; init; }

    /// <summary>It does not count any more.</summary>
    public bool IsVoid { get; init; }
}
