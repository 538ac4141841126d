using GutCms.Web.Features.Passkeys;
using GutCms.Web.Features.Providers;
using GutCms.Web.Features.SigningIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Account;

/// <summary>Sign-in with user name and password, with a passkey, or with a provider of OpenID Connect.</summary>
internal sealed class SignInModel(
    CheckCredentials credentials, SignInWithPasskey passkeys, PasskeyCeremony ceremony, SignInProviders providers, Sessions sessions, AttemptLimiter limiter, IStringLocalizer<AccountText> words)
    : AccountPage(words)
{
    /// <summary>User name.</summary>
    [BindProperty]
    public string? UserName { get; set; }

    /// <summary>Where a browser has to be for a passkey.</summary>
    public string Origin => ceremony.Origin;

    /// <summary>Providers with which one can sign in.</summary>
    public IReadOnlyList<SignInProvider> Providers => providers.All;

    /// <summary>Where a sign-in with a provider begins.</summary>
    public string AddressOf(SignInProvider provider) =>
        ReturnUrl is null ? Url.Content("~" + provider.Path) : QueryHelpers.AddQueryString(Url.Content("~" + provider.Path), "returnUrl", ReturnUrl);

    /// <summary>Shows the form, and what came of a sign-in with a provider.</summary>
    public void OnGet([FromQuery] string? fault) => ShowFault(fault);

    /// <summary>Gives the script what the browser is to be asked.</summary>
    public async Task<IActionResult> OnPostOptionsAsync() => await limiter.PermitsAsync(HttpContext, account: null)
        ? PasskeyAnswers.Of(await passkeys.OfferAsync(HttpContext))
        : PasskeyAnswers.Fault(Words["TooMany"], StatusCodes.Status429TooManyRequests);

    /// <summary>Signs in with a passkey.</summary>
    public async Task<IActionResult> OnPostPasskeyAsync([FromForm] string? state, [FromForm] string? credential, CancellationToken cancellationToken)
    {
        if (!await limiter.PermitsAsync(HttpContext, account: null))
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
        if (!await limiter.PermitsAsync(HttpContext, UserName ?? ""))
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
                await sessions.OweSecondFactorAsync(HttpContext, user!, provider: null, cancellationToken);
                return RedirectToPage("/Account/SecondFactor", new { ReturnUrl });
            default:
                // The same words for an account that is locked: whether there is one is nobody's business. Its owner learns it from the second sentence.
                return Again(Words["SignIn.Wrong"]);
        }
    }
}
