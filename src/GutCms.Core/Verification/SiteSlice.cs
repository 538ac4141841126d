namespace GutCms.Core.Verification;

/// <summary>A part of the live items, in the order of their ids. The log, records and policies are compared as a whole with each part.</summary>
/// <param name="After">Only items after this id; null: from the first.</param>
/// <param name="Most">At most so many.</param>
/// <param name="Also">Ids of further items to compare, for example those with faults.</param>
public sealed record SiteSlice(string? After, int Most, IReadOnlyCollection<string> Also);

/// <summary>How far a verification is.</summary>
/// <param name="Done">Live items compared.</param>
/// <param name="Total">Live items to compare.</param>
public sealed record VerificationProgress(int Done, int Total);
