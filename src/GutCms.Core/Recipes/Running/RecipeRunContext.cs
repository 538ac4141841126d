using GutCms.Core.Content;

namespace GutCms.Core.Recipes;

/// <summary>The context of one check or run.</summary>
internal sealed class RecipeRunContext(IUnitOfWork work, RecipePlan plan, RecipeOptions options, DateTime nowUtc, FaultList faults, IProgress<RecipeProgress>? progress)
    : RecipeContext
{
    private const int MaxTexts = 50;

    private readonly Dictionary<RecipeStep, PlannedStep> _planned = new(plan.Steps.Select(planned => KeyValuePair.Create(planned.Step, planned)), ReferenceEqualityComparer.Instance);
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);
    private string _recipeName = plan.Recipes[0].Name;
    private string _phase = "";
    private long _done;

    public ReportLines Lines { get; } = new();

    public IReadOnlyCollection<string> ChangedItems => _changed;

    public override IUnitOfWork Work => work;

    public override Actor Actor => options.Actor;

    public override string RecipeName => _recipeName;

    public override bool Trusted => options.Trusted;

    public override DateTime NowUtc => nowUtc;

    public override bool WantsTexts => options.DryRun && Lines.Texts < MaxTexts;

    public override ContentDefinitions Definitions { get; set; } = ContentDefinitions.Empty;

    /// <summary>Begins a walk over all steps.</summary>
    /// <param name="phase">Phase for the progress.</param>
    /// <param name="definitions">Those of the site.</param>
    public void Begin(string phase, ContentDefinitions definitions)
    {
        _phase = phase;
        _done = 0;
        Definitions = definitions;
        ItemsDone(0);
    }

    /// <summary>Begins a step.</summary>
    public void Enter(PlannedStep step)
    {
        _recipeName = step.Recipe.Name;
        ItemsDone(0, step.Step.Name);
    }

    public override void Fault(RecipeStep step, string pathBelowStep, string message) =>
        faults.Add(new(_planned[step].Recipe.File.Source.FileName, step.Index, $"$.steps[{step.Index}]{pathBelowStep}", message));

    public override void ItemsDone(int count, string? last = null)
    {
        _done += count;
        progress?.Report(new(_phase, _done, plan.ItemCount, last));
    }

    public override void Report(RecipeChange change) => Lines.Add(change);

    public override void ItemChanged(string contentItemId) => _changed.Add(contentItemId);
}
