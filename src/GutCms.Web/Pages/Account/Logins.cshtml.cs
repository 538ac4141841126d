using GutCms.Api.Http;
using GutCms.Core.Security;
using GutCms.Web.Features.Users;
using GutCms.Web.Features.Providers;
using GutCms.Web.Features.SigningIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Account;

/// <summary>Shows with which accounts at sign-in providers one's own is linked, links another, removes one.</summary>
[Authorize(AuthenticationSchemes = GutCmsSchemes.Session)]
internal sealed class LoginsModel(
    OwnLogins logins,
    LinkProvider link,
    SignInProviders providers,
    CheckCredentials credentials,
    Sessions sessions,
    IActorAccessor actors,
    AttemptLimiter limiter,
    OwnCredentials own,
    IStringLocalizer<AccountText> words) : AccountPage(words)
{
    /// <summary>Those there are, ordered by provider.</summary>
    public IReadOnlyList<IdentityUserLogin<string>> Rows { get; private set; } = [];

    /// <summary>The account has a password here, which a link asks for.</summary>
    public bool HasPassword { get; private set; }

    /// <summary>It was linked just now.</summary>
    public bool IsLinked { get; private set; }

    /// <summary>Providers to link with.</summary>
    public IReadOnlyList<SignInProvider> Providers => providers.All;

    /// <summary>Shows them.</summary>
    public async Task OnGetAsync([FromQuery] bool linked, [FromQuery] string? fault, CancellationToken cancellationToken)
    {
        IsLinked = linked;
        ShowFault(fault);
        await ShowAsync(await ActorAsync(cancellationToken), cancellationToken);
    }

    /// <summary>Asks for password and code, and goes to the provider by a page without a form, since a form may lead to this site only.</summary>
    public async Task<IActionResult> OnPostLinkAsync([FromForm] string? provider, [FromForm] string? password, [FromForm] string? code, CancellationToken cancellationToken)
    {
        var actor = await ActorAsync(cancellationToken);
        await ShowAsync(actor, cancellationToken);
        if (!await limiter.PermitsAsync(HttpContext, actor.UserId))
        {
            return TooMany();
        }

        if (providers.Find(provider) is not { } chosen)
        {
            return Again(Words["Providers.NotConfigured"]);
        }

        if (!await credentials.ProvesAsync(actor.UserId, password, string.IsNullOrWhiteSpace(code) ? null : code, cancellationToken))
        {
            return Again(Words["Change.Wrong"]);
        }

        var target = QueryHelpers.AddQueryString(Url.Content("~" + chosen.Path), "link", await link.OfferAsync(actor, chosen, cancellationToken));
        return RedirectToPage("/Account/GoOn", new { returnUrl = target });
    }

    /// <summary>Removes one.</summary>
    public async Task<IActionResult> OnPostRemoveAsync([FromForm] string? issuer, [FromForm] string? subject, CancellationToken cancellationToken)
    {
        var actor = await ActorAsync(cancellationToken);
        try
        {
            await sessions.BeginAsync(HttpContext, await logins.RemoveAsync(actor, issuer, subject, cancellationToken), cancellationToken);
            return RedirectToPage();
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
        Rows = await logins.ListAsync(actor, cancellationToken);
        HasPassword = await own.HasPasswordAsync(actor.UserId, cancellationToken);
    }
}
