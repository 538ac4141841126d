using GutCms.Core.Editorial;
using GutCms.Core.Reviews.Model;
using GutCms.Core.Reviews.UseCases;
using GutCms.Core.Reviews.Views;
using GutCms.Core.Reviews.Withdrawals;
using GutCms.Core.Security;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin.Reviewing;

/// <summary>Corrects what readers are told about something that was withdrawn.</summary>
[AdminPermission(Permissions.WithdrawContent)]
internal sealed class WithdrawalModel(GetReview look, CorrectWithdrawal correct, FindPickable pickable, IStringLocalizer<AdminText> words, IStringLocalizer<DeskText> desk) : AdminPage(words)
{
    /// <summary>How the item stands.</summary>
    public ReviewView View { get; private set; } = null!;

    /// <summary>Tag of what was shown.</summary>
    [BindProperty]
    public string? Tag { get; set; }

    /// <summary>What readers are told.</summary>
    [BindProperty]
    public WithdrawalForm Form { get; set; } = new();

    /// <summary>Shows what they are told now.</summary>
    public async Task<IActionResult> OnGetAsync(string id, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(id, cancellationToken))
        {
            return NotFound();
        }

        var now = View.Withdrawal!;
        Form = new() { Reason = now.Reason, Instead = now.ReplacementItemId ?? (now.ReplacementUrl is null ? WithdrawalForm.Nothing : WithdrawalForm.Elsewhere), Url = now.ReplacementUrl };
        return await ShowAsync(id, cancellationToken);
    }

    /// <summary>Corrects it.</summary>
    public async Task<IActionResult> OnPostAsync(string id, CancellationToken cancellationToken)
    {
        if (!await LoadAsync(id, cancellationToken))
        {
            return NotFound();
        }

        if (string.IsNullOrEmpty(Tag))
        {
            return BadRequest();
        }

        if (Form.Find)
        {
            return await ShowAsync(id, cancellationToken);
        }

        if (Form.IsUnclear)
        {
            await ShowAsync(id, cancellationToken);
            return Again("Form.Url", desk["Instead.Unclear"]);
        }

        var outcome = await correct.ExecuteAsync(Actor, new(id, ExpectedTag.Of(Tag), Form.Reason, Form.ItemId, Form.Address), cancellationToken);
        if (outcome.Succeeded)
        {
            return Done(desk["Withdrawal.Corrected"], $"/admin/review/{id}");
        }

        await ShowAsync(id, cancellationToken);
        return Refuse(outcome.Refusal);
    }

    private async Task<bool> LoadAsync(string id, CancellationToken cancellationToken)
    {
        var view = await look.ExecuteAsync(Actor, id, cancellationToken);
        View = view.Value!;
        return view.Value is { Withdrawal: not null };
    }

    private async Task<IActionResult> ShowAsync(string id, CancellationToken cancellationToken)
    {
        await Form.OfferAsync(pickable, Actor, View.ContentType, id, cancellationToken);
        return Page();
    }
}
