namespace GutCms.Core.Content.Html;

/// <summary>A run of text with one formatting, and what a reader sees right beside it in the same line.</summary>
/// <param name="Text">The text.</param>
/// <param name="Before">What stands right before; empty: a line begins.</param>
/// <param name="After">What stands right behind; empty: the line ends.</param>
internal readonly record struct WordRun(string Text, string Before = "", string After = "");
