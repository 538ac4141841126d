namespace GutCms.Web.Pages.Admin;

/// <summary>A page above the one that is shown. Pages set <c>ViewData["Crumbs"]</c> to a list of these, the topmost first and without themselves.</summary>
/// <param name="Text">Its name.</param>
/// <param name="Path">Its path from the site's root, for example <c>/admin/content</c>.</param>
internal sealed record Crumb(string Text, string Path);
