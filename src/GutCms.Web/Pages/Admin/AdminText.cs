namespace GutCms.Web.Pages.Admin;

/// <summary>Names the resource file of the admin's frame and of what its pages share: <c>Resources/Pages/Admin/AdminText.resx</c>.</summary>
internal sealed class AdminText;
