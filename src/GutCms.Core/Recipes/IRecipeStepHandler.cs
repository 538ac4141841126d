using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Projecting;
using GutCms.Core.Diff;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using GutCms.Core.Texts;

namespace GutCms.Core.Recipes;

/// <summary>Does one kind of recipe step. One small class each; a host registers those that it knows.</summary>
public interface IRecipeStepHandler
{
    /// <summary>Name of the step; compared without case.</summary>
    string Name { get; }

    /// <summary>Permission that whoever uploads a recipe needs for this step, beside the one to run recipes.</summary>
    string Permission { get; }

    /// <summary>Action of the log under which a run records each thing that this step creates, changes or removes; null: the step does it itself, or the entry of the run is enough.</summary>
    string? AuditAction { get; }

    /// <summary>The program may make another text of a live version after it than was granted.</summary>
    bool ChangesTexts => false;

    /// <summary>The log may quote what is wrong with it. Otherwise it keeps only where that is: a message may quote content.</summary>
    bool FaultsMayBeQuoted => false;

    /// <summary>
    /// Checks the step without writing anything: unknown properties, wrong JSON types, unknown names, dangling references.
    /// Reports faults through <see cref="RecipeContext.Fault"/>.
    /// </summary>
    ValueTask CheckAsync(RecipeStep step, RecipeContext context, CancellationToken cancellationToken);

    /// <summary>
    /// Called once after every step of the recipe, and of those that it names, has been checked: for what only the whole can answer, such as a reference
    /// to an item that stands further down.
    /// </summary>
    ValueTask CompleteCheckAsync(RecipeContext context, CancellationToken cancellationToken) => ValueTask.CompletedTask;

    /// <summary>The step has an array <c>Data</c>, which it reads through <see cref="RecipeStep.Items"/>. Otherwise <c>Data</c> is an unknown property.</summary>
    bool ReadsItems => false;

    /// <summary>Carries the step out inside <see cref="RecipeContext.Work"/> and reports each change. A dry run does the same and is rolled back.</summary>
    ValueTask ExecuteAsync(RecipeStep step, RecipeContext context, CancellationToken cancellationToken);
}

/// <summary>A step as it stands in the file, script values already resolved. Large arrays of items are streamed, not part of <paramref name="Properties"/>.</summary>
/// <param name="Index">0-based index in <c>steps</c>.</param>
/// <param name="Name">Name as written.</param>
/// <param name="Properties">All properties except <c>name</c> and streamed arrays.</param>
/// <param name="Items">Streams the elements of the step's <c>Data</c> array (Content steps), each with its 0-based index; may be enumerated more than once. Empty for other steps.</param>
public sealed record RecipeStep(int Index, string Name, JsonObject Properties, Func<IEnumerable<(int Index, JsonNode? Value)>> Items)
{
    /// <summary>The streamed array's name as written: <c>Data</c> or <c>data</c>.</summary>
    public string ItemsName { get; init; } = "Data";
}

/// <summary>What a change did.</summary>
public enum RecipeOutcome
{
    /// <summary>Something new was written.</summary>
    Created,

    /// <summary>Something that existed was changed.</summary>
    Updated,

    /// <summary>Something was removed.</summary>
    Removed,

    /// <summary>It was already as the recipe says.</summary>
    Unchanged,

    /// <summary>It was left alone, for the reason given (people have edited it since).</summary>
    Skipped,

    /// <summary>It means nothing to this host.</summary>
    Ignored,

    /// <summary>A live text is due to be reviewed: the program would make another text of it than was granted, and readers go on seeing what was granted.</summary>
    ReviewDue,
}

/// <summary>One line of a report.</summary>
/// <param name="Outcome">What happened.</param>
/// <param name="Kind">Kind of thing: <c>content item</c>, <c>content type</c>, <c>role</c> …</param>
/// <param name="Name">Which one, with its id where it has one.</param>
/// <param name="Sentence">Why, or what changed; null when there is nothing to say.</param>
public sealed record RecipeChange(RecipeOutcome Outcome, string Kind, string Name, [property: JsonIgnore] Sentence? Sentence = null)
{
    /// <summary>Why, or what changed, in the language of whoever runs it; null when there is nothing to say.</summary>
    public string? Detail => Sentence?.ToCurrent();

