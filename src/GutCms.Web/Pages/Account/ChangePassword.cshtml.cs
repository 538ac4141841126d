using GutCms.Api.Http;
using GutCms.Web.Features.Users;
using GutCms.Web.Features.People;
using GutCms.Web.Features.SigningIn;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Account;

/// <summary>Changes the own password; all other sessions end.</summary>
[Authorize(AuthenticationSchemes = GutCmsSchemes.Session)]
internal sealed class ChangePasswordModel(CheckCredentials credentials, Sessions sessions, OwnAccount account, IActorAccessor actors, AttemptLimiter limiter, OwnCredentials own, IStringLocalizer<AccountText> words)
    : AccountPage(words)
{
    /// <summary>It is done.</summary>
    public bool IsDone { get; private set; }

    /// <summary>The account has a password; one that came from a sign-in provider may have none yet.</summary>
    public bool HasPassword { get; private set; } = true;

    /// <summary>Shows the form.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken)
    {
        var actor = await actors.GetActorAsync(HttpContext, cancellationToken);
        HasPassword = await own.HasPasswordAsync(actor.UserId, cancellationToken);
    }

    /// <summary>Changes it.</summary>
    public async Task<IActionResult> OnPostAsync([FromForm] string? password, [FromForm] string? code, [FromForm] string? newPassword, CancellationToken cancellationToken)
    {
        var actor = await actors.GetActorAsync(HttpContext, cancellationToken);
        if (!await limiter.PermitsAsync(HttpContext, actor.UserId))
        {
            return TooMany();
        }

        var (outcome, _) = await credentials.ExecuteAsync(new(actor.UserId, null, password ?? "", string.IsNullOrWhiteSpace(code) ? null : code, Signing: true), cancellationToken);
        if (outcome != CredentialOutcome.Valid)
        {
            return Again(Words["Change.Wrong"]);
        }

        try
        {
            var user = await account.ChangePasswordAsync(actor.UserId, newPassword ?? "", cancellationToken);
            await sessions.BeginAsync(HttpContext, user, cancellationToken);
            IsDone = true;
            return Page();
        }
        catch (IdentityRefusedException refusal)
        {
            return Again(refusal.Sentence.ToCurrent());
        }
    }
}
