namespace GutCms.Web.Pages.Admin.Media;

/// <summary>A line to write in: partial <c>_Line</c>.</summary>
/// <param name="Name">Name of the field.</param>
/// <param name="Label">What it is for.</param>
/// <param name="Value">What stands in it.</param>
/// <param name="Most">Most characters.</param>
/// <param name="Hint">What to write; null: the label says it.</param>
internal sealed record MediaLine(string Name, string Label, string? Value, int Most, string? Hint = null);
