using GutCms.Web.Features.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Account;

/// <summary>Sign-in with user name and password.</summary>
internal sealed class SignInModel(CheckCredentials credentials, Sessions sessions, AttemptLimiter limiter, IStringLocalizer<AccountText> words) : AccountPage(words)
{
    /// <summary>User name.</summary>
    [BindProperty]
    public string? UserName { get; set; }

    /// <summary>Signs in, or goes on to the second factor.</summary>
    public async Task<IActionResult> OnPostAsync([FromForm] string? password, CancellationToken cancellationToken)
    {
        if (!limiter.Permits(HttpContext, UserName ?? ""))
        {
            return TooMany();
        }

        if (string.IsNullOrEmpty(UserName) || string.IsNullOrEmpty(password) || UserName.Length > 256 || password.Length > 256)
        {
            return Again(Words["SignIn.Wrong"]);
        }

        var (outcome, user) = await credentials.ExecuteAsync(new(null, UserName, password, Code: null), cancellationToken);
        switch (outcome)
        {
            case CredentialOutcome.Valid:
                await sessions.BeginAsync(HttpContext, user!, cancellationToken);
                return GoOn();
            case CredentialOutcome.CodeOwed:
                await sessions.OweSecondFactorAsync(HttpContext, user!, cancellationToken);
                return RedirectToPage("/Account/SecondFactor", new { ReturnUrl });
            default:
                // The same words for an account that is locked: whether there is one is nobody's business. Its owner learns it from the second sentence.
                return Again(Words["SignIn.Wrong"]);
        }
    }
}
