namespace GutCms.Web.Pages.Admin;

/// <summary>What stands where a list has nothing: partial <c>_EmptyState</c>.</summary>
/// <param name="Title">What there is none of.</param>
/// <param name="Text">Why, or what to do.</param>
/// <param name="Action">Words of a button; null: none.</param>
/// <param name="Path">Where the button leads, from the site's root.</param>
internal sealed record EmptyState(string Title, string Text, string? Action = null, string? Path = null);

/// <summary>Where a list goes on: partial <c>_Pager</c>.</summary>
/// <param name="Total">Number of entries over all pages.</param>
/// <param name="Shown">Number of entries on this page.</param>
/// <param name="Next">Cursor of the next page; null on the last one.</param>
/// <param name="After">Cursor that this page was asked with; null on the first one.</param>
internal sealed record Pager(long Total, int Shown, string? Next, string? After);
