using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Texts;
using GutCms.OrchardCore.Reviews;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Localization;
using OrchardCore.Admin;
using OrchardCore.DisplayManagement.Notify;
using OrchardCore.Modules;

namespace GutCms.OrchardCore.Controllers;

/// <summary>The review pages of the admin: the queue, an item, its triggers. Every decision is Core's.</summary>
[Feature(FeatureIds.Review)]
public sealed class ReviewController : ReviewPageController
{
    /// <summary>Creates it.</summary>
    public ReviewController(IServiceProvider services, INotifier notifier, IHtmlLocalizer<ReviewController> localizer)
        : base(services, notifier, localizer)
    {
    }

    /// <summary>What waits for a decision.</summary>
    [Admin("Review", "GutCmsReviewQueue")]
    public async Task<IActionResult> Index(string? stage, bool mine, bool roles, bool overdue, string? after)
    {
        var actor = await ActorAsync();
        var list = await Get<ListOpenReviews>().ExecuteAsync(actor, new(stage, mine ? actor.UserId : null, overdue, after, 50) { ForOwnRoles = roles }, HttpContext.RequestAborted);
        return View(new QueuePage(list, stage, mine, roles, overdue, Get<TimeProvider>().GetUtcNow().UtcDateTime));
    }

    /// <summary>The text of an item as readers will see it, how its review stands, and what this user can do.</summary>
    [Admin("Review/{id}", "GutCmsReviewItem")]
    public Task<IActionResult> Item(string id, string? text, string? from) => ShowAsync(id, text == "live", from, Typed.Nothing);

    /// <summary>Pulls a trigger. Its address shares no form with those of the discussion: which of two routes comes first is left to chance.</summary>
    [HttpPost]
    [Admin("Review/{id}/triggers/{trigger}", "GutCmsReviewTrigger")]
    public async Task<IActionResult> Pull(string id, string trigger, [FromForm(Name = "GutCms")] TriggerForm form)
    {
        if (ReviewNames.FindTrigger(trigger) is not { } known)
        {
            return NotFound();
        }

        return await AnswerAsync(await RunAsync(await ActorAsync(), id, known, form), id, new(known, form.Comment));
    }

    /// <summary>Where a trigger was pulled there is nothing to read: the item's page is.</summary>
    [HttpGet]
    [Admin("Review/{id}/triggers/{trigger}", "GutCmsReviewPulled")]
    public IActionResult Pulled(string id) => RedirectToAction(nameof(Item), new { id });

    private async Task<Refusal?> RunAsync(Actor actor, string id, Trigger trigger, TriggerForm form)
    {
        if (trigger is Trigger.Schedule or Trigger.ScheduleUnpublish)
        {
            return new(RefusalKind.Invalid, Sentence.Verbatim("Use the review API for this trigger."));
        }

        var input = new TriggerInput(id, ExpectedTag.Of(form.Tag))
        {
            Change = ReviewNames.FindChange(form.Change),
            ContentHash = form.ContentHash,
            PresentationHash = form.PresentationHash,
            Signature = string.IsNullOrEmpty(form.Password) ? null : new(form.Password, string.IsNullOrEmpty(form.Code) ? null : form.Code),
            Comment = form.Comment,
            ImpactTag = form.ImpactTag,
            Reason = form.Comment,

            // What is taken down by hand does not come back by itself.
            KeepsSchedule = false,
        };
        return (await Get<PullTrigger>().RunAsync(actor, trigger, input, HttpContext.RequestAborted)).Refusal;
    }
}

/// <summary>What a trigger's form brings along.</summary>
public sealed class TriggerForm
{
    /// <summary>Tag of what the user was shown.</summary>
    public string? Tag { get; set; }

    /// <summary>Content hash of the text that was shown: of the latest version, or of the live one where that is confirmed.</summary>
    public string? ContentHash { get; set; }

    /// <summary>Hash of its presentation.</summary>
    public string? PresentationHash { get; set; }

    /// <summary>Comment or reason.</summary>
    public string? Comment { get; set; }

    /// <summary>The reviewer's password, entered again.</summary>
    public string? Password { get; set; }

    /// <summary>Code of the second factor.</summary>
    public string? Code { get; set; }

    /// <summary>How a disclaimer changes: <c>editorial</c> or <c>material</c>.</summary>
    public string? Change { get; set; }

    /// <summary>Tag of the list of content that the disclaimer concerns.</summary>
    public string? ImpactTag { get; set; }
}
