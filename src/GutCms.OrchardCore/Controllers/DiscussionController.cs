using GutCms.Core.Comments;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Storage;
using GutCms.Core.Texts;
using GutCms.OrchardCore.Reviews;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Localization;
using OrchardCore.Admin;
using OrchardCore.DisplayManagement.Notify;
using OrchardCore.Modules;

namespace GutCms.OrchardCore.Controllers;

/// <summary>Who is asked to decide until when, and the comments on a text. Every decision is Core's.</summary>
[Feature(FeatureIds.Review)]
public sealed class DiscussionController : ReviewPageController
{
    /// <summary>Creates it.</summary>
    public DiscussionController(IServiceProvider services, INotifier notifier, IHtmlLocalizer<DiscussionController> localizer)
        : base(services, notifier, localizer)
    {
    }

    /// <summary>Asks people to decide in a stage, or gives it back to its role when nobody is chosen, and sets its due date.</summary>
    [HttpPost]
    [Admin("Review/{id}/assign", "GutCmsReviewAssign")]
    public async Task<IActionResult> Assign(string id, string? tag, string? stage, string? role, string[] assignees, DateOnly? due, DateOnly? was)
    {
        // The date that is there already stays as it is, to the instant, passed or not.
        DateTime? dueUtc = due is { } day && due != was ? DueDay.End(day) : null;
        var outcome = await Get<AssignReview>().ExecuteAsync(await ActorAsync(), new(id, ExpectedTag.Of(tag), stage, role, [.. assignees], dueUtc), HttpContext.RequestAborted);
        return await AnswerAsync(outcome.Refusal, id, Typed.Nothing);
    }

    /// <summary>Writes a comment: the first of a thread, on words of a block or on the whole text, or an answer. With other words for those of a block it is a suggestion, and needs no text.</summary>
    [HttpPost]
    [Admin("Review/{id}/comment", "GutCmsReviewComment")]
    public async Task<IActionResult> Comment(string id, string? threadId, string? blockId, string? quote, int near, string? text, string? suggestion, bool suggests)
    {
        var actor = await ActorAsync();
        Typed typed = new(Place: threadId ?? blockId ?? Typed.Whole, Quote: quote, Text: text, Suggestion: suggests ? suggestion ?? "" : null);
        CommentAnchor? anchor = null;
        if (!string.IsNullOrEmpty(blockId))
        {
            var item = await Get<GetContent>().ExecuteAsync(actor, new(id, VersionSelector.Latest), HttpContext.RequestAborted);
            if (!item.Succeeded)
            {
                return NotFound();
            }

            anchor = QuoteFinder.Find(item.Value.Item, blockId, quote ?? "", near);
            if (anchor is null)
            {
                return await AnswerAsync(new(RefusalKind.Invalid, Sentence.Verbatim(Localizer["The block has no such words. Copy them from it as they stand there."].Value)), id, typed);
            }
        }

        var outcome = await Get<AddComment>().ExecuteAsync(actor, new(id, string.IsNullOrEmpty(threadId) ? null : threadId, text ?? "", anchor?.ToJson()) { Suggests = typed.Suggestion?.Trim() }, HttpContext.RequestAborted);
        return await AnswerAsync(outcome.Refusal, id, typed);
    }

    /// <summary>Where a comment was sent, or people were asked, there is nothing to read: the item's page is.</summary>
    [HttpGet]
    [Admin("Review/{id}/comment", "GutCmsReviewCommented")]
    public IActionResult Back(string id) => RedirectToAction("Item", "Review", new { id });

    /// <summary>Says that what a thread asks for was done, with or without words.</summary>
    [HttpPost]
    [Admin("Review/{id}/threads/{threadId}/address", "GutCmsReviewAddress")]
    public async Task<IActionResult> Address(string id, string threadId, string? text)
    {
        var outcome = await Get<AddComment>().ExecuteAsync(await ActorAsync(), new(id, threadId, text ?? "") { Addresses = true }, HttpContext.RequestAborted);
        return await AnswerAsync(outcome.Refusal, id, new(Place: threadId, Text: text));
    }

    /// <summary>Marks a thread as resolved.</summary>
    [HttpPost]
    [Admin("Review/{id}/threads/{threadId}/resolve", "GutCmsReviewResolve")]
    public async Task<IActionResult> Resolve(string id, string threadId) =>
        await AnswerAsync((await Get<ResolveComment>().ExecuteAsync(await ActorAsync(), new(id, threadId), HttpContext.RequestAborted)).Refusal, id, Typed.Nothing);

    /// <summary>Opens a thread again.</summary>
    [HttpPost]
    [Admin("Review/{id}/threads/{threadId}/reopen", "GutCmsReviewReopen")]
    public async Task<IActionResult> Reopen(string id, string threadId) =>
        await AnswerAsync((await Get<ReopenComment>().ExecuteAsync(await ActorAsync(), new(id, threadId), HttpContext.RequestAborted)).Refusal, id, Typed.Nothing);
}