    /// <summary>How the words of a changed content item differ; only in a dry run, and there of the first 50. Null otherwise.</summary>
    public RecipeTextChange? Text { get; init; }
}

/// <summary>How the text of an item would differ.</summary>
/// <param name="Earlier">Projection of the latest version that is there.</param>
/// <param name="Later">Projection of what the recipe brings (<see cref="MedicalContent.Project"/>).</param>
/// <param name="Diff">What differs between them.</param>
public sealed record RecipeTextChange(JsonObject Earlier, JsonObject Later, VersionDiff Diff);

/// <summary>One thing that is wrong with a recipe.</summary>
/// <param name="File">File name.</param>
/// <param name="StepIndex">0-based index of the step; null when it concerns the whole file.</param>
/// <param name="Path">JSON path from the root of the file, for example <c>$.steps[2].Data[0].TitlePart.Title</c>.</param>
/// <param name="Sentence">What is wrong and what to do.</param>
public sealed record RecipeFault(string File, int? StepIndex, string Path, [property: JsonIgnore] Sentence Sentence)
{
    /// <summary>In how many places of the file it is so: of a name that nobody knows there is one fault, at the first.</summary>
    public int Places { get; init; } = 1;

    /// <summary>What is wrong and what to do, in the language of whoever runs it.</summary>
    public string Message => (Places == 1 ? Sentence : Sentence.Of("Recipe.Places", Sentence, Places)).ToCurrent();
}

/// <summary>What handlers share during a check or a run.</summary>
public abstract class RecipeContext
{
    /// <summary>The transaction.</summary>
    public abstract IUnitOfWork Work { get; }

    /// <summary>Who runs it.</summary>
    public abstract Actor Actor { get; }

    /// <summary>Name of the recipe (header), used as the origin of what it writes.</summary>
    public abstract string RecipeName { get; }

    /// <summary>The recipe is trusted (set-up, command line): what it publishes becomes published, as <c>Imported</c>. Otherwise it arrives as drafts.</summary>
    public abstract bool Trusted { get; }

    /// <summary>The instant of the run, UTC; the same for everything that it writes.</summary>
    public abstract DateTime NowUtc { get; }

    /// <summary>How large an item may be.</summary>
    public virtual ContentLimits Limits => ContentLimits.Default;

    /// <summary>Knows who is there; null: the host has nobody of its own to name.</summary>
    public virtual IReviewerDirectory? Reviewers => null;

    /// <summary>Whether content may point to an item though it is nowhere: the recipe says that it was deleted.</summary>
    public virtual bool IsAbsent(string contentItemId) => false;

    /// <summary>Reports a fault at a path below the step, for example <c>.Roles[0].Name</c>.</summary>
    public abstract void Fault(RecipeStep step, string pathBelowStep, Sentence sentence);

    /// <summary>Notes something that is written otherwise than it was sent: a fault where <see cref="RecipeOptions.Strict"/> asks for it.</summary>
    public abstract void Warn(RecipeStep step, string pathBelowStep, Sentence sentence);

    /// <summary>Tells whoever watches that so many more content items have been checked or written.</summary>
    /// <param name="count">How many.</param>
    /// <param name="last">Display text of the last one; null when it has none.</param>
    public abstract void ItemsDone(int count, string? last = null);

    /// <summary>Somebody wants to see how the words of a further item would change (<see cref="RecipeChange.Text"/>).</summary>
    public virtual bool WantsTexts => false;

    /// <summary>Reports what was done. Only during execution.</summary>
    /// <param name="change">What.</param>
    /// <param name="onRecord">What the log keeps of it beside its kind, name and outcome, when the step has an <see cref="IRecipeStepHandler.AuditAction"/>; null: nothing.</param>
    public abstract void Report(RecipeChange change, JsonObject? onRecord = null);

    /// <summary>Remembers that the published form of an item changed, so that its delivery documents are re-written at the end of the run.</summary>
    public abstract void ItemChanged(string contentItemId);

    /// <summary>Definitions as they stand at this point of the recipe: those of the site with the steps so far applied. During a check nothing is written, so handlers look here.</summary>
    public abstract ContentDefinitions Definitions { get; set; }

    /// <summary>Scratch space shared by the handlers of one check and the run after it, keyed by handler. What the check leaves there the run finds.</summary>
    public IDictionary<string, object> Items { get; } = new Dictionary<string, object>(StringComparer.Ordinal);
}
