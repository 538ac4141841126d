using GutCms.Core.Editorial;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Reviews.Views;
using GutCms.Core.Security;
using GutCms.Core.Translating;
using GutCms.Core.Workloads;
using GutCms.Web.Pages.Admin.Content.Editing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Content;

/// <summary>The editor of an item.</summary>
[AdminPermission(Permissions.EditOwnContent, Permissions.PreviewOwnContent)]
internal sealed class EditModel(
    OpenEditor open, SaveContent save, EditorBuilder builder, EditorCopies copies, SubmitFromEditor submit, ListAssignable assignable, GetLoads loads, PullTrigger pull, EditorPresence presence, DuplicateContent duplicate, DeleteContent delete,
    GetTranslations translations, BeginTranslation begin, ConfirmTranslation confirm, IStringLocalizer<AdminText> words, IStringLocalizer<DeskText> desk) : EditorPage(open, save, builder, copies, words)
{
    /// <summary>The item.</summary>
    [FromRoute]
    public string Id { get; set; } = "";

    /// <inheritdoc/>
    public override string DraftKey => $"{Actor.UserId}:{Id}";

    /// <summary>Shows the form. Who may read but not write is sent to where the text is read.</summary>
    public async Task<IActionResult> OnGetAsync([FromQuery] bool missing, [FromQuery] string? take, CancellationToken cancellationToken)
    {
        if (await FindRefusalAsync(cancellationToken) is { } refusal)
        {
            return Closed(refusal);
        }

        var shown = await ShowAsync(take, cancellationToken);
        if (missing)
        {
            ShowMissing();
        }

        TakeUnsent();

        return shown;
    }

    /// <summary>Saves, or changes the form.</summary>
    public async Task<IActionResult> OnPostAsync([FromForm] string? origin, CancellationToken cancellationToken) =>
        await FindRefusalAsync(cancellationToken) is { } refusal ? Closed(refusal)
        : await OriginAsync(origin, cancellationToken) is { } began ? await TakeAsync(began.Json, cancellationToken) : BadRequest();

    /// <summary>Keeps a working copy.</summary>
    public Task<IActionResult> OnPostKeepAsync(CancellationToken cancellationToken) => KeepAsync(Id, "", cancellationToken);

    /// <summary>Forgets a working copy.</summary>
    public async Task<IActionResult> OnPostDropAsync(CancellationToken cancellationToken) =>
        await FindRefusalAsync(cancellationToken) is { } refusal ? Closed(refusal) : await DropAsync(cancellationToken);

    /// <summary>Saves what was chosen of two texts.</summary>
    public async Task<IActionResult> OnPostMergeAsync([FromForm] string? origin, CancellationToken cancellationToken) =>
        await FindRefusalAsync(cancellationToken) is { } refusal ? Closed(refusal)
        : await OriginAsync(origin, cancellationToken) is { } began ? await TakeMergeAsync(began.Json, Opened.Json, cancellationToken) : BadRequest();

    /// <summary>Submits, takes a submission back, publishes or takes down.</summary>
    public async Task<IActionResult> OnPostTriggerAsync([FromForm] string? trigger, [FromForm] string? tag, CancellationToken cancellationToken)
    {
        if (await FindRefusalAsync(cancellationToken) is { } refusal)
        {
            return Closed(refusal);
        }

        if (ReviewNames.FindTrigger(trigger ?? "") is not { } known || !EditorTriggers.Here.Contains(known))
        {
            return BadRequest();
        }

        if (known is Trigger.Publish or Trigger.Unpublish && Review!.PermittedTriggers.Contains(known))
        {
            // What readers see is asked first, as on the desk; what stands against it is said here, at the fields.
            return LocalRedirect($"/admin/review/{Id}/act/{known.ToName()}?back=editor");
        }

        var outcome = await pull.RunAsync(Actor, known, new(Id, ExpectedTag.Of(tag)), cancellationToken);
        if (outcome.Succeeded)
        {
            return Done(Words["Trigger.Done." + known], $"/admin/content/{Id}/edit");
        }

        if (SubmitFromEditor.NeedsPage(outcome.Refusal))
        {
            // The page of the trigger asks for it.
            return LocalRedirect($"/admin/review/{Id}/act/{known.ToName()}");
        }

        await ShowAsync(null, cancellationToken);
        return Refuse(AtFields(outcome.Refusal));
    }

    /// <summary>Makes a new draft of what is saved, and opens it.</summary>
    public async Task<IActionResult> OnPostDuplicateAsync(CancellationToken cancellationToken)
    {
        if (await FindRefusalAsync(cancellationToken) is { } closed)
        {
            return Closed(closed);
        }

        var outcome = await duplicate.ExecuteAsync(Actor, new(Id, before => Words["Content.CopyOf", before]), cancellationToken);
        return outcome.Succeeded ? Done(Words["Editor.Duplicated"], $"/admin/content/{outcome.Value.Item.ContentItemId}/edit") : await RefusedAsync(outcome.Refusal, cancellationToken);
    }

    /// <summary>Begins a translation, and opens it.</summary>
    public async Task<IActionResult> OnPostTranslateAsync([FromForm] string? language, [FromForm] string? path, CancellationToken cancellationToken)
    {
        if (await FindRefusalAsync(cancellationToken) is { } closed)
        {
            return Closed(closed);
        }

        var outcome = await begin.ExecuteAsync(Actor, new(Id, language?.Trim() ?? "", path?.Trim()), cancellationToken);
        return outcome.Succeeded ? Done(Words["Translations.Begun"], $"/admin/content/{outcome.Value.Item.ContentItemId}/edit") : await RefusedAsync(outcome.Refusal, cancellationToken);
    }

    /// <summary>Says that the item says what its source says.</summary>
    public async Task<IActionResult> OnPostCurrentAsync([FromForm] string? source, [FromForm] string? hash, CancellationToken cancellationToken)
    {
        if (await FindRefusalAsync(cancellationToken) is { } closed)
        {
            return Closed(closed);
        }

        var outcome = await confirm.ExecuteAsync(Actor, new(Id, source ?? "", hash ?? ""), cancellationToken);
        return outcome.Succeeded ? Done(Words["Translations.Confirmed"], $"/admin/content/{Id}/edit") : await RefusedAsync(outcome.Refusal, cancellationToken);
    }

    /// <summary>Puts the item into the trash.</summary>
    public async Task<IActionResult> OnPostDeleteAsync([FromForm] string? tag, CancellationToken cancellationToken)
    {
        if (await FindRefusalAsync(cancellationToken) is { } closed)
        {
            return Closed(closed);
        }

        var outcome = await delete.ExecuteAsync(Actor, new(Id, ExpectedTag.Of(tag)), cancellationToken);
        return outcome.Succeeded ? Done(Words["Editor.Deleted"], "/admin/content/trash") : await RefusedAsync(outcome.Refusal, cancellationToken);
    }

    /// <summary>Says that the visitor is here, and who else is.</summary>
    public async Task<IActionResult> OnGetPresenceAsync(CancellationToken cancellationToken) =>
        await FindRefusalAsync(cancellationToken) is null ? Partial("_Presence", presence.Seen(Id, Actor)) : NotFound();

    /// <inheritdoc/>
    protected override Task<Outcome<OpenEditor.Result>> ReopenAsync(CancellationToken cancellationToken) => Open.ExecuteAsync(Actor, Id, null, cancellationToken);

    /// <inheritdoc/>
    protected override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (Review is { } review && (review.PermittedTriggers.Contains(Trigger.Submit) || review.UnmetRules.ContainsKey(Trigger.Submit)))
        {
            (Assignable, Loads) = (await assignable.ExecuteAsync(Actor, cancellationToken), await loads.ExecuteAsync(Actor, cancellationToken));
        }

        Languages = await translations.ExecuteAsync(Actor, Id, cancellationToken) is { } all ? EditorLanguages.Of(Id, all, desk) : null;
    }

    /// <inheritdoc/>
    protected override Task<IActionResult> AfterSaveAsync(SavedContent saved, string said, CancellationToken cancellationToken) =>
        Request.Form["then"] == "submit" ? SubmitAsync(submit, saved, said, cancellationToken) : base.AfterSaveAsync(saved, said, cancellationToken);

    private async Task<IActionResult> RefusedAsync(Refusal refusal, CancellationToken cancellationToken)
    {
        await ShowAsync(null, cancellationToken);
        return Refuse(refusal);
    }

    private async Task<Refusal?> FindRefusalAsync(CancellationToken cancellationToken)
    {
        var outcome = await ReopenAsync(cancellationToken);
        if (outcome.Succeeded)
        {
            Opened = outcome.Value;
        }

        return outcome.Refusal;
    }

    private async Task<OpenEditor.Result?> OriginAsync(string? versionId, CancellationToken cancellationToken) =>
        string.IsNullOrEmpty(versionId) ? null : versionId == Opened.Review?.VersionId ? Opened : (await Open.ExecuteAsync(Actor, Id, versionId, cancellationToken)).Value;

    private IActionResult Closed(Refusal refusal) => refusal.Kind == RefusalKind.NotFound ? NotFound()
        : HttpMethods.IsGet(Request.Method) && refusal.Kind == RefusalKind.Forbidden ? LocalRedirect($"/admin/review/{Uri.EscapeDataString(Id)}")
        : StatusCode(StatusCodes.Status403Forbidden);
}
