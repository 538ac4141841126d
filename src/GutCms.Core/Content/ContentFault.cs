namespace GutCms.Core.Content;

/// <summary>One thing that is wrong with a piece of JSON.</summary>
/// <param name="Path">Where, as a JSON path from the root of the checked value, for example <c>$.TitlePart.Title</c>.</param>
/// <param name="Message">What is wrong and what to do, one sentence in English.</param>
public sealed record ContentFault(string Path, string Message);
