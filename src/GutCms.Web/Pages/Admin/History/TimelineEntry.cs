namespace GutCms.Web.Pages.Admin.History;

/// <summary>Something that happened to an item.</summary>
/// <param name="AtUtc">When, UTC; null when that is not on file.</param>
/// <param name="Kind">What, as the name of its text: <c>Version</c>, <c>Decision</c>, <c>Event</c>.</param>
/// <param name="Text">One sentence.</param>
/// <param name="Who">Who did it; empty when that is not on file.</param>
/// <param name="VersionId">The version that it is about; null when none.</param>
/// <param name="Comment">What was said with it; null when nothing.</param>
/// <param name="IsVoid">It does not count any more.</param>
internal sealed record TimelineEntry(DateTime? AtUtc, string Kind, string Text, string Who, string? VersionId = null, string? Comment = null, bool IsVoid = false);
