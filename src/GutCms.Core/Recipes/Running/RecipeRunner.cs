using System.Collections.Frozen;
using System.Globalization;
using System.Text.Json.Nodes;
using GutCms.Core.Audit;
using GutCms.Core.Content.Checking;
using GutCms.Core.Delivery;
using GutCms.Core.Recipes.Items;
using GutCms.Core.Recipes.Reading;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Reviews.Standing;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Recipes.Running;

/// <summary>Checks recipes as a whole and runs them in one transaction.</summary>
/// <remarks>
/// A recipe with a fault writes nothing. A dry run does everything that the run does, reports it, and is rolled back. A second run of a recipe finds
/// everything unchanged and does not commit. Writers wait while a recipe runs.
/// </remarks>
/// <param name="store">The content.</param>
/// <param name="handlers">Who carries out which step; one per name.</param>
/// <param name="catalog">The recipes that a <c>Recipes</c> step may name.</param>
/// <param name="refresh">Re-writes delivery documents at the end.</param>
/// <param name="time">The clock; read once per check or run.</param>
public sealed class RecipeRunner(IContentStore store, IEnumerable<IRecipeStepHandler> handlers, IRecipeCatalog catalog, IDeliveryRefresh refresh, TimeProvider time)
{
    /// <summary>Kind of the site documents that say which recipe ran when.</summary>
    public const string DocumentKind = "recipe";

    /// <summary>Member of the document of a recipe that was run: user name of whoever ran it last.</summary>
    public const string RanBy = "RanBy";

    /// <summary>Lets nobody weaken the review alone; null: the host has no such rule of its own.</summary>
    public IReviewKeeper? Keeper { get; init; }

    /// <summary>Knows who is there, for policies that name people; null: nobody is named here.</summary>
    public IReviewerDirectory? Reviewers { get; init; }

    /// <summary>How large an item may be.</summary>
    public ContentLimits Limits { get; init; } = ContentLimits.Default;

    private readonly FrozenDictionary<string, IRecipeStepHandler> _handlers = handlers.ToFrozenDictionary(handler => handler.Name, StringComparer.OrdinalIgnoreCase);

    /// <summary>The steps that a run would take, those of recipes that it names included; nothing of the site is looked at. A file that cannot be read, and whatever is no step, has none: no run takes them.</summary>
    public IReadOnlyList<StepToTake> StepsOf(IRecipeSource source, RecipeOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return [.. Plan(source, options, new FaultList()).Steps.Select(planned => new StepToTake(planned.Recipe.File.Source.FileName, planned.Step.Index, planned.Step.Name, planned.Handler))];
    }

    /// <summary>Looks for faults against the site as it is; writes nothing and waits for no writer.</summary>
    public async Task<RecipeReport> CheckAsync(IRecipeSource source, RecipeOptions options, IProgress<RecipeProgress>? progress, CancellationToken cancellationToken)
    {
        var faults = new FaultList();
        var plan = Plan(source, options, faults);
        FaultList? warnings = null;
        if (CanBeChecked(plan))
        {
            var work = await store.ReadAsync(cancellationToken);
            await using var _ = work;
            var context = new RecipeRunContext(work, plan, options, time.GetUtcNow().UtcDateTime, faults, progress, Limits, Reviewers);
            await CheckAsync(plan, context, options, cancellationToken);
            warnings = context.Warnings;
        }

        return Report(plan, source, options, faults, new ReportLines(), warnings);
    }

    /// <summary>Adds to a check without faults the items that would become due for review: known only once everything was done, so all of it is done and undone. Writers wait meanwhile.</summary>
    /// <param name="report">What the check came to.</param>
    /// <param name="source">The recipe.</param>
    /// <param name="options">As they were for the check.</param>
    /// <param name="progress">Told how far it is; null: nobody listens.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>The report with those items; with what is wrong, where doing it shows a fault that looking did not.</returns>
    public async Task<RecipeReport> WithDueAsync(RecipeReport report, IRecipeSource source, RecipeOptions options, IProgress<RecipeProgress>? progress, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(report);
        if (!report.Succeeded || !StepsOf(source, options).Any(step => step.Handler?.ChangesTexts == true))
        {
            return report;
        }

        var run = await RunAsync(source, options with { DryRun = true }, progress, cancellationToken);
        return !run.Succeeded ? run : report with
        {
            Counts = run.Counts.Where(count => count.Key == RecipeOutcome.ReviewDue).ToFrozenDictionary(),
            Changes = [.. run.Changes.Where(change => change.Outcome == RecipeOutcome.ReviewDue)],
        };
    }

    /// <summary>Checks, and when there is no fault runs it: everything or nothing.</summary>
    /// <exception cref="MustBeConfirmedException">It weakens the review, and whoever runs it may not do that alone. Nothing was kept.</exception>
    public async Task<RecipeReport> RunAsync(IRecipeSource source, RecipeOptions options, IProgress<RecipeProgress>? progress, CancellationToken cancellationToken)
    {
        using var act = AuditAct.Begin();
        var faults = new FaultList();
        var plan = Plan(source, options, faults);
        if (!CanBeChecked(plan))
        {
            return Report(plan, source, options, faults, new ReportLines());
        }

        var work = await store.BeginAsync(cancellationToken);
        await using var _ = work;
        var context = new RecipeRunContext(work, plan, options, time.GetUtcNow().UtcDateTime, faults, progress, Limits, Reviewers);
        await CheckAsync(plan, context, options, cancellationToken);
        if (faults.Any)
        {
            return Report(plan, source, options, faults, new ReportLines(), context.Warnings);
        }

        var before = Keeper is null || options.DryRun ? null : await Keeper.LookAsync(work, cancellationToken);
        try
        {
            await ExecuteAsync(plan, context, progress, cancellationToken);
        }
        catch (ContentConflictException exception)
        {
            faults.Add(new(source.FileName, null, "$", Sentence.Of("Recipe.WriteRefused", exception.Message)));
        }
        catch (Exception exception) when (exception is not OperationCanceledException && ChangedFiles(plan).Any())
        {
            // What was checked is not what was read now: reported below.
        }

        foreach (var file in ChangedFiles(plan))
        {
            faults.Add(new(file.Source.FileName, null, "$", Sentence.Of("Recipe.FileChanged")));
        }

        var report = Report(plan, source, options, faults, faults.Any ? new ReportLines() : context.Lines, context.Warnings);
        if (report is { Succeeded: true, Changed: true, DryRun: false })
        {
            if (before is not null)
            {
                await Keeper!.JudgeAsync(work, before, options.Actor, context.NowUtc, cancellationToken);
            }

            await work.CommitAsync(cancellationToken);
        }

        return report;
    }

