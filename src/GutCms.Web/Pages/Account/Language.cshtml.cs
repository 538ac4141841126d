using System.Globalization;
using GutCms.Api.Http;
using GutCms.Web.Features.Users;
using GutCms.Web.Texts;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Account;

/// <summary>Takes the language in which a person wants pages and mails.</summary>
[Authorize(AuthenticationSchemes = GutCmsSchemes.Session)]
internal sealed class LanguageModel(OwnLanguage own, IActorAccessor actors, IStringLocalizer<AccountText> words) : AccountPage(words)
{
    /// <summary>What is on file; null: what the browser prefers.</summary>
    public CultureInfo? Chosen { get; private set; }

    /// <summary>A choice was kept just now.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Shows the choice.</summary>
    public async Task OnGetAsync(bool done, CancellationToken cancellationToken) =>
        (Chosen, IsDone) = (await own.OfAsync(User, cancellationToken), done);

    /// <summary>Keeps a choice; what is not spoken here means the browser's.</summary>
    public async Task<IActionResult> OnPostAsync([FromForm] string? language, CancellationToken cancellationToken)
    {
        await own.ChooseAsync(await actors.GetActorAsync(HttpContext, cancellationToken), Languages.Find(language), cancellationToken);
        return RedirectToPage(new { done = true });
    }
}
