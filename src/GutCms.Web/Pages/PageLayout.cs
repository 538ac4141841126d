namespace GutCms.Web.Pages;

/// <summary>The layout that a request asks for in place of the folder's own; a feature of the request.</summary>
/// <param name="Path">Path of the layout.</param>
internal sealed record PageLayout(string Path);
