namespace GutCms.Web.Pages.Reference;

/// <summary>Names the resource file of the API reference: <c>Resources/Pages/Reference/ReferenceText.resx</c>.</summary>
internal sealed class ReferenceText;
