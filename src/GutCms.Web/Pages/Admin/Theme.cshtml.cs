using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Admin;

/// <summary>Takes the choice between light and dark.</summary>
[AdminPermission]
internal sealed class ThemeModel(IStringLocalizer<AdminText> words) : AdminPage(words)
{
    /// <summary>Nothing to see here.</summary>
    public IActionResult OnGet() => LocalRedirect("/admin");

    /// <summary>Remembers the choice and goes back.</summary>
    public IActionResult OnPost([FromForm] string? choice, [FromForm] string? returnUrl)
    {
        if (choice is not null && AdminTheme.Choices.Contains(choice))
        {
            AdminTheme.Remember(HttpContext, choice);
        }

        return LocalRedirect(Url.IsLocalUrl(returnUrl) ? returnUrl! : "/admin");
    }
}