    private RecipePlan Plan(IRecipeSource source, RecipeOptions options, FaultList faults) =>
        new RecipePlanner(_handlers, catalog, options.Parameters ?? FrozenDictionary<string, string>.Empty, faults).Plan(source);

    // With a file that is not even JSON, the faults of the others could be consequences.
    private static bool CanBeChecked(RecipePlan plan) => plan.Recipes.All(recipe => recipe.File.Outline is not null);

    private async Task CheckAsync(RecipePlan plan, RecipeRunContext context, RecipeOptions options, CancellationToken cancellationToken)
    {
        context.Begin("checking", await context.Work.GetDefinitionsAsync(cancellationToken));
        foreach (var planned in plan.Steps)
        {
            context.Enter(planned);
            if (planned.Handler is not { } handler)
            {
                if (!options.IgnoreUnknownSteps)
                {
                    context.Fault(planned.Step, ".name", Sentence.Of("Recipe.UnknownStep", planned.Step.Name, Suggestion.For(planned.Step.Name, _handlers.Values.Select(known => known.Name))));
                }

                continue;
            }

            if (planned.HasItems && !handler.ReadsItems)
            {
                context.Fault(planned.Step, $".{planned.Step.ItemsName}", Sentence.Of("Recipe.StepHasNo", handler.Name, planned.Step.ItemsName));
            }

            if (handler.ReadsItems && !planned.HasItems && !planned.Step.Properties.Find("Data", "").Exists)
            {
                context.Fault(planned.Step, ".Data", Sentence.Of("Recipe.DataMissing"));
            }

            await handler.CheckAsync(planned.Step, context, cancellationToken);
        }

        foreach (var handler in _handlers.Values)
        {
            await handler.CompleteCheckAsync(context, cancellationToken);
        }
    }

    private async Task ExecuteAsync(RecipePlan plan, RecipeRunContext context, IProgress<RecipeProgress>? progress, CancellationToken cancellationToken)
    {
        context.Begin("writing", await context.Work.GetDefinitionsAsync(cancellationToken));
        foreach (var planned in plan.Steps)
        {
            context.Enter(planned);
            if (planned.Handler is { } handler)
            {
                await handler.ExecuteAsync(planned.Step, context, cancellationToken);
            }
            else
            {
                context.Report(new(RecipeOutcome.Ignored, "step", planned.Step.Name, Sentence.Of("Recipe.IgnoredStep", planned.Step.Index, planned.Recipe.File.Source.FileName)));
            }
        }

        await ImportedTexts.CarryOnAsync(context, cancellationToken);
        if (context.Lines.Changed)
        {
            progress?.Report(new("delivering", 0, null));
            var due = await refresh.RefreshAsync(context.Work, context.ChangedItems, progress is null ? null : new Delivering(progress), cancellationToken);
            foreach (var item in due)
            {
                context.Report(new(
                    RecipeOutcome.ReviewDue, "content item", $"{item.ContentType} '{item.DisplayText}' ({item.ContentItemId})",
                    Sentence.Of("Recipe.WouldBecomeDue")));
            }
        }

        await RecordAsync(plan, context, cancellationToken);
    }

    private static async Task RecordAsync(RecipePlan plan, RecipeRunContext context, CancellationToken cancellationToken)
    {
        if (!context.Lines.Changed)
        {
            return;
        }

        foreach (var recipe in plan.Recipes)
        {
            await context.Work.SaveDocumentAsync(DocumentKind, recipe.Name, new JsonObject
            {
                ["Name"] = recipe.Name,
                ["Version"] = recipe.File.Outline!.Header["version"]?.DeepClone(),
                ["Sha256"] = recipe.File.Encoding.Sha256,
                ["RanUtc"] = context.NowUtc.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture),
                [RanBy] = context.Actor.UserName,
            }, cancellationToken);
        }

        await RecipeAudit.AppendAsync(plan, context, cancellationToken);
    }

    private static IEnumerable<RecipeFile> ChangedFiles(RecipePlan plan) =>
        plan.Recipes.Select(recipe => recipe.File).Where(file => RecipeEncoding.Read(file.Source).Sha256 != file.Encoding.Sha256);

    private static RecipeReport Report(RecipePlan plan, IRecipeSource source, RecipeOptions options, FaultList faults, ReportLines lines, FaultList? warnings = null) =>
        new(plan.Recipes[0].Name, source.FileName, options.DryRun, faults.ToList(), lines.Counts, lines.Lines) { Warnings = warnings?.ToList() ?? [] };

    private sealed class Delivering(IProgress<RecipeProgress> progress) : IProgress<int>
    {
        public void Report(int value) => progress.Report(new("delivering", value, null));
    }
}
