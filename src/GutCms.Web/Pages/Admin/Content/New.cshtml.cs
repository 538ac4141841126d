using GutCms.Core.Editorial;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Reviews.Views;
using GutCms.Core.Security;
using GutCms.Core.Workloads;
using GutCms.Web.Pages.Admin.Content.Editing;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Content;

/// <summary>The editor of an item that does not exist yet.</summary>
[AdminPermission(Permissions.EditOwnContent)]
internal sealed class NewModel(
    OpenEditor open, SaveContent save, EditorBuilder builder, EditorCopies copies, SubmitFromEditor submit, ListAssignable assignable, GetLoads loads, IStringLocalizer<AdminText> words) : EditorPage(open, save, builder, copies, words)
{
    /// <summary>Technical name of its type.</summary>
    [FromRoute]
    public string Type { get; set; } = "";

    /// <summary>Name of the template that it begins with; null: none.</summary>
    [FromQuery]
    public string? Template { get; set; }

    /// <inheritdoc/>
    public override string DraftKey => $"{Actor.UserId}:new:{Type}";

    /// <summary>Shows an empty form, or takes up a working copy.</summary>
    public async Task<IActionResult> OnGetAsync([FromQuery] string? take, CancellationToken cancellationToken) =>
        await FindRefusalAsync(cancellationToken) is { } refusal ? Closed(refusal) : await ShowAsync(take, cancellationToken);

    /// <summary>Keeps a working copy.</summary>
    public Task<IActionResult> OnPostKeepAsync(CancellationToken cancellationToken) => KeepAsync(null, Type, cancellationToken);

    /// <summary>Forgets a working copy.</summary>
    public async Task<IActionResult> OnPostDropAsync(CancellationToken cancellationToken) =>
        await FindRefusalAsync(cancellationToken) is { } refusal ? Closed(refusal) : await DropAsync(cancellationToken);

    /// <summary>Saves, or changes the form.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken) =>
        await FindRefusalAsync(cancellationToken) is { } refusal ? Closed(refusal) : await TakeAsync(Opened.Json, cancellationToken);

    /// <inheritdoc/>
    protected override Task<Outcome<OpenEditor.Result>> ReopenAsync(CancellationToken cancellationToken) => Open.NewAsync(Actor, Type, cancellationToken, Template);

    /// <inheritdoc/>
    protected override async Task PrepareAsync(CancellationToken cancellationToken)
    {
        if (MaySubmitNew)
        {
            (Assignable, Loads) = (await assignable.ExecuteAsync(Actor, cancellationToken), await loads.ExecuteAsync(Actor, cancellationToken));
        }
    }

    /// <inheritdoc/>
    protected override Task<IActionResult> AfterSaveAsync(SavedContent saved, string said, CancellationToken cancellationToken) =>
        Request.Form["then"] == "submit" ? SubmitAsync(submit, saved, said, cancellationToken) : base.AfterSaveAsync(saved, said, cancellationToken);

    private async Task<Refusal?> FindRefusalAsync(CancellationToken cancellationToken)
    {
        var outcome = await ReopenAsync(cancellationToken);
        if (outcome.Succeeded)
        {
            Opened = outcome.Value;
        }

        return outcome.Refusal;
    }

    private StatusCodeResult Closed(Refusal refusal) => StatusCode(refusal.Kind == RefusalKind.NotFound ? StatusCodes.Status404NotFound : StatusCodes.Status403Forbidden);
}
