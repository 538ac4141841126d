using GutCms.Api.Http;
using GutCms.Web.Features.Users;
using GutCms.Web.Features.SigningIn;
using GutCms.Web.Storage.Model;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Account;

/// <summary>Shows what one is signed in with, and ends it.</summary>
[Authorize(AuthenticationSchemes = GutCmsSchemes.Session)]
internal sealed class OwnSessionsModel(OwnSessions sessions, IActorAccessor actors, IStringLocalizer<AccountText> words) : AccountPage(words)
{
    /// <summary>The sessions, newest first.</summary>
    public IReadOnlyList<SessionRow> Rows { get; private set; } = [];

    /// <summary>Whether a row is the session of this browser.</summary>
    public bool IsPresent(SessionRow row) => row.KeyHash == Sessions.HashOf(User);

    /// <summary>Shows them.</summary>
    public async Task OnGetAsync(CancellationToken cancellationToken) =>
        Rows = await sessions.ListAsync(await actors.GetActorAsync(HttpContext, cancellationToken), cancellationToken);

    /// <summary>Ends one, or all but that of this browser.</summary>
    public async Task<IActionResult> OnPostAsync([FromForm] string? session, CancellationToken cancellationToken)
    {
        await sessions.EndAsync(await actors.GetActorAsync(HttpContext, cancellationToken), session, Sessions.HashOf(User), cancellationToken);
        return RedirectToPage();
    }
}
