using GutCms.Api.Http;
using GutCms.Web.Features.SigningIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Account;

/// <summary>Ends the session of this browser. Only on a POST, so that no link can do it.</summary>
internal sealed class SignOutModel(Sessions sessions, IActorAccessor actors, IStringLocalizer<AccountText> words) : AccountPage(words)
{
    /// <summary>Does it.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellationToken)
    {
        await sessions.EndAsync(HttpContext, await actors.GetActorAsync(HttpContext, cancellationToken), cancellationToken);
        return LocalRedirect(Url.Content("~/"));
    }
}
