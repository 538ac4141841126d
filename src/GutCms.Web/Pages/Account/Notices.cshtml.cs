using GutCms.Api.Http;
using GutCms.Web.Features.Mail;
using GutCms.Web.Features.Notices;
using GutCms.Web.Features.Notices.Mailing;
using GutCms.Web.Features.Users;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Options;

namespace GutCms.Web.Pages.Account;

/// <summary>Takes what a person wants to hear by mail, and how.</summary>
[Authorize(AuthenticationSchemes = GutCmsSchemes.Session)]
internal sealed class NoticesModel(
    NoticePreferences preferences, NoticeAddresses addresses, MailQueue mails, IActorAccessor actors, IOptionsMonitor<MailOptions> options, IStringLocalizer<AccountText> words) : AccountPage(words)
{
    /// <summary>The wishes, by kind.</summary>
    public IReadOnlyDictionary<string, MailWish> Wishes { get; private set; } = new Dictionary<string, MailWish>();

    /// <summary>Where mails go; null: nowhere.</summary>
    public string? Address { get; private set; }

    /// <summary>The site sends mail.</summary>
    public bool CanSend => mails.CanSend;

    /// <summary>Hour of the daily mail, UTC.</summary>
    public int DigestHour => options.CurrentValue.DigestHour;

    /// <summary>Wishes were kept just now.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Shows them.</summary>
    public async Task OnGetAsync(bool done, CancellationToken cancellationToken)
    {
        var actor = await actors.GetActorAsync(HttpContext, cancellationToken);
        (Wishes, Address, IsDone) = (await preferences.ReadAsync(actor.UserId, cancellationToken), await addresses.OfAsync(actor.UserId, cancellationToken), done);
    }

    /// <summary>Keeps them.</summary>
    public async Task<IActionResult> OnPostAsync([FromForm(Name = "Wishes")] Dictionary<string, MailWish> wishes, CancellationToken cancellationToken)
    {
        if (!ModelState.IsValid || wishes.Values.Any(wish => !Enum.IsDefined(wish)))
        {
            return BadRequest();
        }

        var actor = await actors.GetActorAsync(HttpContext, cancellationToken);
        await preferences.SaveAsync(actor.UserId, wishes, cancellationToken);
        return RedirectToPage(new { done = true });
    }
}
