using System.Text.Json.Nodes;
using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Items;
using GutCms.Core.Editorial;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Reviews.Views;
using GutCms.Core.WorkingCopies;
using GutCms.Core.Workloads;
using GutCms.Web.Pages.Admin.Content.Editing;
using GutCms.Web.Pages.Admin.Reviewing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Content;

/// <summary>What the editors of a new and of an existing item have in common.</summary>
[RequestFormLimits(ValueCountLimit = 20_000)]
internal abstract class EditorPage(OpenEditor open, SaveContent save, EditorBuilder builder, EditorCopies copies, IStringLocalizer<AdminText> words) : AdminPage(words)
{
    /// <summary>Name of the entry in TempData that says that the browser's copy of unsaved changes is no longer needed.</summary>
    public const string SavedKey = "Admin.EditorSaved";

    // Entries in TempData: words to the reviewers that have not gone out, and whom they were for.
    private const string MessageKey = "Admin.EditorMessage", AskedKey = "Admin.EditorAsked";

    private EditorDiscussion? _discussion;

    /// <summary>The item as it is shown.</summary>
    public EditorItem Editor { get; private set; } = null!;

    /// <summary>How the item stands; null for a new one.</summary>
    public ReviewView? Review => Opened.Review;

    /// <summary>Version that the form was made of; empty for a new item.</summary>
    public string Origin { get; private set; } = "";

    /// <summary>Tag of what the form was made of; empty for a new item.</summary>
    public string Tag { get; private set; } = "";

    /// <summary>Mark of the working copy that the form continues; empty: of none.</summary>
    public string Mark { get; private set; } = "";

    /// <summary>Id of the working copy of a new item.</summary>
    public string CopyId { get; private set; } = "";

    /// <summary>What the visitor has written and not saved, to be taken up.</summary>
    public IReadOnlyList<WorkingCopy> Offers { get; private set; } = [];

    /// <summary>An empty block of each type that can be added, for the script.</summary>
    public IReadOnlyList<BlockInBag> Templates { get; private set; } = [];

    /// <summary>Saving would end a review or a schedule, so it is asked what shall become of the text.</summary>
    public bool WouldEnd { get; private set; }

    /// <summary>Approvals that stand for the text that is saved.</summary>
    public IReadOnlyList<Decision> Standing => [.. Review?.Review?.Decisions.Where(decision => decision is { Stands: true, Outcome: DecisionOutcome.Approved }) ?? []];

    /// <summary>Who can be asked to decide by name; empty for whoever may ask nobody.</summary>
    public IReadOnlyList<Reviewer> Assignable { get; protected set; } = [];

    /// <summary>How much each of them is asked about already, by user id; who is asked about nothing is absent.</summary>
    public IReadOnlyDictionary<string, GetLoads.Load> Loads { get; protected set; } = new Dictionary<string, GetLoads.Load>();

    /// <summary>Its languages; null for a new item, and for one of a type without languages.</summary>
    public EditorLanguages? Languages { get; protected set; }

    /// <summary>What is new can be submitted as soon as it is written: it is saved first.</summary>
    public bool MaySubmitNew => Review is null && Opened.MaySubmitNew;

    /// <summary>Language that its texts are written in.</summary>
    public string Language => Editor.AllFields.FirstOrDefault(each => each.Slot.Kind == EditorKind.Language)?.Value is { Length: > 0 } own ? own : Opened.SiteLanguage;

    /// <summary>What was said about the item; null for a new one.</summary>
    public EditorDiscussion? Discussion => Review is null ? null : _discussion ??= EditorDiscussion.Of(Review, ContentItemJson.Read(Opened.Json), Actor);

    /// <summary>Words to the reviewers that were written and have not gone out: the text was not submitted.</summary>
    public string Message { get; private set; } = "";

    /// <summary>Whom the visitor was about to ask, likewise.</summary>
    public IReadOnlyList<string> Asked { get; private set; } = [];

    /// <summary>Which blocks of the form are copies of which, see <see cref="EditorValues.Copies"/>.</summary>
    public IReadOnlyList<string> Copies { get; private set; } = [];

    /// <summary>Sources that stand twice in what is shown.</summary>
    public IReadOnlyList<RepeatedSource> Repeated { get; private set; } = [];

    /// <summary>The form holds something that is not saved.</summary>
    public bool IsUnsaved { get; private set; }

    /// <summary>The choice that a stale save asks for; null when there is none.</summary>
    public MergeView? Merge { get; private set; }

    /// <summary>What the browser files unsaved changes under.</summary>
    public abstract string DraftKey { get; }

