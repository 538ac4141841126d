namespace GutCms.Web.Pages.Preview;

/// <summary>Names the texts of the preview page, <c>Resources/Pages/Preview/PreviewText.resx</c>.</summary>
internal sealed class PreviewText;
