namespace GutCms.Web.Pages.Admin;

/// <summary>Names the resource file of what is planned: <c>Resources/Pages/Admin/PlanText.resx</c>.</summary>
internal sealed class PlanText;
