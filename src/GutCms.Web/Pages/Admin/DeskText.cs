namespace GutCms.Web.Pages.Admin;

/// <summary>Names the resource file of review desk, history, evidence and site administration: <c>Resources/Pages/Admin/DeskText.resx</c>.</summary>
internal sealed class DeskText;
