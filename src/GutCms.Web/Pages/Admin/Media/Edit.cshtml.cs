using GutCms.Core.Media;
using GutCms.Core.Media.UseCases;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Media;

/// <summary>A picture: what is said about it, where it is used, and deleting it.</summary>
[AdminPermission(Permissions.ManageMediaContent, Permissions.ListContent)]
internal sealed class EditModel(GetMedia get, GetCropRatios crops, ChangeMedia change, DeleteMedia delete, IStringLocalizer<AdminText> words, IStringLocalizer<MediaText> media) : AdminPage(words)
{
    private GetMedia.Result? _shown;

    /// <summary>What the visitor typed, or what is there.</summary>
    public sealed record Typed
    {
        /// <summary>Name.</summary>
        public string? FileName { get; init; }

        /// <summary>Alternative text.</summary>
        public string? Alt { get; init; }

        /// <summary>It is decorative.</summary>
        public bool Decorative { get; init; }

        /// <summary>Caption.</summary>
        public string? Caption { get; init; }

        /// <summary>Credit.</summary>
        public string? Credit { get; init; }

        /// <summary>Licence.</summary>
        public string? License { get; init; }

        /// <summary>Focus from the left, percent.</summary>
        public int FocusX { get; init; } = 50;

        /// <summary>Focus from the top, percent.</summary>
        public int FocusY { get; init; } = 50;
    }

    /// <summary>The picture, and who shows it.</summary>
    public GetMedia.Result Shown => _shown!;

    /// <summary>In which ratios it is cropped.</summary>
    public CropRatios Crops { get; private set; } = CropRatios.Usual;

    /// <summary>The form.</summary>
    public Typed Form { get; private set; } = new();

    /// <summary>The visitor may change it.</summary>
    public bool MayManage => MediaRights.MayManage(Actor);

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(string sha256, CancellationToken cancellationToken)
    {
        if (await FindAsync(sha256, cancellationToken) is { } refusal)
        {
            return Refuse(refusal);
        }

        var file = Shown.File;
        Form = new() { FileName = file.FileName, Alt = file.Alt, Decorative = file.IsDecorative, Caption = file.Caption, Credit = file.Credit, License = file.License, FocusX = file.FocusX, FocusY = file.FocusY };
        return Page();
    }

    /// <summary>Saves what is said about it.</summary>
    public async Task<IActionResult> OnPostAsync(string sha256, [FromForm] int revision, [FromForm] Typed form, CancellationToken cancellationToken)
    {
        Form = form;
        var outcome = await change.ExecuteAsync(Actor, new(sha256, revision, form.FileName, form.Alt, form.Decorative, form.Caption, form.Credit, form.License, form.FocusX, form.FocusY), cancellationToken);
        return outcome.Succeeded
            ? Done(media["Saved", outcome.Value.FileName], "/admin/media/" + sha256)
            : Refuse(await FindAsync(sha256, cancellationToken) ?? outcome.Refusal);
    }

    /// <summary>Deletes it.</summary>
    public async Task<IActionResult> OnPostDeleteAsync(string sha256, [FromForm] int revision, CancellationToken cancellationToken)
    {
        var outcome = await delete.ExecuteAsync(Actor, new(sha256, revision), cancellationToken);
        if (outcome.Succeeded)
        {
            return Done(media["Deleted", outcome.Value.FileName], "/admin/media");
        }

        await OnGetAsync(sha256, cancellationToken);
        return Refuse(outcome.Refusal);
    }

    private async Task<Refusal?> FindAsync(string sha256, CancellationToken cancellationToken)
    {
        var outcome = await get.ExecuteAsync(Actor, sha256, cancellationToken);
        _shown = outcome.Value;
        Crops = await crops.ExecuteAsync(cancellationToken);
        return outcome.Refusal;
    }
}
