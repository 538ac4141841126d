namespace GutCms.Web.Pages.Admin;

/// <summary>Names the resource file of the reports: <c>Resources/Pages/Admin/ReportText.resx</c>.</summary>
internal sealed class ReportText;
