using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Security;
using GutCms.Core.Texts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Reviewing;

/// <summary>Accepts and refuses suggested words, and asks before that ends a review.</summary>
[AdminPermission(Permissions.EditOwnContent)]
internal sealed class SuggestionsModel(AnswerSuggestions use, GetReview look, IStringLocalizer<AdminText> words, IStringLocalizer<DeskText> desk) : AdminPage(words)
{
    /// <summary>The item.</summary>
    [BindProperty(SupportsGet = true, Name = "id")]
    public string ItemId { get; set; } = "";

    /// <summary>Tag of what was shown.</summary>
    [BindProperty]
    public string? Tag { get; set; }

    /// <summary>The suggestions.</summary>
    [BindProperty]
    public List<string> ThreadId { get; set; } = [];

    /// <summary><c>accept</c>, <c>refuse</c>, <c>alike</c> (this one and those that say the same of the same words) or <c>edit</c> (accept, with other words).</summary>
    [BindProperty]
    public string? Answer { get; set; }

    /// <summary>The other words.</summary>
    [BindProperty(Name = "Words")]
    public string? OtherWords { get; set; }

    /// <summary>It was said that the review may end.</summary>
    [BindProperty]
    public bool EndsReview { get; set; }

    /// <summary>Title of the item.</summary>
    public string Title { get; private set; } = "";

    /// <summary>It is asked whether the review may end.</summary>
    public bool WouldEnd => Refused?.UnmetRules.Any(rule => rule.Rule == Rules.DecisionsMustStand) == true;

    /// <summary>Suggestions are answered where the text is.</summary>
    public IActionResult OnGet(string id) => LocalRedirect($"/admin/review/{Uri.EscapeDataString(id)}");

    /// <summary>Answers.</summary>
    public async Task<IActionResult> OnPostAsync(string id, CancellationToken cancellationToken)
    {
        if (Answer is not ("accept" or "refuse" or "alike" or "edit") || ThreadId.Count == 0 || await look.ExecuteAsync(Actor, id, cancellationToken) is not { Succeeded: true, Value: var view })
        {
            return Answer is null || ThreadId.Count == 0 ? BadRequest() : NotFound();
        }

        Title = ShownTitle.Of(view.Title);
        if (Answer == "alike" && view.Threads.FirstOrDefault(thread => thread.ThreadId == ThreadId[0]) is { } first)
        {
            ThreadId = [.. view.Threads.Where(thread => thread.IsOpenSuggestion && thread.Suggestion == first.Suggestion && thread.Anchor?["quote"]?.ToString() == first.Anchor?["quote"]?.ToString()).Select(thread => thread.ThreadId)];
        }

        AnswerSuggestions.Request request = new(id, ExpectedTag.Of(Tag), [.. ThreadId], Answer != "refuse") { Words = Answer == "edit" ? OtherWords?.Trim() ?? "" : null, EndsReview = EndsReview };
        var outcome = await use.ExecuteAsync(Actor, request, cancellationToken);
        return outcome.Succeeded
            ? Done(desk[Answer == "refuse" ? "Suggest.RefusedDone" : "Suggest.AcceptedDone", ThreadId.Count], $"/admin/review/{id}#thread-{ThreadId[0]}")
            : Refuse(outcome.Refusal);
    }
}
