using GutCms.Web.Features.Notices;
using GutCms.Web.Features.Notices.Mailing;
using GutCms.Web.Texts;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Localization;

namespace GutCms.Web.Pages.Account;

/// <summary>
/// Takes that the receiver of a mail wants no more of its kind: from the link in it, by a button; from a mail program by one POST (RFC 8058), which can bring no token against forgery.
/// Whoever has the link may do it, and can do nothing else with it.
/// </summary>
[IgnoreAntiforgeryToken]
internal sealed class UnsubscribeModel(UnsubscribeLinks links, NoticePreferences preferences, IStringLocalizer<AccountText> words) : AccountPage(words)
{
    /// <summary>What no mail is wanted about, in words; null: the link is none of this site's.</summary>
    public string? What { get; private set; }

    /// <summary>It is kept.</summary>
    public bool IsDone { get; private set; }

    /// <summary>Asks, since programs follow links in mails too.</summary>
    public IActionResult OnGet(string? token) => Look(token) is null ? NotFound() : Page();

    /// <summary>Keeps it.</summary>
    public async Task<IActionResult> OnPostAsync([FromQuery] string? token, CancellationToken cancellationToken)
    {
        if (Look(token) is not { } subject)
        {
            return NotFound();
        }

        await preferences.SaveAsync(
            subject.UserId, NoticePreferences.Choosable.Where(kind => subject.Kind == "*" || subject.Kind == kind).Select(kind => KeyValuePair.Create(kind, MailWish.Never)), cancellationToken);
        IsDone = true;
        return Page();
    }

    private (string UserId, string Kind)? Look(string? token)
    {
        if (links.Read(token) is not { } subject || (subject.Kind != "*" && !NoticePreferences.Choosable.Contains(subject.Kind)))
        {
            return null;
        }

        What = subject.Kind == "*" ? Words["Unsubscribe.Everything"] : SiteSentence.Of($"Notice.Kind.{subject.Kind}").ToCurrent();
        return subject;
    }
}
