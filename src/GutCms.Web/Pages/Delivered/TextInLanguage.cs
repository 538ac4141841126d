namespace GutCms.Web.Pages.Delivered;

/// <summary>A text in one of the languages in which it is live.</summary>
/// <param name="Language">Language tag.</param>
/// <param name="Url">Path of its page.</param>
/// <param name="Default">It is in the language of the site.</param>
internal sealed record TextInLanguage(string Language, string Url, bool Default);
