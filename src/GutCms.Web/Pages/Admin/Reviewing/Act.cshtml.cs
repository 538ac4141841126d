using GutCms.Core.Reviews.Disclaimers;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Reviews.Views;
using GutCms.Core.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Reviewing;

/// <summary>Shows what a trigger will do, and pulls it.</summary>
[AdminPermission(Permissions.SubmitContent, Permissions.PublishContent, Permissions.WithdrawContent)]
internal sealed class ActModel(
    GetReview look, GetDisclaimerImpact impacts, PullTrigger pull, IStringLocalizer<AdminText> words, IStringLocalizer<DeskText> desk) : AdminPage(words)
{
    /// <summary>The trigger.</summary>
    public Trigger Trigger { get; private set; }

    /// <summary>How the item stands.</summary>
    public ReviewView View { get; private set; } = null!;

    /// <summary>What a change of a disclaimer concerns; null when it concerns nothing, or the item is none.</summary>
    public DisclaimerImpact? Impact { get; private set; }

    /// <summary>Tag of what was shown.</summary>
    [BindProperty]
    public string? Tag { get; set; }

    /// <summary>How a changed disclaimer differs.</summary>
    [BindProperty]
    public DisclaimerChange? Change { get; set; }

    /// <summary>Tag of the list that was shown.</summary>
    [BindProperty]
    public string? ImpactTag { get; set; }

    /// <summary>When to publish, UTC.</summary>
    [BindProperty]
    public DateTime? At { get; set; }

    /// <summary>What readers are told.</summary>
    [BindProperty]
    public string? Reason { get; set; }

    /// <summary>Address to read instead.</summary>
    [BindProperty]
    public string? ReplacementUrl { get; set; }

    /// <summary>Asks to confirm.</summary>
    public async Task<IActionResult> OnGetAsync(string id, string trigger, CancellationToken cancellationToken) =>
        await LoadAsync(id, trigger, cancellationToken) ?? (Trigger == Trigger.WithdrawSubmission || (Trigger == Trigger.Submit && View.ContentType != DisclaimerImpact.ContentType) ? LocalRedirect($"/admin/review/{id}") : Page());

    /// <summary>Does it.</summary>
    public async Task<IActionResult> OnPostAsync(string id, string trigger, bool cancel, CancellationToken cancellationToken)
    {
        if (await LoadAsync(id, trigger, cancellationToken) is { } elsewhere)
        {
            return elsewhere;
        }

        if (string.IsNullOrEmpty(Tag))
        {
            return BadRequest();
        }

        if (Trigger == Trigger.Schedule && !cancel && At is null)
        {
            return Again(nameof(At), desk["Act.AtMissing"]);
        }

        var outcome = await pull.RunAsync(Actor, Trigger, InputOf(id, cancel), cancellationToken);
        return outcome.Succeeded ? Done(desk[cancel ? "Acted.Cancelled" : "Acted." + Trigger], $"/admin/review/{id}")
            : outcome.Refusal.UnmetRules.Any(rule => rule.Rule == Rules.ContentMustBeComplete) ? LocalRedirect($"/admin/content/{id}/edit?missing=true")
            : Refuse(outcome.Refusal);
    }

    private TriggerInput InputOf(string id, bool cancel) => new(id, ExpectedTag.Of(Tag))
    {
        Change = Change,
        ImpactTag = ImpactTag,
        AtUtc = cancel || At is not { } at ? null : DateTime.SpecifyKind(at, DateTimeKind.Utc),
        Reason = Reason,
        ReplacementUrl = string.IsNullOrWhiteSpace(ReplacementUrl) ? null : ReplacementUrl.Trim(),
    };

    private async Task<IActionResult?> LoadAsync(string id, string trigger, CancellationToken cancellationToken)
    {
        if (ReviewNames.FindTrigger(trigger) is not { } found || found is Trigger.Approve or Trigger.RequestChanges or Trigger.Renew)
        {
            return NotFound();
        }

        var view = await look.ExecuteAsync(Actor, id, cancellationToken);
        if (!view.Succeeded)
        {
            return NotFound();
        }

        (Trigger, View) = (found, view.Value);
        var impact = (await impacts.ExecuteAsync(Actor, id, cancellationToken)).Value;
        Impact = impact is { Items.IsEmpty: false, HasChanged: true } ? impact : null;
        return null;
    }
}