    /// <summary>A script of this page asks and reads the answer: a browser would report a refusal of its own as a fault of the site.</summary>
    private bool IsScript => Request.Headers.ContainsKey("HX-Request");

    /// <summary>Use case that opens items.</summary>
    protected OpenEditor Open => open;

    /// <summary>What was opened.</summary>
    protected OpenEditor.Result Opened { get; set; } = null!;

    /// <summary>Shows what was opened, or takes up a working copy.</summary>
    /// <param name="take">Id of the copy; null: none.</param>
    /// <param name="cancellationToken">Cancels.</param>
    protected async Task<IActionResult> ShowAsync(string? take, CancellationToken cancellationToken)
    {
        var kept = await copies.ListAsync(Actor, Opened, cancellationToken);
        if (kept.FirstOrDefault(copy => copy.CopyId == take) is { } taken && EditorCopies.Read(taken.Json) is { } json)
        {
            (Origin, Tag, Mark, CopyId) = (taken.VersionId, taken.Tag, taken.Mark, taken.CopyId);
            return await UnsavedAsync(json, cancellationToken);
        }

        (Offers, CopyId, Origin, Tag) = (kept, ContentIds.New(), Review?.VersionId ?? "", Review?.Tag ?? "");
        await BuildAsync(Opened.Json, cancellationToken);
        return Page();
    }

    /// <summary>Keeps what the form holds, for the script.</summary>
    /// <param name="contentItemId">The item; null: a new one.</param>
    /// <param name="contentType">Type of a new one.</param>
    /// <param name="cancellationToken">Cancels.</param>
    protected async Task<IActionResult> KeepAsync(string? contentItemId, string contentType, CancellationToken cancellationToken)
    {
        var kept = await copies.KeepAsync(Actor, contentItemId, contentType, Request, cancellationToken);
        return kept.Succeeded ? new JsonResult(kept.Value)
            : kept.Refusal.Kind == RefusalKind.Stale ? new JsonResult(new { elsewhere = kept.Refusal.CurrentTag })
            : StatusCode(kept.Refusal.Kind switch
            {
                RefusalKind.Invalid => StatusCodes.Status400BadRequest,
                RefusalKind.NotFound => StatusCodes.Status404NotFound,
                _ => StatusCodes.Status403Forbidden,
            });
    }

    /// <summary>Forgets a working copy: the one of a form that holds nothing new any more, or one that was offered.</summary>
    protected async Task<IActionResult> DropAsync(CancellationToken cancellationToken)
    {
        await copies.DropAsync(Actor, Review?.ContentItemId ?? Request.Form["copy"].ToString(), IsScript ? Request.Form["mark"].ToString() : null, cancellationToken);
        return IsScript ? new JsonResult(new KeepWorkingCopy.Result("", default)) : Done(Words["Recover.Dropped"], Request.Path);
    }

    /// <summary>Takes the form: does what a button without a script asks for, or saves.</summary>
    /// <param name="origin">The version that the form was made of.</param>
    /// <param name="cancellationToken">Cancels.</param>
    protected async Task<IActionResult> TakeAsync(JsonObject origin, CancellationToken cancellationToken)
    {
        EditorValues values = new(Request.Form);
        var operation = values.First("op") ?? "";
        var isUnderstood = values.Apply(operation);
        var json = new EditorReader(Opened.Definitions, values).Read(origin, Opened.Type);
        (Origin, Tag, Mark, CopyId) = (values.First("origin") ?? "", values.First("tag") ?? "", values.First("mark") ?? "", values.First("copy") ?? "");
        Copies = values.All(EditorValues.Copies);
        if (isUnderstood || operation == "restore")
        {
            return await UnsavedAsync(json, cancellationToken);
        }

        if (values.First("then") == "keep")
        {
            return (await copies.KeepAsync(Actor, Review?.ContentItemId, Opened.Type.Name, Request, cancellationToken)).Refusal is { } refusal
                ? await AgainAsync(json, refusal, cancellationToken) : Done(Words["Copy.KeptBeside"], Request.Path);
        }

        return await SaveAsync(origin, json, Tag, cancellationToken);
    }

