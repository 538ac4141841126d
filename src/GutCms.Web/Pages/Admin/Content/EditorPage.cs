using System.Collections.Immutable;
using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Checking;
using GutCms.Core.Content.Definitions;
using GutCms.Core.Content.Items;
using GutCms.Core.Editorial;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Reviews.Views;
using GutCms.Web.Pages.Admin.Content.Editing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Content;

/// <summary>What the editors of a new and of an existing item have in common.</summary>
[RequestFormLimits(ValueCountLimit = 20_000)]
internal abstract class EditorPage(OpenEditor open, SaveContent save, EditorBuilder builder, IStringLocalizer<AdminText> words) : AdminPage(words)
{
    /// <summary>Name of the entry in TempData that says that the browser's copy of unsaved changes is no longer needed.</summary>
    public const string SavedKey = "Admin.EditorSaved";

    /// <summary>The item as it is shown.</summary>
    public EditorItem Editor { get; private set; } = null!;

    /// <summary>How the item stands; null for a new one.</summary>
    public ReviewView? Review => Opened.Review;

    /// <summary>Version that the form was made of; empty for a new item.</summary>
    public string Origin { get; private set; } = "";

    /// <summary>Tag of what the form was made of; empty for a new item.</summary>
    public string Tag { get; private set; } = "";

    /// <summary>Language that its texts are written in.</summary>
    public string Language => Editor.AllFields.FirstOrDefault(each => each.Slot.Kind == EditorKind.Language)?.Value is { Length: > 0 } own ? own : Opened.SiteLanguage;

    /// <summary>Sources that stand twice in what is shown.</summary>
    public IReadOnlyList<RepeatedSource> Repeated { get; private set; } = [];

    /// <summary>The form holds something that is not saved.</summary>
    public bool IsUnsaved { get; private set; }

    /// <summary>The choice that a stale save asks for; null when there is none.</summary>
    public MergeView? Merge { get; private set; }

    /// <summary>What the browser files unsaved changes under.</summary>
    public abstract string DraftKey { get; }

    /// <summary>Use case that opens items.</summary>
    protected OpenEditor Open => open;

    /// <summary>What was opened.</summary>
    protected OpenEditor.Result Opened { get; set; } = null!;

    /// <summary>Shows what was opened.</summary>
    protected async Task<IActionResult> ShowAsync(CancellationToken cancellationToken)
    {
        Origin = Review?.VersionId ?? "";
        Tag = Review?.Tag ?? "";
        Editor = await builder.BuildAsync(Actor, Opened.Json, Opened.Type, Opened.Definitions, cancellationToken);
        Repeated = RepeatedSources.Find(Opened.Json);
        return Page();
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
        (Origin, Tag) = (values.First("origin") ?? "", values.First("tag") ?? "");
        if (isUnderstood || operation == "restore")
        {
            return await UnsavedAsync(json, cancellationToken);
        }

        return await SaveAsync(origin, json, Tag, cancellationToken);
    }

    /// <summary>Takes the choices of a merge, and saves when nothing is left to choose.</summary>
    protected async Task<IActionResult> TakeMergeAsync(JsonObject origin, JsonObject theirs, CancellationToken cancellationToken)
    {
        if (Parse(Request.Form["mine"].ToString()) is not { } mine || mine["ContentItemId"]?.ToString() != theirs["ContentItemId"]?.ToString())
        {
            return BadRequest();
        }

        (Origin, Tag) = (Request.Form["origin"].ToString(), Request.Form["tag"].ToString());
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
        var lacks = refusal.UnmetRules.Any(rule => rule.Rule == Rules.ContentMustBeComplete);
        var lacksDisclaimer = refusal.Faults.Any(fault => fault.Path.EndsWith($".{ItemMeaning.DisclaimerField}.ContentItemIds", StringComparison.Ordinal));
        ViewData["FaultsTitle"] = lacks ? Words["Faults.Missing"].Value : null;
        return refusal with
        {
            Faults = AtFields(refusal.Faults),
            UnmetRules = [.. refusal.UnmetRules.Where(rule => rule.Rule != Rules.ContentMustBeComplete && !(rule.Rule == Rules.DisclaimerMustBePublished && lacksDisclaimer))],
        };
    }

    /// <summary>Faults by the names of the fields that are shown; empty: at no field.</summary>
    private ImmutableArray<ContentFault> AtFields(ImmutableArray<ContentFault> faults)
    {
        var names = Editor.AllFields.GroupBy(each => each.JsonPath, StringComparer.Ordinal).ToDictionary(group => group.Key, group => group.First().Name, StringComparer.Ordinal);
        return [.. faults.Select(fault => fault with { Path = names.GetValueOrDefault(fault.Path, "") })];
    }

    /// <summary>Lists what the text lacks to be submitted or published.</summary>
    protected void ShowMissing()
    {
        ViewData["FaultsTitle"] = Words["Faults.Missing"].Value;
        foreach (var fault in AtFields(Completeness.FindMissing(ContentItemJson.Read(Opened.Json), Opened.Definitions)))
        {
            ModelState.AddModelError(fault.Path, fault.Message);
        }
    }

    private async Task<IActionResult> SaveAsync(JsonObject origin, JsonObject json, string tag, CancellationToken cancellationToken)
    {
        var outcome = await save.ExecuteAsync(Actor, new(json, ExpectedTag.Of(tag)), cancellationToken);
        if (outcome.Succeeded)
        {
            TempData[SavedKey] = DraftKey;
            return Done(outcome.Value.CarriedOn ? Words["Editor.SavedSame"] : Words["Editor.Saved"], $"/admin/content/{outcome.Value.Item.ContentItemId}/edit");
        }

        if (outcome.Refusal.Kind == RefusalKind.Stale && await ReopenAsync(cancellationToken) is { Succeeded: true } now)
        {
            Opened = now.Value;
            Response.StatusCode = StatusCodes.Status412PreconditionFailed;
            return await AskAsync(origin, json, now.Value.Json, [], cancellationToken);
        }

        var shown = await UnsavedAsync(json, cancellationToken);
        var refused = Refuse(AtFields(outcome.Refusal));
        return refused is NotFoundResult ? refused : shown;
    }

    private async Task<IActionResult> UnsavedAsync(JsonObject json, CancellationToken cancellationToken)
    {
        IsUnsaved = true;
        // The form shows what the JSON holds, not what was posted: blocks may have moved.
        ModelState.Clear();
        json["DisplayText"] ??= "";
        Editor = await builder.BuildAsync(Actor, json, Opened.Type, Opened.Definitions, cancellationToken);
        Repeated = RepeatedSources.Find(json);
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
            theirs["Author"]?.ToString(),
            ContentDates.TryParse(theirs["ModifiedUtc"]?.ToString(), out var saved) ? saved : null,
            [.. ContentMerge.Compare(origin, mine, theirs).Select(unit => rows.Of(unit, choices.TryGetValue(unit.Key, out var chosen) ? chosen : null))]);
        return Page();
    }

    private static JsonObject? Parse(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
