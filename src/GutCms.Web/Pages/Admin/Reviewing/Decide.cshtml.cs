using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Reviews.Views;
using GutCms.Core.Security;
using GutCms.Web.Features.People;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Reviewing;

/// <summary>Takes a reviewer's decision, and asks again when it was refused.</summary>
[AdminPermission(Permissions.ApproveContent)]
internal sealed class DecideModel(PullTrigger pull, GetReview look, GetDisclaimerImpact impacts, OwnAccount account, IStringLocalizer<AdminText> words, IStringLocalizer<DeskText> desk) : AdminPage(words)
{
    /// <summary>Name of the trigger.</summary>
    [BindProperty]
    public string? Decision { get; set; }

    /// <summary>Tag of what was shown.</summary>
    [BindProperty]
    public string? Tag { get; set; }

    /// <summary>Content hash of what was shown.</summary>
    [BindProperty]
    public string? Hash { get; set; }

    /// <summary>Hash of the presentation that was shown.</summary>
    [BindProperty]
    public string? Presentation { get; set; }

    /// <summary>Comment.</summary>
    [BindProperty]
    public string? Comment { get; set; }

    /// <summary>The role in which it counts; null: whichever fits.</summary>
    [BindProperty]
    public string? Role { get; set; }

    /// <summary>The approval counts although comments are open.</summary>
    [BindProperty]
    public bool DespiteOpenThreads { get; set; }

    /// <summary>Tag of the list of content that a changed disclaimer concerns, as it was shown.</summary>
    [BindProperty]
    public string? ImpactTag { get; set; }

    /// <summary>How the item stands.</summary>
    public ReviewView View { get; private set; } = null!;

    /// <summary>The form, with what was entered but the password.</summary>
    public DecideForm Form { get; private set; } = null!;

    /// <summary>The text is another by now: there is no form for it here.</summary>
    public bool LookAgain => Refused?.Kind == RefusalKind.Stale;

    /// <summary>Decisions are made where the text is.</summary>
    public IActionResult OnGet(string id) => LocalRedirect($"/admin/review/{Uri.EscapeDataString(id)}#decide");

    /// <summary>Decides.</summary>
    public async Task<IActionResult> OnPostAsync(string id, [FromForm] string? password, [FromForm] string? code, CancellationToken cancellationToken)
    {
        var trigger = ReviewNames.FindTrigger(Decision ?? "");
        if (trigger is not (Trigger.Approve or Trigger.RequestChanges or Trigger.Renew) || string.IsNullOrEmpty(Tag) || string.IsNullOrEmpty(Hash) || string.IsNullOrEmpty(Presentation))
        {
            return BadRequest();
        }

        var input = new TriggerInput(id, ExpectedTag.Of(Tag))
        {
            ContentHash = Hash,
            PresentationHash = Presentation,
            Signature = string.IsNullOrEmpty(password) ? null : new(password, string.IsNullOrWhiteSpace(code) ? null : code.Trim()),
            Comment = string.IsNullOrWhiteSpace(Comment) ? null : Comment.Trim(),
            Role = string.IsNullOrEmpty(Role) ? null : Role,
            ImpactTag = string.IsNullOrEmpty(ImpactTag) ? null : ImpactTag,
        };
        if (trigger == Trigger.Approve && !DespiteOpenThreads && await look.ExecuteAsync(Actor, id, cancellationToken) is { Succeeded: true, Value.Threads: var threads } && threads.Any(thread => !thread.IsResolved))
        {
            return await ShowAsync(id, trigger.Value, cancellationToken) ?? Again("", desk["Decide.OpenThreadsFault"]);
        }

        var outcome = await pull.RunAsync(Actor, trigger.Value, input, cancellationToken);
        return outcome.Succeeded
            ? Done(desk["Decided." + trigger], $"/admin/review/{id}")
            : await ShowAsync(id, trigger.Value, cancellationToken) ?? Refuse(outcome.Refusal);
    }

    /// <summary>Makes the form again with what was entered. Null: it is made.</summary>
    private async Task<IActionResult?> ShowAsync(string id, Trigger trigger, CancellationToken cancellationToken)
    {
        var view = await look.ExecuteAsync(Actor, id, cancellationToken);
        if (!view.Succeeded)
        {
            return NotFound();
        }

        View = view.Value;
        Form = DecideForm.Of(View, Actor, trigger, Hash!, Presentation!, await account.UsesSecondFactorAsync(Actor.UserId, cancellationToken))
            .With((await impacts.ExecuteAsync(Actor, id, cancellationToken)).Value) with
        { Tag = Tag!, Comment = Comment, ImpactTag = ImpactTag, DespiteOpenThreads = DespiteOpenThreads };
        return null;
    }
}
