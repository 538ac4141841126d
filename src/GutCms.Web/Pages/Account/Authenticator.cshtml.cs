using System.Security.Cryptography;
using GutCms.Api.Http;
using GutCms.Core.Security;
using GutCms.Web.Features.Pictures;
using GutCms.Web.Features.Users;
using GutCms.Web.Features.People;
using GutCms.Web.Features.SigningIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.DataProtection;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Account;

/// <summary>Turns the second factor on and off.</summary>
[Authorize(AuthenticationSchemes = GutCmsSchemes.Session)]
internal sealed class AuthenticatorModel(
    CheckCredentials credentials,
    Sessions sessions,
    OwnAccount account,
    IActorAccessor actors,
    AttemptLimiter limiter,
    OwnCredentials own,
    IDataProtectionProvider protection,
    IStringLocalizer<AccountText> words) : AccountPage(words)
{
    private const string Issuer = "GutCms";
    private static readonly TimeSpan OfferLifetime = TimeSpan.FromMinutes(30);

    private readonly ITimeLimitedDataProtector _offers = protection.CreateProtector("GutCms.AuthenticatorOffer.v1").ToTimeLimitedDataProtector();

    /// <summary>It is on.</summary>
    public bool IsOn { get; private set; }

    /// <summary>The secret that is offered, base32.</summary>
    public string Key { get; private set; } = "";

    /// <summary>The secret for the form to bring back: encrypted, for this user, for half an hour.</summary>
    public string ProtectedKey { get; private set; } = "";

    /// <summary>The secret as an address that apps understand.</summary>
    public string Address { get; private set; } = "";

    /// <summary>That address as a picture for a camera.</summary>
    public QrCode Picture => QrCode.Of(Address);

    /// <summary>Shown once, after it was turned on.</summary>
    public IReadOnlyList<string> RecoveryCodes { get; private set; } = [];

    /// <summary>Shows the state, and offers a secret when it is off.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken) => await ShowAsync(await ActorAsync(cancellationToken), key: null, cancellationToken);

    /// <summary>Turns it on.</summary>
    public async Task<IActionResult> OnPostEnableAsync([FromForm] string? protectedKey, [FromForm] string? password, [FromForm] string? code, CancellationToken cancellationToken)
    {
        var actor = await ActorAsync(cancellationToken);
        var key = OfferedKey(protectedKey, actor);
        await ShowAsync(actor, key, cancellationToken);
        if (!await limiter.PermitsAsync(HttpContext, actor.UserId))
        {
            return TooMany();
        }

        if (key is null || IsOn)
        {
            return Again(Words["Authenticator.Expired"]);
        }

        if (!await credentials.ProvesAsync(actor.UserId, password, code: null, cancellationToken))
        {
            return Again(Words["Change.Wrong"]);
        }

        try
        {
            (var user, RecoveryCodes) = await account.EnableSecondFactorAsync(actor.UserId, key, code ?? "", cancellationToken);
            await sessions.BeginAsync(HttpContext, user, cancellationToken);
            return Page();
        }
        catch (IdentityRefusedException refusal)
        {
            return Again(refusal.Sentence.ToCurrent());
        }
    }

    /// <summary>Turns it off.</summary>
    public async Task<IActionResult> OnPostDisableAsync([FromForm] string? password, [FromForm] string? code, CancellationToken cancellationToken)
    {
        var actor = await ActorAsync(cancellationToken);
        await ShowAsync(actor, key: null, cancellationToken);
        if (!await limiter.PermitsAsync(HttpContext, actor.UserId))
        {
            return TooMany();
        }

        if (!await credentials.ProvesAsync(actor.UserId, password, code ?? "", cancellationToken))
        {
            return Again(Words["Change.Wrong"]);
        }

        await sessions.BeginAsync(HttpContext, await account.DisableSecondFactorAsync(actor.UserId, cancellationToken), cancellationToken);
        return RedirectToPage();
    }

    private ValueTask<Actor> ActorAsync(CancellationToken cancellationToken) => actors.GetActorAsync(HttpContext, cancellationToken);

    private async Task ShowAsync(Actor actor, string? key, CancellationToken cancellationToken)
    {
        IsOn = await own.HasSecondFactorAsync(actor.UserId, cancellationToken);
        Key = key ?? OwnAccount.NewAuthenticatorKey();
        ProtectedKey = _offers.Protect($"{actor.UserId} {Key}", OfferLifetime);
        Address = $"otpauth://totp/{Issuer}:{Uri.EscapeDataString(actor.UserName)}?secret={Key}&issuer={Issuer}";
    }

    private string? OfferedKey(string? protectedKey, Actor actor)
    {
        try
        {
            var offer = _offers.Unprotect(protectedKey ?? "").Split(' ');
            return offer[0] == actor.UserId ? offer[1] : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
