namespace GutCms.Web.Pages.Admin;

/// <summary>Names the resource file of the library of pictures: <c>Resources/Pages/Admin/MediaText.resx</c>.</summary>
internal sealed class MediaText;
