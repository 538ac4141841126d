using GutCms.Core.Security;
using GutCms.OrchardCore.Medical;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Localization;
using Microsoft.Extensions.DependencyInjection;
using OrchardCore.Admin;
using OrchardCore.Contents;
using OrchardCore.DisplayManagement.Notify;
using OrchardCore.Environment.Shell.Scope;
using OrchardCore.Modules;
using OrchardCore.Security.Services;

namespace GutCms.OrchardCore.Controllers;

/// <summary>Which medical types the site has, what is in their way, and putting types of the site's own under a review.</summary>
[Feature(FeatureIds.MedicalTypes)]
public sealed class MedicalTypesController : ReviewPageController
{
    /// <summary>Creates it.</summary>
    public MedicalTypesController(IServiceProvider services, INotifier notifier, IHtmlLocalizer<MedicalTypesController> localizer)
        : base(services, notifier, localizer)
    {
    }

    /// <summary>The page.</summary>
    [Admin("MedicalTypes", "GutCmsMedicalTypes")]
    public async Task<IActionResult> Index()
    {
        if (!await MayAsync(ContentTypesPermissions.ViewContentTypes))
        {
            return Forbid();
        }

        var actor = await ActorAsync();
        var roles = (await Get<IRoleService>().GetRolesAsync()).Select(role => role.RoleName).Order(StringComparer.CurrentCulture);
        return View(new MedicalTypesPage(
            await Get<MedicalTypes>().ListAsync(),
            await Get<PutUnderReview>().ListAsync(),
            [.. roles],
            Authorization.Allows(actor, Permissions.EditContentTypes) && Authorization.Allows(actor, Permissions.ManageReviewPolicies)));
    }

    /// <summary>Brings in what is missing, once nothing is in the way any more.</summary>
    [HttpPost]
    [Admin("MedicalTypes/install", "GutCmsMedicalTypesInstall")]
    public async Task<IActionResult> Install()
    {
        if (!await MayAsync(ContentTypesPermissions.EditContentTypes))
        {
            return Forbid();
        }

        IReadOnlyList<string> added = [];
        await ShellScope.UsingChildScopeAsync(async scope =>
        {
            await scope.ServiceProvider.GetRequiredService<DefaultReview>().OweAsync();
            added = await scope.ServiceProvider.GetRequiredService<MedicalTypes>().InstallAsync();
        });
        if (added.Count > 0)
        {
            await ShellScope.UsingChildScopeAsync(scope => scope.ServiceProvider.GetRequiredService<DefaultReview>().BringInAsync());
            await Notifier.SuccessAsync(Localizer["New content types: {0}, with the roles and policies that the site has not yet.", string.Join(", ", added)]);
        }
        else
        {
            await Notifier.WarningAsync(Localizer["Nothing was brought in."]);
        }

        return RedirectToAction(nameof(Index));
    }

    /// <summary>Brings in what is missing, under other names where theirs are taken.</summary>
    [HttpPost]
    [Admin("MedicalTypes/other-names", "GutCmsMedicalTypesOtherNames")]
    public async Task<IActionResult> OtherNames(Dictionary<string, string>? names)
    {
        names ??= [];
        if (await Get<InstallUnderOtherNames>().ExecuteAsync(await ActorAsync(), names) is { } refusal)
        {
            await Notifier.ErrorAsync(Localizer["{0}", refusal.Message]);
        }
        else
        {
            await Notifier.SuccessAsync(Localizer["The medical types are installed, under other names where theirs are taken, with the roles and policies that the site has not yet."]);
        }

        return RedirectToAction(nameof(Index));
    }

    /// <summary>Puts a type of the site's own under a review.</summary>
    [HttpPost]
    [Admin("MedicalTypes/review", "GutCmsMedicalTypesReview")]
    public async Task<IActionResult> Review(string? type, string? role, bool disclaimer)
    {
        if (await Get<PutUnderReview>().ExecuteAsync(await ActorAsync(), new(type ?? "", role ?? "", disclaimer)) is { } refusal)
        {
            await Notifier.ErrorAsync(Localizer["{0}", refusal.Message]);
        }
        else
        {
            await Notifier.SuccessAsync(Localizer["From now on {0} is published only as it was approved. What is live of it stays live and counts as imported.", type ?? ""]);
        }

        return RedirectToAction(nameof(Index));
    }

    private Task<bool> MayAsync(global::OrchardCore.Security.Permissions.Permission permission) => Get<IAuthorizationService>().AuthorizeAsync(User, permission);
}
