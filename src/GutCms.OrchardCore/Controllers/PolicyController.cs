using GutCms.Core.Reviews.Acting;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.Policies;
using GutCms.Core.Reviews.Ports;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.OrchardCore.Policies;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Localization;
using OrchardCore.Admin;
using OrchardCore.DisplayManagement.Notify;
using OrchardCore.Modules;

namespace GutCms.OrchardCore.Controllers;

/// <summary>What has to be approved, and by whom, before content of a type is published: seen by whoever may enter the admin, changed by administrators. Every decision is Core's.</summary>
[Feature(FeatureIds.Review)]
public sealed class PolicyController : ReviewPageController
{
    /// <summary>Creates it.</summary>
    public PolicyController(IServiceProvider services, INotifier notifier, IHtmlLocalizer<PolicyController> localizer)
        : base(services, notifier, localizer)
    {
    }

    /// <summary>The policies on file, and those that wait for a second administrator.</summary>
    [Admin("ReviewPolicies", "GutCmsPolicies")]
    public async Task<IActionResult> Index()
    {
        var actor = await ActorAsync();
        var outcome = await new ListReviewPolicies(Get<ReviewPorts>()).ExecuteAsync(actor, HttpContext.RequestAborted);
        if (!outcome.Succeeded)
        {
            return Forbid();
        }

        var proposals = Get<PolicyProposals>();
        var waiting = (await proposals.ListAsync(HttpContext.RequestAborted)).Where(proposal => proposal.IsOpen(proposals.Now)).Select(proposal => new ProposedPolicy(
            proposal.Id, ReviewPolicyJson.Read(proposal.Policy), proposal.Weaknesses, proposal.ProposedByName, proposal.ProposedUtc, proposal.ExpiresUtc, proposal.ProposedById == actor.UserId));
        return View(new PoliciesPage(outcome.Value, Authorization.Allows(actor, Permissions.ManageReviewPolicies), Granting.IsAdministrator(actor), [.. waiting]));
    }

    /// <summary>The policy of a type as a form, under its next version.</summary>
    [HttpGet]
    [Admin("ReviewPolicies/{type}", "GutCmsPolicy")]
    public async Task<IActionResult> Edit(string type)
    {
        if (await LoadAsync(type) is not { } known)
        {
            return NotFound();
        }

        var form = PolicyForm.Of(known.Entries.FirstOrDefault(entry => entry.ContentType == type)?.Policy);
        form.Arrange(more: false);
        return Show(type, form, known);
    }

    /// <summary>Files it, or has it wait for a second administrator; with <paramref name="more"/> the form gets another stage and nothing is filed.</summary>
    [HttpPost]
    [ActionName(nameof(Edit))]
    [Admin("ReviewPolicies/{type}", "GutCmsPolicyFile")]
    public async Task<IActionResult> File(string type, [FromForm(Name = "Form")] PolicyForm form, bool more)
    {
        if (await LoadAsync(type) is not { } known)
        {
            return NotFound();
        }

        ModelState.Clear();
        form.Arrange(more);
        if (more)
        {
            return Show(type, form, known);
        }

        var outcome = await Get<FilePolicy>().ExecuteAsync(await ActorAsync(), form.ToJson(type), string.IsNullOrEmpty(form.BasedOn) ? null : form.BasedOn, HttpContext.RequestAborted);
        if (!outcome.Succeeded)
        {
            return Show(type, form, known, outcome.Refusal);
        }

        await (outcome.Value.Waits
            ? Notifier.WarningAsync(Localizer["The policy asks for less than the one in force, so that it waits for a second administrator. Until then nothing changes."])
            : Notifier.SuccessAsync(Localizer["The policy of {0} is on file as version {1}.", type, outcome.Value.Policy.Version]));
        return RedirectToAction(nameof(Index));
    }

    /// <summary>Confirms what another administrator has proposed.</summary>
    [HttpPost]
    [Admin("ReviewPolicies/Proposals/{proposal}/confirm", "GutCmsPolicyConfirm")]
    public async Task<IActionResult> Confirm(string proposal, string? password, string? code) =>
        await DecidedAsync((await Get<ConfirmPolicy>().ExecuteAsync(await ActorAsync(), proposal, Signed(password, code), HttpContext.RequestAborted)).Refusal, Localizer["The policy is in force."]);

    /// <summary>Rejects a proposal, or takes one's own back.</summary>
    [HttpPost]
    [Admin("ReviewPolicies/Proposals/{proposal}/reject", "GutCmsPolicyReject")]
    public async Task<IActionResult> Reject(string proposal, string? password, string? code) =>
        await DecidedAsync((await Get<RejectPolicy>().ExecuteAsync(await ActorAsync(), proposal, Signed(password, code), HttpContext.RequestAborted)).Refusal, Localizer["The proposal is gone. Nothing has changed."]);

    private static SignatureInput Signed(string? password, string? code) => new(password ?? "", string.IsNullOrEmpty(code) ? null : code);

    private async Task<IActionResult> DecidedAsync(Refusal? refusal, LocalizedHtmlString done)
    {
        await (refusal is null ? Notifier.SuccessAsync(done) : Notifier.ErrorAsync(Localizer["{0}", refusal.Message]));
        return RedirectToAction(nameof(Index));
    }

    private async Task<ListReviewPolicies.Result?> LoadAsync(string type)
    {
        var actor = await ActorAsync();
        var outcome = await new ListReviewPolicies(Get<ReviewPorts>()).ExecuteAsync(actor, HttpContext.RequestAborted);
        return outcome.Succeeded && outcome.Value.ContentTypes.Contains(type) && Authorization.Allows(actor, Permissions.ManageReviewPolicies) ? outcome.Value : null;
    }

    private ViewResult Show(string type, PolicyForm form, ListReviewPolicies.Result known, Refusal? refusal = null) =>
        View(nameof(Edit), new PolicyPage(type, form, [.. known.Roles.Where(role => role is not ("Anonymous" or "Authenticated"))], refusal));
}
