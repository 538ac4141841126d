using System.Collections.Immutable;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.OrchardCore.Reviews;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Localization;
using OrchardCore.Admin;
using OrchardCore.DisplayManagement.Notify;
using OrchardCore.Modules;

namespace GutCms.OrchardCore.Controllers;

/// <summary>Accepts and refuses suggested words, and asks before a review ends by that. Every decision is Core's.</summary>
[Feature(FeatureIds.Review)]
public sealed class SuggestionController : ReviewPageController
{
    /// <summary>Creates it.</summary>
    public SuggestionController(IServiceProvider services, INotifier notifier, IHtmlLocalizer<SuggestionController> localizer)
        : base(services, notifier, localizer)
    {
    }

    /// <summary>Accepts or refuses suggestions: all of them or none.</summary>
    [HttpPost]
    [Admin("Review/{id}/suggestions", "GutCmsReviewSuggestions")]
    public async Task<IActionResult> Answer(string id, SuggestionForm form)
    {
        if (form.Answer is not ("accept" or "refuse" or "alike" or "edit") || form.ThreadId.Count == 0)
        {
            return BadRequest();
        }

        var actor = await ActorAsync();
        if (await Get<GetReview>().ExecuteAsync(actor, id, HttpContext.RequestAborted) is not { Succeeded: true, Value: var view })
        {
            return NotFound();
        }

        ImmutableArray<string> threads = form.Answer == "alike" && view.Threads.FirstOrDefault(thread => thread.ThreadId == form.ThreadId[0]) is { IsOpenSuggestion: true } first
            ? [.. OpenSuggestions.AlikeTo(view, first).Select(thread => thread.ThreadId)]
            : [.. form.ThreadId];
        AnswerSuggestions.Request request = new(id, ExpectedTag.Of(form.Tag), threads, form.Answer != "refuse") { Words = form.Answer == "edit" ? form.Words?.Trim() ?? "" : null, EndsReview = form.EndsReview };
        var outcome = await Get<AnswerSuggestions>().ExecuteAsync(actor, request, HttpContext.RequestAborted);
        if (outcome.Succeeded)
        {
            await Notifier.SuccessAsync(request.Accepts
                ? Localizer.Plural(threads.Length, "The suggestion was accepted; the text has a new version.", "{0} suggestions were accepted; the text has a new version.")
                : Localizer.Plural(threads.Length, "The suggestion was refused.", "{0} suggestions were refused."));
            return RedirectToAction("Item", "Review", new { id }, "thread-" + threads[0]);
        }

        return outcome.Refusal.UnmetRules.Any(rule => rule.Rule == Rules.DecisionsMustStand)
            ? View("Ends", new EndingAnswer(id, view.Title ?? id, form))
            : await AnswerAsync(outcome.Refusal, id, Typed.Nothing);
    }

    /// <summary>Where suggestions were answered there is nothing to read: the item's page is.</summary>
    [HttpGet]
    [Admin("Review/{id}/suggestions", "GutCmsReviewSuggested")]
    public IActionResult Back(string id) => RedirectToAction("Item", "Review", new { id });
}
