using GutCms.Core.Delivery;
using GutCms.Core.Editorial;
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
    GetReview look, GetDisclaimerImpact impacts, PullTrigger pull, FindPickable pickable, IStringLocalizer<AdminText> words, IStringLocalizer<DeskText> desk, IStringLocalizer<PlanText> plan) : AdminPage(words)
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

    /// <summary>When to publish or to take down.</summary>
    [BindProperty(Name = "")]
    public WhenInput When { get; set; } = new();

    /// <summary>Unpublish: whether a publication that is scheduled stays.</summary>
    [BindProperty]
    public bool? KeepsSchedule { get; set; }

    /// <summary>The instant that is set for what the page is about, UTC; null: none, or it is about something without one.</summary>
    public DateTime? PlannedUtc => Trigger switch { Trigger.Schedule => View.Schedule?.AtUtc, Trigger.ScheduleUnpublish => View.TakeDown?.AtUtc, _ => null };

    /// <summary>What readers are told of a withdrawal.</summary>
    [BindProperty]
    public WithdrawalForm Form { get; set; } = new();

    /// <summary><c>editor</c>: the visitor came from the editor, and goes back there.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Back { get; set; }

    /// <summary>Where the visitor goes back to.</summary>
    public string BackTo => Back == "editor" ? $"/admin/content/{View.ContentItemId}/edit" : $"/admin/review/{View.ContentItemId}";

    /// <summary>What readers will see of it, and what it costs.</summary>
    public IEnumerable<string> Costs => WhatItCosts.Of(View, Trigger, desk);

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

        if (Trigger == Trigger.Withdraw && Form.Find)
        {
            return Page();
        }

        var (at, fault) = cancel || Trigger is not (Trigger.Schedule or Trigger.ScheduleUnpublish) ? default : When.Read();
        if (fault is not null)
        {
            return Again(nameof(WhenInput.At), plan[fault]);
        }

        if (Trigger == Trigger.Withdraw && Form.IsUnclear)
        {
            return Again("Form.Url", desk["Instead.Unclear"]);
        }

        var outcome = await pull.RunAsync(Actor, Trigger, InputOf(id, at), cancellationToken);
        return outcome.Succeeded ? Done(desk[cancel ? "Acted.Cancelled" : "Acted." + Trigger], BackTo, Trigger == Trigger.Publish ? await PublicPathAsync(id, cancellationToken) : null, desk["Acted.See"])
            : outcome.Refusal.UnmetRules.Any(rule => rule.Rule == Rules.ContentMustBeComplete) ? LocalRedirect($"/admin/content/{id}/edit?missing=true")
            : Refuse(outcome.Refusal);
    }

    /// <summary>The page of what is live now; null: it has none here.</summary>
    private async Task<string?> PublicPathAsync(string id, CancellationToken cancellationToken) =>
        (await look.ExecuteAsync(Actor, id, cancellationToken)).Value?.Published?.Presentation.Path is { } path && FormerAddress.Parse(path) is var (kind, key) ? FormerAddress.UrlOf(kind, key) : null;

    private TriggerInput InputOf(string id, DateTime? at) => new(id, ExpectedTag.Of(Tag))
    {
        Change = Change,
        ImpactTag = ImpactTag,
        AtUtc = at,
        KeepsSchedule = KeepsSchedule,
        Reason = Form.Reason,
        ReplacementItemId = Form.ItemId,
        ReplacementUrl = Form.Address,
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
        if (Trigger == Trigger.Withdraw)
        {
            await Form.OfferAsync(pickable, Actor, View.ContentType, id, cancellationToken);
        }

        return null;
    }
}