    /// <summary>Takes the choices of a merge, and saves when nothing is left to choose.</summary>
    protected async Task<IActionResult> TakeMergeAsync(JsonObject origin, JsonObject theirs, CancellationToken cancellationToken)
    {
        if (EditorCopies.Read(Request.Form["mine"].ToString()) is not { } mine || mine["ContentItemId"]?.ToString() != theirs["ContentItemId"]?.ToString())
        {
            return BadRequest();
        }

        (Origin, Tag, Mark, CopyId) = (Request.Form["origin"].ToString(), Request.Form["tag"].ToString(), Request.Form["mark"].ToString(), Request.Form["copy"].ToString());
        var units = ContentMerge.Compare(origin, mine, theirs);
        var choices = units.Where(unit => Enum.TryParse<MergeSide>(Request.Form["choice:" + unit.Key].ToString(), out _))
            .ToDictionary(unit => unit.Key, unit => Enum.Parse<MergeSide>(Request.Form["choice:" + unit.Key].ToString()), StringComparer.Ordinal);
        if (units.Any(unit => unit.Suggested is null && !choices.ContainsKey(unit.Key)))
        {
            ModelState.AddModelError("", Words["Merge.Choose"]);
            return await AskAsync(origin, mine, theirs, choices, cancellationToken);
        }

        return await SaveAsync(origin, ContentMerge.Apply(units, choices, mine, theirs), Tag, cancellationToken);
    }

    /// <summary>Reads an item again, as it is now.</summary>
    protected abstract Task<Outcome<OpenEditor.Result>> ReopenAsync(CancellationToken cancellationToken);

    /// <summary>A refusal whose faults are at the fields of the form that is shown. What a text lacks is said there and not a second time as a rule.</summary>
    protected Refusal AtFields(Refusal refusal)
    {
        ViewData["FaultsTitle"] = refusal.UnmetRules.Any(rule => rule.Rule == Rules.ContentMustBeComplete) ? Words["Faults.Missing"].Value : null;
        return new FieldFaults(Editor, Words).Of(refusal);
    }

    /// <summary>Lists what the text lacks to be submitted or published.</summary>
    protected void ShowMissing()
    {
        ViewData["FaultsTitle"] = Words["Faults.Missing"].Value;
        foreach (var fault in new FieldFaults(Editor, Words).Of(Completeness.FindMissing(ContentItemJson.Read(Opened.Json), Opened.Definitions)))
        {
            ModelState.AddModelError(fault.Path, fault.Message);
        }
    }

    /// <summary>What follows a save that was made: the page says so, unless more was asked for.</summary>
    /// <param name="saved">What was saved.</param>
    /// <param name="said">What the page says.</param>
    /// <param name="cancellationToken">Cancels.</param>
    protected virtual Task<IActionResult> AfterSaveAsync(SavedContent saved, string said, CancellationToken cancellationToken) =>
        Task.FromResult(Done(said, $"/admin/content/{saved.Item.ContentItemId}/edit"));

    /// <summary>What follows a save that was to be followed by a submission.</summary>
    /// <param name="submit">Submits.</param>
    /// <param name="saved">What was saved.</param>
    /// <param name="said">What the page says of it.</param>
    /// <param name="cancellationToken">Cancels.</param>
    /// <returns>Always another page: the one that was sent would be sent again when it is loaded again.</returns>
    protected async Task<IActionResult> SubmitAsync(SubmitFromEditor submit, SavedContent saved, string said, CancellationToken cancellationToken)
    {
        var id = saved.Item.ContentItemId;
        var edit = $"/admin/content/{id}/edit";
        var (done, refusal) = await submit.ExecuteAsync(Actor, saved, Request.Form["message"], Request.Form["reviewer"], cancellationToken);
        if (refusal is null)
        {
            return Done(done!, edit);
        }

        // It has not gone out, so it is there still where what stands against the submission is said.
        (TempData[MessageKey], TempData[AskedKey]) = (Request.Form["message"].ToString(), Request.Form["reviewer"].ToString());
        if (SubmitFromEditor.NeedsPage(refusal))
        {
            return LocalRedirect($"/admin/review/{id}/act/{Trigger.Submit.ToName()}");
        }

        var lacks = refusal.UnmetRules.Any(rule => rule.Rule == Rules.ContentMustBeComplete);
        var others = FieldFaults.Beside(refusal);
        return Done(lacks && others.IsEmpty ? said : Words["Editor.NotSubmitted", said, string.Join(' ', others.Select(rule => rule.Message).DefaultIfEmpty(refusal.Message))], lacks ? edit + "?missing=true" : edit);
    }

    /// <summary>Takes up what has not gone out.</summary>
    protected void TakeUnsent() => (Message, Asked) = (TempData[MessageKey] as string ?? "", (TempData[AskedKey] as string ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries));

