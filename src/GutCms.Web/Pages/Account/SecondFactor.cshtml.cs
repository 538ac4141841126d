using GutCms.Web.Features.SigningIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Account;

/// <summary>The second step of a sign-in: a code of the authenticator app, or a recovery code.</summary>
internal sealed class SecondFactorModel(CheckCredentials credentials, Sessions sessions, AttemptLimiter limiter, IStringLocalizer<AccountText> words) : AccountPage(words)
{
    /// <summary>Shows the form to whoever has proved a password.</summary>
    public async Task<IActionResult> OnGetAsync(CancellationToken cancellationToken) =>
        await sessions.WhoOwesAsync(HttpContext, cancellationToken) is null ? RedirectToPage("/Account/SignIn", new { ReturnUrl }) : Page();

    /// <summary>Signs in.</summary>
    public async Task<IActionResult> OnPostAsync([FromForm] string? code, CancellationToken cancellationToken)
    {
        if (await sessions.WhoOwesAsync(HttpContext, cancellationToken) is not { } who)
        {
            return RedirectToPage("/Account/SignIn", new { ReturnUrl });
        }

        if (!await limiter.PermitsAsync(HttpContext, who.UserId))
        {
            return TooMany();
        }

        if (string.IsNullOrWhiteSpace(code) || code.Length > 64)
        {
            return Again(Words["SecondFactor.Wrong"]);
        }

        var (outcome, user) = await credentials.ExecuteAsync(new(who.UserId, null, Password: null, code, Stamp: who.Stamp, Provider: who.Provider), cancellationToken);
        if (outcome != CredentialOutcome.Valid)
        {
            return Again(Words["SecondFactor.Wrong"]);
        }

        await sessions.BeginAsync(HttpContext, user!, cancellationToken);
        return GoOn();
    }
}
