using System.Collections.Immutable;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using GutCms.Core.Content.Items;
using GutCms.Core.Documents.Model;
using GutCms.Core.Documents.UseCases;
using GutCms.Core.Editorial;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Content;

/// <summary>Brings a document: shows it beside the draft that it becomes, with what is left out, and saves it once somebody has looked at it.</summary>
[AdminPermission(Permissions.EditOwnContent)]
[RequestFormLimits(ValueLengthLimit = UnderstandDocument.MostBytes * 6, MultipartBodyLengthLimit = UnderstandDocument.MostBytes * 8)]
[RequestSizeLimit(UnderstandDocument.MostBytes * 8)]
internal sealed class FromFileModel(UnderstandDocument understand, ImportDrafts import, FindPickable pickable, IStringLocalizer<AdminText> words) : AdminPage(words)
{
    // Not meant for HTML: whoever writes it there escapes it.
    private static readonly JsonSerializerOptions Form = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping, AllowDuplicateProperties = false, RespectNullableAnnotations = true, RespectRequiredConstructorParameters = true };

    /// <summary>What was understood; null before a file is chosen.</summary>
    public UnderstoodDocument? Understood { get; private set; }

    /// <summary>It as the form keeps it until it is saved.</summary>
    public string Kept => JsonSerializer.Serialize(Understood, Form);

    /// <summary>Which of the drafts are to be saved.</summary>
    public ImmutableHashSet<int> Chosen { get; private set; } = [];

    /// <summary>Disclaimers to choose from.</summary>
    public ImmutableArray<Pickable> Disclaimers { get; private set; } = [];

    /// <summary>The disclaimer that is chosen; null: none.</summary>
    public string? DisclaimerId { get; private set; }

    /// <summary>Asks for a file.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) => await ShowAsync(cancellationToken);

    /// <summary>Shows what a file would become.</summary>
    public async Task<IActionResult> OnPostAsync(IFormFile? file, CancellationToken cancellationToken)
    {
        await ShowAsync(cancellationToken);
        if (file is null || file.Length == 0)
        {
            return Again("file", Words["FromFile.Missing"]);
        }

        if (file.Length > UnderstandDocument.MostBytes)
        {
            return Again("file", Words["FromFile.TooLarge", UnderstandDocument.MostBytes / 1024 / 1024]);
        }

        using var uploaded = new MemoryStream();
        await file.CopyToAsync(uploaded, cancellationToken);
        var outcome = await understand.ExecuteAsync(Actor, new(uploaded.ToArray(), Path.GetFileName(file.FileName)), cancellationToken);
        if (!outcome.Succeeded)
        {
            return outcome.Refusal.Kind == RefusalKind.Invalid ? Again("file", outcome.Refusal.Message) : Refuse(outcome.Refusal);
        }

        Understood = outcome.Value;
        Chosen = [.. Enumerable.Range(0, Understood.Drafts.Count)];
        DisclaimerId = Picked(Understood.Drafts[0].Item);
        return Page();
    }

    /// <summary>Saves what was looked at.</summary>
    public async Task<IActionResult> OnPostSaveAsync([FromForm] string? kept, [FromForm] int[]? chosen, [FromForm] string? disclaimer, CancellationToken cancellationToken)
    {
        if (Parse(kept) is not { } understood)
        {
            return BadRequest();
        }

        Understood = understood;
        DisclaimerId = disclaimer;
        Chosen = [.. (chosen ?? []).Where(index => index >= 0 && index < understood.Drafts.Count)];
        List<JsonObject> drafts = [.. understood.Drafts.Where((_, index) => Chosen.Contains(index)).Select(draft => With(draft.Item, disclaimer))];
        var outcome = await import.ExecuteAsync(Actor, drafts, cancellationToken);
        if (!outcome.Succeeded)
        {
            await ShowAsync(cancellationToken);
            return Refuse(outcome.Refusal with { Faults = [.. outcome.Refusal.Faults.Select(fault => fault with { Path = "" })] });
        }

        return outcome.Value.Saved is [var only] ? Done(Words["FromFile.Saved"], $"/admin/content/{only.Item.ContentItemId}/edit")
            : Done(Words["FromFile.SavedMany", outcome.Value.Saved.Length], "/admin/content");
    }

    private async Task<IActionResult> ShowAsync(CancellationToken cancellationToken)
    {
        Disclaimers = await pickable.SearchAsync(Actor, [ItemMeaning.Disclaimer], null, cancellationToken);
        return Page();
    }

    private static string? Picked(JsonObject item) => (string?)item[ItemMeaning.Article]?[ItemMeaning.DisclaimerField]?["ContentItemIds"]?[0];

    private static JsonObject With(JsonObject item, string? disclaimerId)
    {
        var draft = item.DeepClone().AsObject();
        if (draft[ItemMeaning.Article] is JsonObject own)
        {
            own[ItemMeaning.DisclaimerField] = new JsonObject { ["ContentItemIds"] = string.IsNullOrEmpty(disclaimerId) ? new JsonArray() : new JsonArray(disclaimerId) };
        }

        return draft;
    }

    private static bool IsWhole(UnderstoodDraft? draft) => draft is not null && draft.Losses.All(loss => loss is not null) && draft.Notes.All(note => note is not null)
        && draft.Original.All(line => line is not null && line.Runs.All(run => run is not null));

    // What a browser sends back is what it was given, or what somebody made of it: it is shown as text and saved by the same rules as any draft.
    private static UnderstoodDocument? Parse(string? kept)
    {
        try
        {
            return JsonSerializer.Deserialize<UnderstoodDocument>(kept ?? "null", Form) is { Drafts: [_, ..] } document && document.Losses.All(loss => loss is not null) && document.Drafts.All(IsWhole) ? document : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
