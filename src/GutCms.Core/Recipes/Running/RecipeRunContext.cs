using System.Text.Json.Nodes;
using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Recipes.Running;

/// <summary>The context of one check or run.</summary>
internal sealed class RecipeRunContext(IUnitOfWork work, RecipePlan plan, RecipeOptions options, DateTime nowUtc, FaultList faults, IProgress<RecipeProgress>? progress, ContentLimits limits, IReviewerDirectory? reviewers)
    : RecipeContext
{
    private const int MaxTexts = 50;

    private readonly Dictionary<RecipeStep, PlannedStep> _planned = new(plan.Steps.Select(planned => KeyValuePair.Create(planned.Step, planned)), ReferenceEqualityComparer.Instance);
    private readonly HashSet<string> _changed = new(StringComparer.Ordinal);
    private readonly List<RecordedChange> _recorded = [];
    private PlannedStep? _step;
    private string _phase = "";
    private long _done;

    public ReportLines Lines { get; } = new();

    /// <summary>What is written otherwise than it was sent.</summary>
    public FaultList Warnings { get; } = new();

    public IReadOnlyCollection<string> ChangedItems => _changed;

    /// <summary>What the log keeps one by one, in the order of work; all of it, however much the report leaves out.</summary>
    public IReadOnlyList<RecordedChange> Recorded => _recorded;

    public override IUnitOfWork Work => work;

    public override Actor Actor => options.Actor;

    public override string RecipeName => (_step?.Recipe ?? plan.Recipes[0]).Name;

    public override bool Trusted => options.Trusted;

    public override DateTime NowUtc => nowUtc;

    public override ContentLimits Limits => limits;

    public override IReviewerDirectory? Reviewers => reviewers;

    public override bool IsAbsent(string contentItemId) => plan.Recipes.Any(recipe => recipe.Absent.Contains(contentItemId));

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
        _step = step;
        ItemsDone(0, step.Step.Name);
    }

    public override void Fault(RecipeStep step, string pathBelowStep, Sentence sentence) =>
        faults.Add(new(_planned[step].Recipe.File.Source.FileName, step.Index, $"$.steps[{step.Index}]{pathBelowStep}", sentence));

    public override void Warn(RecipeStep step, string pathBelowStep, Sentence sentence)
    {
        if (options.Strict)
        {
            Fault(step, pathBelowStep, sentence);
        }
        else
        {
            Warnings.Add(new(_planned[step].Recipe.File.Source.FileName, step.Index, $"$.steps[{step.Index}]{pathBelowStep}", sentence));
        }
    }

    public override void ItemsDone(int count, string? last = null)
    {
        _done += count;
        progress?.Report(new(_phase, _done, plan.ItemCount, last));
    }

    public override void Report(RecipeChange change, JsonObject? onRecord = null)
    {
        Lines.Add(change);
        if (change.Outcome is RecipeOutcome.Created or RecipeOutcome.Updated or RecipeOutcome.Removed && _step?.Handler?.AuditAction is { } action)
        {
            var details = new JsonObject { ["recipe"] = plan.Recipes[0].Name, ["kind"] = change.Kind, ["name"] = change.Name, ["outcome"] = change.Outcome.ToString() };
            foreach (var (name, value) in onRecord ?? [])
            {
                details[name] = value?.DeepClone();
            }

            _recorded.Add(new(action, details));
        }
    }

    public override void ItemChanged(string contentItemId) => _changed.Add(contentItemId);
}
