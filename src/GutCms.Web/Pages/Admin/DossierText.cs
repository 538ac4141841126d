namespace GutCms.Web.Pages.Admin;

/// <summary>Names the resource file of dossiers: <c>Resources/Pages/Admin/DossierText.resx</c>.</summary>
internal sealed class DossierText;
