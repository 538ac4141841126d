using GutCms.Web.Features.Users;
using GutCms.Web.Features.SigningIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Account;

/// <summary>Sends a link for a new password. Answers the same whether or not there is such an account.</summary>
internal sealed class ForgotPasswordModel(SendPasswordLink sendLink, AttemptLimiter limiter, IStringLocalizer<AccountText> words) : AccountPage(words)
{
    /// <summary>The site can send mail.</summary>
    public bool IsAvailable => sendLink.IsAvailable;

    /// <summary>The form was sent.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Sends it.</summary>
    public async Task<IActionResult> OnPostAsync([FromForm] string? account)
    {
        if (!await limiter.PermitsAsync(HttpContext, "forgot " + account))
        {
            return TooMany();
        }

        if (account is { Length: > 0 and <= 256 })
        {
            await sendLink.ExecuteAsync(
                account, () => Words["Forgot.MailSubject"], link => Words["Forgot.MailText", link]);
        }

        IsDone = true;
        return Page();
    }
}
