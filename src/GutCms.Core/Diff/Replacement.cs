namespace GutCms.Core.Diff;

/// <summary>A stretch of one list of tokens in place of one of another; either may be empty.</summary>
/// <param name="FromStart">0-based, in the earlier list.</param>
/// <param name="FromCount">Tokens that go.</param>
/// <param name="ToStart">0-based, in the later list.</param>
/// <param name="ToCount">Tokens that come.</param>
internal readonly record struct Replacement(int FromStart, int FromCount, int ToStart, int ToCount);
