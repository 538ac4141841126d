namespace GutCms.Web.Pages.Delivered;

/// <summary>What pages of other sites show of a page.</summary>
/// <param name="Address">Path of the picture.</param>
/// <param name="Alt">What it tells somebody who does not see it; null or empty: nothing.</param>
/// <param name="Width">Width in pixels; null: not known.</param>
/// <param name="Height">Height in pixels; null: not known.</param>
internal sealed record OpenGraphImage(string Address, string? Alt, int? Width, int? Height);