    private async Task<IActionResult> SaveAsync(JsonObject origin, JsonObject json, string tag, CancellationToken cancellationToken)
    {
        var outcome = await save.ExecuteAsync(Actor, new(json, ExpectedTag.Of(tag)) { KeepsDecisions = Request.Form["end"] != "true" }, cancellationToken);
        if (outcome.Refusal?.Kind == RefusalKind.Stale && await ReopenAsync(cancellationToken) is { Succeeded: true } now)
        {
            Opened = now.Value;
            if (Review is null || Review.VersionId != Origin)
            {
                Response.StatusCode = IsScript ? StatusCodes.Status200OK : StatusCodes.Status412PreconditionFailed;
                return await AskAsync(origin, json, now.Value.Json, [], cancellationToken);
            }

            // Nobody wrote: only how the text stands is another. What that would end is asked about anew.
            Tag = Review.Tag;
            outcome = await save.ExecuteAsync(Actor, new(json, ExpectedTag.Of(Tag)) { KeepsDecisions = true }, cancellationToken);
        }

        if (!outcome.Succeeded)
        {
            return await AgainAsync(json, outcome.Refusal, cancellationToken);
        }

        var id = outcome.Value.Item.ContentItemId;
        await copies.DropAsync(Actor, outcome.Value.IsNew ? CopyId : id, Mark, cancellationToken);
        TempData[SavedKey] = DraftKey;
        return await AfterSaveAsync(outcome.Value, SaidOf(outcome.Value), cancellationToken);
    }

    private string SaidOf(SavedContent saved) =>
        saved.CarriedOn ? Words[Review?.State is ReviewState.InReview or ReviewState.Approved ? "Editor.SavedSame" : "Editor.SavedUnchanged"]
        : Standing is { Count: > 0 } ended ? Words["Editor.SavedVoided", string.Join(", ", ended.Select(decision => decision.PrintedName).Distinct())]
        : Review?.State == ReviewState.InReview ? Words["Editor.SavedTakenBack"]
        : Words["Editor.Saved"];

    /// <summary>The form again, as it was sent, with why it was not saved.</summary>
    private async Task<IActionResult> AgainAsync(JsonObject json, Refusal refusal, CancellationToken cancellationToken)
    {
        WouldEnd = refusal.UnmetRules.Any(rule => rule.Rule == Rules.DecisionsMustStand);
        if (WouldEnd && (await copies.KeepAsync(Actor, Review?.ContentItemId, Opened.Type.Name, Request, cancellationToken)).Value is { } kept)
        {
            Mark = kept.Mark;
        }

        var shown = await UnsavedAsync(json, cancellationToken);
        Response.StatusCode = StatusCodes.Status409Conflict;
        if (!WouldEnd && Refuse(AtFields(refusal)) is NotFoundResult none)
        {
            return none;
        }

        if (IsScript)
        {
            Response.StatusCode = StatusCodes.Status200OK;
        }

        return shown;
    }

    private async Task BuildAsync(JsonObject json, CancellationToken cancellationToken)
    {
        Editor = await builder.BuildAsync(Actor, json, Opened.Type, Opened.Definitions, cancellationToken);
        Repeated = RepeatedSources.Find(json);
        Templates = await builder.BuildTemplatesAsync(Actor, Opened.Type, Opened.Definitions, cancellationToken);
        await PrepareAsync(cancellationToken);
    }

    /// <summary>Reads what else the form shows.</summary>
    protected virtual Task PrepareAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    private async Task<IActionResult> UnsavedAsync(JsonObject json, CancellationToken cancellationToken)
    {
        IsUnsaved = true;
        // The form shows what the JSON holds, not what was posted: blocks may have moved.
        ModelState.Clear();
        json["DisplayText"] ??= "";
        await BuildAsync(json, cancellationToken);
        return Page();
    }

    private async Task<IActionResult> AskAsync(JsonObject origin, JsonObject mine, JsonObject theirs, Dictionary<string, MergeSide> choices, CancellationToken cancellationToken)
    {
        Editor = await builder.BuildAsync(Actor, theirs, Opened.Type, Opened.Definitions, cancellationToken);
        var rows = new MergeRows(Editor, mine, theirs, Words);
        Merge = new(
            mine.ToJsonString(),
            Origin,
            Review?.Tag ?? "",
            Mark,
            theirs["Author"]?.ToString(),
            ContentDates.TryParse(theirs["ModifiedUtc"]?.ToString(), out var saved) ? saved : null,
            [.. ContentMerge.Compare(origin, mine, theirs).Select(unit => rows.Of(unit, choices.TryGetValue(unit.Key, out var chosen) ? chosen : null))]);
        return Page();
    }
}
