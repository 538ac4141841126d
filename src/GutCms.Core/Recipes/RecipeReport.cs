namespace GutCms.Core.Recipes;

/// <summary>What a check or a run came to.</summary>
/// <param name="Recipe">Name of the recipe; the file's name when the header could not be read.</param>
/// <param name="File">File name.</param>
/// <param name="DryRun">Everything was undone at the end.</param>
/// <param name="Faults">What is wrong, at most 200 and then a note how many more; when there is one, nothing was written.</param>
/// <param name="Counts">How often each outcome occurred; outcomes that did not occur are absent. After a check only what would become due for review.</param>
/// <param name="Changes">
/// The lines, in the order of work: every removed, skipped, ignored and due thing, and the first 1,000 of each other outcome; <paramref name="Counts"/> is exact.
/// </param>
public sealed record RecipeReport(
    string Recipe,
    string File,
    bool DryRun,
    IReadOnlyList<RecipeFault> Faults,
    IReadOnlyDictionary<RecipeOutcome, long> Counts,
    IReadOnlyList<RecipeChange> Changes)
{
    /// <summary>What is written otherwise than it was sent: words and elements that are left out of a text. At most 200 and then a note how many more.</summary>
    public IReadOnlyList<RecipeFault> Warnings { get; init; } = [];

    /// <summary>No faults.</summary>
    public bool Succeeded => Faults.Count == 0;

    /// <summary>Something was created, updated or removed.</summary>
    public bool Changed => Counts.Keys.Any(outcome => outcome is RecipeOutcome.Created or RecipeOutcome.Updated or RecipeOutcome.Removed);
}
