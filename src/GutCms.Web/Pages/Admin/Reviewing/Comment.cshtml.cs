using GutCms.Core.Comments;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Storage;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Reviewing;

/// <summary>Takes comments on a text, and asks again when one was refused.</summary>
[AdminPermission(Permissions.CommentContent)]
internal sealed class CommentModel(
    AddComment add, ResolveComment resolve, ReopenComment reopen, GetContent find, GetReview look, IStringLocalizer<AdminText> words, IStringLocalizer<DeskText> desk) : AdminPage(words)
{
    /// <summary>The thread that is answered, resolved or reopened; null: a new one.</summary>
    [BindProperty]
    public string? ThreadId { get; set; }

    /// <summary>ContentItemId of the nested item, or one of <see cref="FieldPlaces"/>; null: the whole text.</summary>
    [BindProperty]
    public string? BlockId { get; set; }

    /// <summary>The words of the text that the comment is about.</summary>
    [BindProperty]
    public string? Quote { get; set; }

    /// <summary>About where they stand in the block, 0-based.</summary>
    [BindProperty]
    public int Near { get; set; }

    /// <summary>The comment.</summary>
    [BindProperty]
    public string? Text { get; set; }

    /// <summary>Words for those that the comment is about; empty: to leave them out.</summary>
    [BindProperty]
    public string? Suggestion { get; set; }

    /// <summary><see cref="Suggestion"/> is meant, and the comment needs no text.</summary>
    [BindProperty]
    public bool Suggests { get; set; }

    /// <summary>It was written in the editor, which shows the thread again in its place, or as a whole without scripts.</summary>
    [BindProperty]
    public bool InEditor { get; set; }

    /// <summary>The item.</summary>
    [BindProperty(SupportsGet = true, Name = "id")]
    public string ItemId { get; set; } = "";

    /// <summary>Its title.</summary>
    public string Title { get; private set; } = "";

    /// <summary>Comments are written where the text is.</summary>
    public IActionResult OnGet(string id) => LocalRedirect($"/admin/review/{Uri.EscapeDataString(id)}");

    /// <summary>A new thread.</summary>
    public async Task<IActionResult> OnPostAsync(string id, CancellationToken cancellationToken)
    {
        CommentAnchor? anchor = null;
        if (!string.IsNullOrEmpty(BlockId))
        {
            var item = await find.ExecuteAsync(Actor, new(id, VersionSelector.Latest), cancellationToken);
            if (!item.Succeeded)
            {
                return NotFound();
            }

            Title = item.Value.Item.DisplayText ?? id;
            var isWhole = string.IsNullOrWhiteSpace(Quote) && !Suggests;
            anchor = isWhole && BlockText.Exists(item.Value.Item, BlockId) ? CommentAnchor.Whole(BlockId) : isWhole ? null : QuoteFinder.Find(item.Value.Item, BlockId, Quote ?? "", Near);
            if (anchor is null)
            {
                return Again(nameof(Quote), desk["Comments.QuoteMissing"]);
            }
        }

        var request = new AddComment.Request(id, null, Text ?? "", anchor?.ToJson()) { Suggests = Suggests ? Suggestion?.Trim() ?? "" : null };
        return await AnswerAsync(await add.ExecuteAsync(Actor, request, cancellationToken), Suggests ? "Suggest.Added" : "Comments.Added", id, cancellationToken);
    }

    /// <summary>An answer in a thread.</summary>
    public async Task<IActionResult> OnPostAnswerAsync(string id, CancellationToken cancellationToken) =>
        await AnswerAsync(await add.ExecuteAsync(Actor, new(id, ThreadId ?? "", Text ?? ""), cancellationToken), "Comments.Answered", id, cancellationToken);

    /// <summary>What the thread asks for was done, with or without words.</summary>
    public async Task<IActionResult> OnPostAddressAsync(string id, CancellationToken cancellationToken) =>
        await AnswerAsync(await add.ExecuteAsync(Actor, new(id, ThreadId ?? "", Text ?? "") { Addresses = true }, cancellationToken), "Comments.AddressedDone", id, cancellationToken);

    /// <summary>The thread is resolved.</summary>
    public async Task<IActionResult> OnPostResolveAsync(string id, CancellationToken cancellationToken) =>
        await FirstAnswerAsync(id, cancellationToken) ?? await AnswerAsync(await resolve.ExecuteAsync(Actor, new(id, ThreadId ?? ""), cancellationToken), "Comments.ResolvedDone", id, cancellationToken);

    /// <summary>The thread is open again.</summary>
    public async Task<IActionResult> OnPostReopenAsync(string id, CancellationToken cancellationToken) =>
        await FirstAnswerAsync(id, cancellationToken) ?? await AnswerAsync(await reopen.ExecuteAsync(Actor, new(id, ThreadId ?? ""), cancellationToken), "Comments.ReopenedDone", id, cancellationToken);

    /// <summary>What was typed beside the button is an answer: it goes first, and nothing else happens when it is refused. Null: go on.</summary>
    private async Task<IActionResult?> FirstAnswerAsync(string id, CancellationToken cancellationToken)
    {
        if (string.IsNullOrWhiteSpace(Text))
        {
            return null;
        }

        var answered = await add.ExecuteAsync(Actor, new(id, ThreadId ?? "", Text), cancellationToken);
        return answered.Succeeded ? null : await AnswerAsync(answered, "", id, cancellationToken);
    }

    private async Task<IActionResult> AnswerAsync(Outcome<CommentThread> outcome, string done, string id, CancellationToken cancellationToken)
    {
        if (outcome.Succeeded && InEditor)
        {
            return await InEditorAsync(outcome.Value, done, cancellationToken);
        }

        if (outcome.Succeeded)
        {
            return Done(desk[done], $"/admin/review/{id}#thread-{outcome.Value.ThreadId}");
        }

        Title = (await find.ExecuteAsync(Actor, new(id, VersionSelector.Latest), cancellationToken)).Value?.Item.DisplayText ?? id;
        return Refuse(outcome.Refusal);
    }

    /// <summary>The thread alone for a script, which leaves all else on the page as it is; the editor otherwise.</summary>
    private async Task<IActionResult> InEditorAsync(CommentThread thread, string done, CancellationToken cancellationToken)
    {
        if (!Request.Headers.ContainsKey("HX-Request"))
        {
            return Done(desk[done], $"/admin/content/{thread.ContentItemId}/edit#thread-{thread.ThreadId}");
        }

        var item = await find.ExecuteAsync(Actor, new(thread.ContentItemId, VersionSelector.Latest), cancellationToken);
        var view = await look.ExecuteAsync(Actor, thread.ContentItemId, cancellationToken);
        return item.Succeeded && view.Succeeded
            ? Partial("_Thread", ShownThread.Of(thread, item.Value.Item, mayAnswer: true, view.Value.MayResolve.Contains(thread.ThreadId)) with { InEditor = true })
            : NotFound();
    }
}
