using GutCms.Web.Features.Users;
using GutCms.Web.Features.People;
using GutCms.Web.Features.SigningIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Account;

/// <summary>Sets a new password with the token of a mail.</summary>
internal sealed class ResetPasswordModel(OwnAccount account, AttemptLimiter limiter, IStringLocalizer<AccountText> words) : AccountPage(words)
{
    /// <summary>The account.</summary>
    [BindProperty(SupportsGet = true)]
    public string? UserId { get; set; }

    /// <summary>The token.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Token { get; set; }

    /// <summary>It is done.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Sets it.</summary>
    public async Task<IActionResult> OnPostAsync([FromForm] string? newPassword, CancellationToken cancellationToken)
    {
        if (!await limiter.PermitsAsync(HttpContext, UserId))
        {
            return TooMany();
        }

        try
        {
            await account.ResetPasswordAsync(UserId ?? "", Token ?? "", newPassword ?? "", cancellationToken);
            IsDone = true;
            return Page();
        }
        catch (IdentityRefusedException refusal)
        {
            return Again(refusal.Sentence.ToCurrent());
        }
    }
}
