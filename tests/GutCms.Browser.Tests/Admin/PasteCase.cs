namespace GutCms.Browser.Tests.Admin;

/// <summary>Something that is pasted, and what has to come of it.</summary>
/// <param name="Name">What it shows.</param>
/// <param name="In">HTML of the clipboard.</param>
/// <param name="Out">HTML of the text, to the character.</param>
/// <param name="LeftOut">Number and kind of what was left out, joined by commas; empty when nothing was.</param>
public sealed record PasteCase(string Name, string In, string Out, string LeftOut);
