using System.Text.Json.Nodes;
using GutCms.Core.Content.Items;
using GutCms.Core.Documents.UseCases;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Security;
using GutCms.OrchardCore.Medical;
using GutCms.OrchardCore.Storage;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Localization;
using OrchardCore.Admin;
using OrchardCore.DisplayManagement.Notify;
using OrchardCore.Modules;

namespace GutCms.OrchardCore.Controllers;

/// <summary>Brings a document: shows the drafts that it becomes, with what is left out, and saves them once somebody has looked at them. Every rule is Core's.</summary>
[Feature(FeatureIds.MedicalTypes)]
public sealed class FromFileController : ReviewPageController
{
    private const int MostFormBytes = UnderstandDocument.MostBytes * 8;

    /// <summary>Creates it.</summary>
    public FromFileController(IServiceProvider services, INotifier notifier, IHtmlLocalizer<FromFileController> localizer)
        : base(services, notifier, localizer)
    {
    }

    /// <summary>Asks for a file.</summary>
    [Admin("MedicalTypes/FromFile", "GutCmsFromFile")]
    public async Task<IActionResult> Index() => await FindBarAsync() ?? View(FromFilePage.Empty);

    /// <summary>Shows what a file would become.</summary>
    [HttpPost]
    [Admin("MedicalTypes/FromFile", "GutCmsFromFileRead")]
    [RequestSizeLimit(MostFormBytes)]
    [RequestFormLimits(MultipartBodyLengthLimit = MostFormBytes)]
    public async Task<IActionResult> Index(IFormFile? file)
    {
        if (await FindBarAsync() is { } bar)
        {
            return bar;
        }

        if (file is null || file.Length is 0 or > UnderstandDocument.MostBytes)
        {
            await Notifier.ErrorAsync(Localizer["Choose a file of at most {0} MB.", UnderstandDocument.MostBytes / 1024 / 1024]);
            return View(FromFilePage.Empty);
        }

        using var uploaded = new MemoryStream();
        await file.CopyToAsync(uploaded, HttpContext.RequestAborted);
        var outcome = await Get<UnderstandDocument>().ExecuteAsync(await ActorAsync(), new(uploaded.ToArray(), Path.GetFileName(file.FileName)), HttpContext.RequestAborted);
        if (!outcome.Succeeded)
        {
            await Notifier.ErrorAsync(Localizer["{0}", outcome.Refusal.Message]);
            return View(FromFilePage.Empty);
        }

        return View(new FromFilePage(outcome.Value));
    }

    /// <summary>Saves the drafts that were chosen: all of them or none.</summary>
    [HttpPost]
    [Admin("MedicalTypes/FromFile/Save", "GutCmsFromFileSave")]
    [RequestSizeLimit(MostFormBytes)]
    [RequestFormLimits(ValueLengthLimit = MostFormBytes, MultipartBodyLengthLimit = MostFormBytes)]
    public async Task<IActionResult> Save(string[]? draft, int[]? chosen)
    {
        if (await FindBarAsync() is { } bar)
        {
            return bar;
        }

        var drafts = new List<JsonObject>();
        foreach (var index in (chosen ?? []).Distinct().Order().Where(index => index >= 0 && index < draft?.Length))
        {
            if (FromFilePage.Read(draft![index]) is not { } item)
            {
                return BadRequest();
            }

            drafts.Add(item);
        }

        var outcome = await Get<ImportDrafts>().ExecuteAsync(await ActorAsync(), drafts, HttpContext.RequestAborted);
        if (!outcome.Succeeded)
        {
            await RefuseAsync(outcome.Refusal);
            return View(nameof(Index), FromFilePage.Empty);
        }

        await Notifier.SuccessAsync(Localizer.Plural(outcome.Value.Saved.Length, "The document is a draft now.", "The documents are {0} drafts now."));
        return outcome.Value.Saved is [var only]
            ? RedirectToAction("Edit", "Admin", new { area = "OrchardCore.Contents", contentItemId = only.Item.ContentItemId })
            : RedirectToAction("List", "Admin", new { area = "OrchardCore.Contents", contentTypeId = ItemMeaning.Article });
    }

    private async Task RefuseAsync(Refusal refusal)
    {
        await Notifier.ErrorAsync(Localizer["{0}", refusal.Message]);
        foreach (var fault in refusal.Faults)
        {
            await Notifier.WarningAsync(Localizer["{0}", fault.Message]);
        }
    }

    /// <summary>Where the site has no medical types, the page that says why; nothing for those who write no articles. Null: go on.</summary>
    private async Task<IActionResult?> FindBarAsync()
    {
        var actor = await ActorAsync();
        return !Authorization.Allows(actor, Permissions.EditContent, ItemMeaning.Article, actor.UserId) ? NotFound()
            : MedicalShapes.AreTaken(await Get<ContentReader>().GetDefinitionsAsync()) ? RedirectToAction("Index", "MedicalTypes")
            : null;
    }
}
