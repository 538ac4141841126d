using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.OrchardCore.Delivery;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Localization;
using OrchardCore.Admin;
using OrchardCore.DisplayManagement.Notify;
using OrchardCore.Modules;

namespace GutCms.OrchardCore.Controllers;

/// <summary>Former addresses, from which delivery sends readers on: seen, released, added. Every decision is Core's.</summary>
[Feature(FeatureIds.Delivery)]
public sealed class AddressController : ReviewPageController
{
    /// <summary>Creates it.</summary>
    public AddressController(IServiceProvider services, INotifier notifier, IHtmlLocalizer<AddressController> localizer)
        : base(services, notifier, localizer)
    {
    }

    /// <summary>The addresses, by path.</summary>
    [HttpGet]
    [Admin("Addresses", "GutCmsAddresses")]
    public Task<IActionResult> Index() => ShowAsync(null, null);

    /// <summary>Sends readers on from another address.</summary>
    [HttpPost]
    [Admin("Addresses", "GutCmsAddressKeep")]
    public async Task<IActionResult> Index(string? from, string? to)
    {
        var outcome = await Get<KeepAddress>().ExecuteAsync(await ActorAsync(), new(from ?? "", to ?? ""), HttpContext.RequestAborted);
        if (!outcome.Succeeded)
        {
            return await RefuseAsync(outcome.Refusal, from, to);
        }

        await Notifier.SuccessAsync(Localizer["Readers who come by {0} are sent on from now on.", "/" + outcome.Value.Path]);
        return RedirectToAction(nameof(Index));
    }

    /// <summary>Lets one go.</summary>
    [HttpPost]
    [Admin("Addresses/Release", "GutCmsAddressRelease")]
    public async Task<IActionResult> Release(string? path)
    {
        var outcome = await Get<ReleaseAddress>().ExecuteAsync(await ActorAsync(), path ?? "", HttpContext.RequestAborted);
        if (!outcome.Succeeded)
        {
            return await RefuseAsync(outcome.Refusal, null, null);
        }

        await Notifier.SuccessAsync(Localizer["{0} is released. Readers are not sent on from it any more.", "/" + outcome.Value.Path]);
        return RedirectToAction(nameof(Index));
    }

    private async Task<IActionResult> RefuseAsync(Refusal refusal, string? from, string? to)
    {
        await Notifier.ErrorAsync(Localizer["{0}", refusal.Message]);
        return await ShowAsync(from, to);
    }

    private async Task<IActionResult> ShowAsync(string? from, string? to)
    {
        var outcome = await Get<ListAddresses>().ExecuteAsync(await ActorAsync(), HttpContext.RequestAborted);
        return outcome.Succeeded ? View(nameof(Index), new AddressesPage(outcome.Value.Redirects, from, to)) : Forbid();
    }
}
