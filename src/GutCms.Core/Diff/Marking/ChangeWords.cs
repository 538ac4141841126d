namespace GutCms.Core.Diff.Marking;

/// <summary>What marks of changes say to a reader, in the reader's language.</summary>
/// <param name="Added">Before words that were added, for those who do not see how they look.</param>
/// <param name="Removed">Before words that were removed.</param>
/// <param name="Markup">What changed in the form of the text, from words that say it.</param>
/// <param name="Caution">Why a change is dangerous.</param>
public sealed record ChangeWords(string Added, string Removed, Func<string, string> Markup, Func<DiffCaution, string> Caution);
