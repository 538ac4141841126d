namespace GutCms.Core.Recipes.Running;

/// <summary>Keeps the lines of a report within bounds and counts exactly.</summary>
internal sealed class ReportLines
{
    private const int Limit = 1_000;
    private readonly List<RecipeChange> _lines = [];
    private readonly Dictionary<RecipeOutcome, long> _counts = [];

    public IReadOnlyList<RecipeChange> Lines => _lines;

    public IReadOnlyDictionary<RecipeOutcome, long> Counts => _counts;

    /// <summary>Lines that show how words would change.</summary>
    public int Texts { get; private set; }

    public bool Changed => _counts.Keys.Any(outcome => outcome is RecipeOutcome.Created or RecipeOutcome.Updated or RecipeOutcome.Removed);

    public void Add(RecipeChange change)
    {
        var count = _counts.GetValueOrDefault(change.Outcome) + 1;
        _counts[change.Outcome] = count;
        if (count <= Limit || change.Outcome is RecipeOutcome.Skipped or RecipeOutcome.Removed or RecipeOutcome.Ignored or RecipeOutcome.ReviewDue)
        {
            _lines.Add(change);
            Texts += change.Text is null ? 0 : 1;
        }
    }
}
