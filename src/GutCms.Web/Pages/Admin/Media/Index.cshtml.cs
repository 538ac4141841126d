using GutCms.Core.Media;
using GutCms.Core.Media.UseCases;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Media;

/// <summary>The library of pictures: what there is, and uploading. A script sends one file after the other and shows how far it is.</summary>
[AdminPermission(Permissions.ManageMediaContent, Permissions.ListContent)]
internal sealed class IndexModel(GetMedia get, UploadMedia upload, MediaLimits limits, IStringLocalizer<AdminText> words, IStringLocalizer<MediaText> media) : AdminPage(words)
{
    /// <summary>Files that one form takes.</summary>
    public const int MostFiles = 20;

    private const int PageSize = 24;
    private const string Here = "/admin/media";

    /// <summary>This page of the library.</summary>
    public MediaPage Library { get; private set; } = new(0, [], null);

    /// <summary>Words that are looked for.</summary>
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Search { get; set; }

    /// <summary>Only what has no alternative text yet.</summary>
    [BindProperty(SupportsGet = true)]
    public bool Lacking { get; set; }

    /// <summary>Where the page begins.</summary>
    [BindProperty(SupportsGet = true)]
    public string? After { get; set; }

    /// <summary>The visitor may upload.</summary>
    public bool MayManage => MediaRights.MayManage(Actor);

    /// <summary>Most megabytes of a file.</summary>
    public int MostMegabytes => limits.MostMegabytes;

    /// <summary>Something is looked for.</summary>
    public bool IsFiltered => Lacking || !string.IsNullOrWhiteSpace(Search);

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken)
    {
        var outcome = await get.ListAsync(Actor, new(After, PageSize) { Search = Search is { Length: <= MediaFile.MostName } ? Search : null, Lacking = Lacking }, cancellationToken);
        if (!outcome.Succeeded)
        {
            return Refuse(outcome.Refusal);
        }

        Library = outcome.Value;
        return Page();
    }

    /// <summary>Takes files. What was taken before one that is refused stays.</summary>
    public async Task<IActionResult> OnPostAsync(List<IFormFile>? files, CancellationToken cancellationToken)
    {
        if (files is not { Count: > 0 and <= MostFiles })
        {
            await OnGetAsync(cancellationToken);
            return Again("files", files is { Count: > MostFiles } ? media["TooMany", MostFiles] : media["NoFile"]);
        }

        var taken = new List<UploadMedia.Result>();
        foreach (var file in files)
        {
            var outcome = await TakeAsync(file, cancellationToken);
            if (!outcome.Succeeded)
            {
                await OnGetAsync(cancellationToken);
                ModelState.AddModelError("files", media["FailedOne", file.FileName, outcome.Refusal.Message]);
                return Refuse(outcome.Refusal);
            }

            taken.Add(outcome.Value);
        }

        return taken switch
        {
            [{ IsNew: false } known] => Done(media["There"], $"{Here}/{known.File.Sha256}"),
            [var only] => Done(media["UploadedSingle"], $"{Here}/{only.File.Sha256}"),
            _ => Done(media["Uploaded", taken.Count], Here),
        };
    }

    /// <summary>Takes one file for the script, which says itself what became of it.</summary>
    public async Task<IActionResult> OnPostOneAsync(IFormFile? file, CancellationToken cancellationToken)
    {
        if (file is null)
        {
            return new JsonResult(new { fault = media["NoFile"].Value }) { StatusCode = StatusCodes.Status400BadRequest };
        }

        var outcome = await TakeAsync(file, cancellationToken);
        if (outcome.Succeeded)
        {
            return new JsonResult(new { address = Url.Content($"~{Here}/{outcome.Value.File.Sha256}") });
        }

        // The status is that of the refusal; the page that comes with it is for whoever has no script.
        Refuse(outcome.Refusal);
        return new JsonResult(new { fault = outcome.Refusal.Message }) { StatusCode = Response.StatusCode };
    }

    private Task<Outcome<UploadMedia.Result>> TakeAsync(IFormFile file, CancellationToken cancellationToken) =>
        upload.ExecuteAsync(Actor, new(token => ReadAsync(file, token), file.FileName), cancellationToken);

    private async Task<byte[]?> ReadAsync(IFormFile file, CancellationToken cancellationToken)
    {
        if (file.Length > limits.MostBytes)
        {
            return null;
        }

        var bytes = new byte[file.Length];
        await using var stream = file.OpenReadStream();
        await stream.ReadExactlyAsync(bytes, cancellationToken);
        return bytes;
    }
}
