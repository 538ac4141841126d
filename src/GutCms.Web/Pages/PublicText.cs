namespace GutCms.Web.Pages;

/// <summary>Names the resource file of the public pages: <c>Resources/Pages/PublicText.resx</c>.</summary>
internal sealed class PublicText;
