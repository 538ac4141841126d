namespace GutCms.Core.Documents.Model;

/// <summary>A line of the document as it is, with what the draft leaves out of it.</summary>
/// <param name="Kind"><c>h1</c> to <c>h6</c>, <c>p</c>, <c>li</c>, <c>tr</c>.</param>
/// <param name="Runs">Its words in order; never empty.</param>
public sealed record OriginalLine(string Kind, IReadOnlyList<OriginalRun> Runs);

/// <summary>Words of a line.</summary>
/// <param name="Text">The words; of something without words its name, which may be empty.</param>
/// <param name="LeftOut">Kind of the loss (<see cref="DocumentLoss"/>) with which they go; null: they are in the draft.</param>
public sealed record OriginalRun(string Text, string? LeftOut);
