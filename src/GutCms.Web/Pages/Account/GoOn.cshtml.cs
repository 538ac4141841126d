using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace GutCms.Web.Pages.Account;

/// <summary>Sends a browser on that has just signed in for an OAuth 2 client.</summary>
internal sealed class GoOnModel : PageModel
{
    /// <summary>A path of this site.</summary>
    public string Target { get; private set; } = "/";

    /// <summary>Shows it.</summary>
    public void OnGet([FromQuery] string? returnUrl)
    {
        Response.Headers.CacheControl = "no-store";
        Target = Url.IsLocalUrl(returnUrl) ? returnUrl! : Url.Content("~/");
    }
}
