using System.Globalization;
using GutCms.Web.Features.Providers;
using GutCms.Web.Features.SigningIn;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Filters;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Account;

/// <summary>What the account pages have in common: nothing of them is kept by a cache, and they go back only to this site.</summary>
internal abstract class AccountPage(IStringLocalizer<AccountText> words) : PageModel
{
    /// <summary>Where to go afterwards; a path of this site.</summary>
    [BindProperty(SupportsGet = true)]
    public string? ReturnUrl { get; set; }

    /// <summary>Texts of the pages.</summary>
    protected IStringLocalizer<AccountText> Words => words;

    /// <inheritdoc/>
    public override void OnPageHandlerExecuting(PageHandlerExecutingContext context)
    {
        // What the anti-forgery service would set as well, and else warn that it replaces.
        Response.Headers.CacheControl = "no-cache, no-store";
        base.OnPageHandlerExecuting(context);
    }

    /// <summary>The page again, with what is wrong.</summary>
    protected IActionResult Again(string fault, int status = StatusCodes.Status400BadRequest)
    {
        ModelState.AddModelError(string.Empty, fault);
        Response.StatusCode = status;
        return Page();
    }

    /// <summary>Shows why somebody came back from a provider for nothing.</summary>
    /// <param name="fault">Name of a <see cref="ProviderFault"/>; anything else shows nothing.</param>
    protected void ShowFault(string? fault)
    {
        if (Enum.GetNames<ProviderFault>().Contains(fault, StringComparer.Ordinal))
        {
            ModelState.AddModelError(string.Empty, Words["Provider." + fault]);
        }
    }

    /// <summary>The page again, because there were too many attempts.</summary>
    protected IActionResult TooMany()
    {
        Response.Headers.RetryAfter = AttemptLimiter.Window.TotalSeconds.ToString(CultureInfo.InvariantCulture);
        return Again(Words["TooMany"], StatusCodes.Status429TooManyRequests);
    }

    /// <summary>
    /// To where the visitor wanted to go. What an OAuth 2 client asked for ends at the client's address, which the policy of a page with a form does not
    /// permit, so it goes through a page without one.
    /// </summary>
    protected IActionResult GoOn()
    {
        var target = Url.IsLocalUrl(ReturnUrl) ? ReturnUrl! : Url.Content("~/");
        return target.StartsWith(Url.Content("~/connect/"), StringComparison.OrdinalIgnoreCase)
            ? RedirectToPage("/Account/GoOn", new { returnUrl = target })
            : LocalRedirect(target);
    }
}
