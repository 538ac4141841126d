using GutCms.Api.Http;
using GutCms.Core.Security;
using GutCms.Web.Features.Users;
using GutCms.Web.Features.Passkeys;
using GutCms.Web.Features.SigningIn;
using GutCms.Web.Storage.Model;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Account;

/// <summary>Shows one's passkeys, adds one, calls one otherwise, removes one.</summary>
[Authorize(AuthenticationSchemes = GutCmsSchemes.Session)]
internal sealed class PasskeysModel(
    AddPasskey add,
    OwnPasskeys passkeys,
    PasskeyCeremony ceremony,
    CheckCredentials credentials,
    Sessions sessions,
    IActorAccessor actors,
    AttemptLimiter limiter,
    OwnCredentials own,
    IStringLocalizer<AccountText> words) : AccountPage(words)
{
    /// <summary>Those there are, oldest first.</summary>
    public IReadOnlyList<PasskeyRow> Rows { get; private set; } = [];

    /// <summary>The account has a password here, which adding one asks for.</summary>
    public bool HasPassword { get; private set; }

    /// <summary>One was added just now.</summary>
    public bool IsAdded { get; private set; }

    /// <summary>Where a browser has to be.</summary>
    public string Origin => ceremony.Origin;

    /// <summary>Shows them.</summary>
    public async Task OnGetAsync([FromQuery] bool added, CancellationToken cancellationToken)
    {
        IsAdded = added;
        await ShowAsync(await ActorAsync(cancellationToken), cancellationToken);
    }

    /// <summary>Asks for password and code, and gives the script what the browser is to be asked.</summary>
    public async Task<IActionResult> OnPostOptionsAsync([FromForm] string? name, [FromForm] string? password, [FromForm] string? code, CancellationToken cancellationToken)
    {
        var actor = await ActorAsync(cancellationToken);
        if (!await limiter.PermitsAsync(HttpContext, actor.UserId))
        {
            return PasskeyAnswers.Fault(Words["TooMany"], StatusCodes.Status429TooManyRequests);
        }

        try
        {
            AddPasskey.NameOf(name);
            return await credentials.ProvesAsync(actor.UserId, password, string.IsNullOrWhiteSpace(code) ? null : code, cancellationToken)
                ? PasskeyAnswers.Of(await add.OfferAsync(HttpContext, actor.UserId, name, cancellationToken))
                : PasskeyAnswers.Fault(Words["Change.Wrong"], StatusCodes.Status400BadRequest);
        }
        catch (IdentityRefusedException refusal)
        {
            return PasskeyAnswers.Fault(refusal.Sentence.ToCurrent(), StatusCodes.Status400BadRequest);
        }
    }

    /// <summary>Adds it.</summary>
    public Task<IActionResult> OnPostAddAsync([FromForm] string? state, [FromForm] string? credential, CancellationToken cancellationToken) => TryAsync(
        async actor =>
        {
            await sessions.BeginAsync(HttpContext, await add.ExecuteAsync(HttpContext, actor, state, credential, cancellationToken), cancellationToken);
            return RedirectToPage(new { added = true });
        },
        cancellationToken);

    /// <summary>Calls one otherwise.</summary>
    public Task<IActionResult> OnPostRenameAsync([FromForm] string? passkey, [FromForm] string? name, CancellationToken cancellationToken) => TryAsync(
        async actor =>
        {
            await passkeys.RenameAsync(actor, passkey, name, cancellationToken);
            return RedirectToPage();
        },
        cancellationToken);

    /// <summary>Removes one.</summary>
    public Task<IActionResult> OnPostRemoveAsync([FromForm] string? passkey, CancellationToken cancellationToken) => TryAsync(
        async actor =>
        {
            await sessions.BeginAsync(HttpContext, await passkeys.RemoveAsync(actor, passkey, cancellationToken), cancellationToken);
            return RedirectToPage();
        },
        cancellationToken);

    private async Task<IActionResult> TryAsync(Func<Actor, Task<IActionResult>> act, CancellationToken cancellationToken)
    {
        var actor = await ActorAsync(cancellationToken);
        try
        {
            return await act(actor);
        }
        catch (IdentityRefusedException refusal)
        {
            await ShowAsync(actor, cancellationToken);
            return Again(refusal.Sentence.ToCurrent());
        }
    }

    private ValueTask<Actor> ActorAsync(CancellationToken cancellationToken) => actors.GetActorAsync(HttpContext, cancellationToken);

    private async Task ShowAsync(Actor actor, CancellationToken cancellationToken)
    {
        Rows = await passkeys.ListAsync(actor, cancellationToken);
        HasPassword = await own.HasPasswordAsync(actor.UserId, cancellationToken);
    }
}
