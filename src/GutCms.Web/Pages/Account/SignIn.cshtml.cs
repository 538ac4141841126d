using GutCms.Web.Features.Identity;
using GutCms.Web.Features.Identity.Passkeys;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Account;

/// <summary>Sign-in with user name and password, or with a passkey.</summary>
internal sealed class SignInModel(
    CheckCredentials credentials, SignInWithPasskey passkeys, PasskeyCeremony ceremony, Sessions sessions, AttemptLimiter limiter, IStringLocalizer<AccountText> words)
    : AccountPage(words)
{
    /// <summary>User name.</summary>
    [BindProperty]
    public string? UserName { get; set; }

    /// <summary>Where a browser has to be for a passkey.</summary>
    public string Origin => ceremony.Origin;

    /// <summary>Gives the script what the browser is to be asked.</summary>
    public async Task<IActionResult> OnPostOptionsAsync() => limiter.Permits(HttpContext, account: null)
        ? PasskeyAnswers.Of(await passkeys.OfferAsync(HttpContext))
        : PasskeyAnswers.Fault(Words["TooMany"], StatusCodes.Status429TooManyRequests);

    /// <summary>Signs in with a passkey.</summary>
    public async Task<IActionResult> OnPostPasskeyAsync([FromForm] string? state, [FromForm] string? credential, CancellationToken cancellationToken)
    {
        if (!limiter.Permits(HttpContext, account: null))
        {
            return TooMany();
        }

        if (await passkeys.ExecuteAsync(HttpContext, state, credential, cancellationToken) is not { } user)
        {
            return Again(Words["SignIn.WrongPasskey"]);
        }

        await sessions.BeginAsync(HttpContext, user, cancellationToken);
        return GoOn();
    }

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
